@NullMarked
package io.automedia.outgoing;

import org.jspecify.annotations.NullMarked;
