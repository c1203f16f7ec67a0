@NullMarked
package io.automedia.platforms.demo;

import org.jspecify.annotations.NullMarked;
