/// Where posts come from by themselves.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "updates", "content"})
@NullMarked
package io.automedia.platforms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
