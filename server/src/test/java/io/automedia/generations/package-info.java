@NullMarked
package io.automedia.generations;

import org.jspecify.annotations.NullMarked;
