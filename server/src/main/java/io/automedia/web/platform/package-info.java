/// The page of what is collected.
@NullMarked
package io.automedia.web.platform;

import org.jspecify.annotations.NullMarked;
