/// The log of a data folder in another place, as files that are complete or not there, and the way back: a checkpoint
/// and the log after it become a data folder as it was at a moment.
@NullMarked
package io.automedia.embeddedmongodb.archive;

import org.jspecify.annotations.NullMarked;
