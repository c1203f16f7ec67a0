/// Brings files of posts into a person's library, as a job: whatever a line is, it is accounted for, and an
/// import that was cut off goes on where it was.
@ApplicationModule(allowedDependencies = {"content", "jobs", "access", "audit", "shared"})
@NullMarked
package io.automedia.content.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
