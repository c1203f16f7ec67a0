/// Writes a person's posts into a file that can be imported again, as a job.
@ApplicationModule(allowedDependencies = {"content", "jobs", "access", "audit", "shared"})
@NullMarked
package io.automedia.content.exporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
