/// How often somebody may do something: `rate_limit:{userId}:{endpoint}`, counted and decided in Redis for
/// all nodes together. It knows no feature: who answers asks here first.
@ApplicationModule(allowedDependencies = {"shared", "storage"})
@NullMarked
package io.automedia.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
