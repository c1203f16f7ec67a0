@NullMarked
package io.automedia.sessions;

import org.jspecify.annotations.NullMarked;
