@NullMarked
package io.automedia.platforms.rss;

import org.jspecify.annotations.NullMarked;
