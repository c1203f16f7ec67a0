/// What is talked about more than usual just now: `trends:{location}`. It counts the hashtags of posts that
/// arrived live and that everybody could read where they come from; a name needs several authors to be told
/// at all.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "cache", "updates", "content"})
@NullMarked
package io.automedia.trends;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
