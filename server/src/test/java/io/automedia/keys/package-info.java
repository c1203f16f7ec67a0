@NullMarked
package io.automedia.keys;

import org.jspecify.annotations.NullMarked;
