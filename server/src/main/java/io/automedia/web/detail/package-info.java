/// A post's own page: why it matched, how it grew, what was understood, how it arrived.
@NullMarked
package io.automedia.web.detail;

import org.jspecify.annotations.NullMarked;
