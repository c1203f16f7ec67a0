@NullMarked
package io.automedia.media;

import org.jspecify.annotations.NullMarked;
