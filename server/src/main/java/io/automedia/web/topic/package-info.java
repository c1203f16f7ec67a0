/// The pages of topics: the list, the editor with its preview.
@NullMarked
package io.automedia.web.topic;

import org.jspecify.annotations.NullMarked;
