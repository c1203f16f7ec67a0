@NullMarked
package io.automedia.content.links;

import org.jspecify.annotations.NullMarked;
