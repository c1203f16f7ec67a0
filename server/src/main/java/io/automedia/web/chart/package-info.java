/// Charts: what their scripts read, and how time is cut into intervals.
@NullMarked
package io.automedia.web.chart;

import org.jspecify.annotations.NullMarked;
