/// The Live page: what is happening now.
@NullMarked
package io.automedia.web.live;

import org.jspecify.annotations.NullMarked;
