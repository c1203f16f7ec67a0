/// MongoDB's wire protocol over loopback TCP: messages in, messages out, who may speak at all.
/// Knows how a command looks and how a reply is written, but not what any command means: that is a [CommandHandler].
@NullMarked
package io.automedia.embeddedmongodb.protocol;

import org.jspecify.annotations.NullMarked;
