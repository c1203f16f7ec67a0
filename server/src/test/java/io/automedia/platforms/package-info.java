@NullMarked
package io.automedia.platforms;

import org.jspecify.annotations.NullMarked;
