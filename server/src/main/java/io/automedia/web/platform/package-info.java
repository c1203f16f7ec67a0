/// The page of platforms: what is collected, how well, and the place to add to it.
@NullMarked
package io.automedia.web.platform;

import org.jspecify.annotations.NullMarked;
