/// Matches one text against up to a million queries held in memory, and says why.
/// [StandingQueries] is the only door; what a word, a phrase and a match are is in this module's README, rule by rule.
/// Knows nothing of where texts come from or what is done with a match, and depends on nothing.
@NullMarked
package io.automedia.standingqueries;

import org.jspecify.annotations.NullMarked;
