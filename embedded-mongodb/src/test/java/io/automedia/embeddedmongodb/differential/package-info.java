/// Generated programs, run on the embedded server and on an independent one, whose answers must be the same. What
/// differs is made as small as it goes and printed as a program that can be run again; bugs that were found so are
/// kept in `src/test/resources/differential` with the answers that MongoDB documents. What the independent server is
/// known to do differently is written in [KnownDeviations].
@NullMarked
package io.automedia.embeddedmongodb.differential;

import org.jspecify.annotations.NullMarked;
