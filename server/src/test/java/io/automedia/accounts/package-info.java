@NullMarked
package io.automedia.accounts;

import org.jspecify.annotations.NullMarked;
