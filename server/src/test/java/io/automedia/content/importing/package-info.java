@NullMarked
package io.automedia.content.importing;

import org.jspecify.annotations.NullMarked;
