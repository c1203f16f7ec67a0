/// How a query is answered: which ranges of which index are walked, in which order documents come out, and
/// what has to be sorted after all. Guesses are checked by probing, and where they stay guesses two plans
/// race.
@NullMarked
package io.automedia.embeddedmongodb.planner;

import org.jspecify.annotations.NullMarked;
