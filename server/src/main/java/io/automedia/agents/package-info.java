/// People's agents: who writes for them, with which words, model and limits. They are data here; what they do lies in
/// `generations`. An agent belongs to one person; a public one can be read, copied and used by everybody.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "activity", "users"})
@NullMarked
package io.automedia.agents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
