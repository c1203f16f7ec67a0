/// What tests of several modules share.
@NullMarked
package io.automedia.testing;

import org.jspecify.annotations.NullMarked;
