/// AutoMedia: collects posts, understands them, matches them and shows them live.
@NullMarked
package io.automedia;

import org.jspecify.annotations.NullMarked;
