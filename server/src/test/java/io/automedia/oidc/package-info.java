@NullMarked
package io.automedia.oidc;

import org.jspecify.annotations.NullMarked;
