/// Matches one text against very many queries held in memory.
@NullMarked
package io.automedia.standingqueries;

import org.jspecify.annotations.NullMarked;
