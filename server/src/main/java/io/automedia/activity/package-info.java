/// What people did here and what happened to their things: `activity:{userId}`. It listens to events that are
/// [Noteworthy] and knows none of the modules that publish them.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access"})
@NullMarked
package io.automedia.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
