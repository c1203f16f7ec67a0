@NullMarked
package io.automedia.content;

import org.jspecify.annotations.NullMarked;
