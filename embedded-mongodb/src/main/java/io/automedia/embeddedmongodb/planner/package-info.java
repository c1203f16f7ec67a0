/// How a query is answered: which ranges of which indexes are walked, in which order documents come out, and
/// what has to be sorted after all. Where the ranges don't tell which way is the best, ways are tried at once.
@NullMarked
package io.automedia.embeddedmongodb.planner;

import org.jspecify.annotations.NullMarked;
