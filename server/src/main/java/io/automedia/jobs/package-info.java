/// Work that takes longer than an answer may: written down first, then done by one of the nodes under a
/// lease, with checkpoints to go on from after a crash, attempts, progress that is shown live, and a state
/// for what can't be done.
@ApplicationModule(allowedDependencies = {"shared", "storage", "updates", "activity", "access", "audit"})
@NullMarked
package io.automedia.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
