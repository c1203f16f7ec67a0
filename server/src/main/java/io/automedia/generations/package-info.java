/// What was written for people by models: what was asked, what came of it, what it cost, and what they thought of it. A
/// text that a person keeps becomes a post of his library.
@ApplicationModule(
        allowedDependencies = {"shared", "storage", "access", "activity", "users", "limits", "content", "agents"})
@NullMarked
package io.automedia.generations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
