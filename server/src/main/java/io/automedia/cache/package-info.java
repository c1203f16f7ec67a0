/// Answers that are expensive to work out and may be a little old: `cache:{key}`, JSON in Redis for all
/// nodes. It knows no feature: who has an expensive question asks it through here.
@ApplicationModule(allowedDependencies = {"shared", "storage"})
@NullMarked
package io.automedia.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
