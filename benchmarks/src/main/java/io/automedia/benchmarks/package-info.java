/// Measurements run by hand, each side by side with a peer. Real posts are read from the folder that the system
/// property
/// `automedia.test.data` names; without it the texts are made up.
@NullMarked
package io.automedia.benchmarks;

import org.jspecify.annotations.NullMarked;
