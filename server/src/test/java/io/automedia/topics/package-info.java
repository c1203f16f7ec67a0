/// Tests of topics over HTTP, on the whole application.
@NullMarked
package io.automedia.topics;

import org.jspecify.annotations.NullMarked;
