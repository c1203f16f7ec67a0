/// Filters of lists: read from a page's address, shown as choices, written into links. The address says all, so that a
/// link can be shared and Back works.
@NullMarked
package io.automedia.web.filter;

import org.jspecify.annotations.NullMarked;
