/// The embedded store beside other servers that speak MongoDB's protocol: the same documents, indexes, driver and
/// questions, one after the other in one run.
@NullMarked
package io.automedia.benchmarks.store;

import org.jspecify.annotations.NullMarked;
