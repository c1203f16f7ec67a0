/// Plays a written story as live posts, so that a newcomer sees a living dashboard. The posts take the way of all
/// posts.
@NullMarked
package io.automedia.platforms.demo;

import org.jspecify.annotations.NullMarked;
