/// Who did what, when and from where, so that nobody can change or remove it unnoticed. It listens to events
/// that are [Auditable] and knows none of the modules that publish them.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access"})
@NullMarked
package io.automedia.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
