/// What every server must answer, through the driver. Each contract runs on the embedded server, and on an independent
/// one when the environment variable AUTOMEDIA_TEST_MONGODB_URI names it; what that one is known to do differently is
/// written in [KnownDifferences] and reported as skipped.
@NullMarked
package io.automedia.embeddedmongodb.contract;

import org.jspecify.annotations.NullMarked;
