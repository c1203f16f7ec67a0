@NullMarked
package io.automedia.passkeys;

import org.jspecify.annotations.NullMarked;
