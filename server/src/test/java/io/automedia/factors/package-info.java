@NullMarked
package io.automedia.factors;

import org.jspecify.annotations.NullMarked;
