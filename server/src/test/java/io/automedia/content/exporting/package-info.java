@NullMarked
package io.automedia.content.exporting;

import org.jspecify.annotations.NullMarked;
