/// The post card: one view model and one fragment for every place that shows a post.
@NullMarked
package io.automedia.web.post;

import org.jspecify.annotations.NullMarked;
