/// The wire protocol, proved through the driver and through raw sockets.
@NullMarked
package io.automedia.embeddedmongodb.protocol;

import org.jspecify.annotations.NullMarked;
