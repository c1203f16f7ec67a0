@NullMarked
package io.automedia.collections;

import org.jspecify.annotations.NullMarked;
