/// Plays a written story as live posts, so that a newcomer sees a living dashboard. The posts take the way of all
/// posts.
@NamedInterface("demo")
@NullMarked
package io.automedia.platforms.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
