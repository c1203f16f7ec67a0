/// How fast a filled AutoMedia answers what people and programs ask of it: lists with every filter and
/// pairs of them, deep pages, totals, the Live page. Asks running instances over HTTP, several side by
/// side.
@NullMarked
package io.automedia.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
