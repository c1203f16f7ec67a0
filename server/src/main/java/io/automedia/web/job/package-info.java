/// The page of imports and other long work.
@NullMarked
package io.automedia.web.job;

import org.jspecify.annotations.NullMarked;
