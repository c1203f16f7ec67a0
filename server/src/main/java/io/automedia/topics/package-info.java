/// People's standing questions. All active topics of all people are held in memory and every post that is stored or
/// changed is matched
/// against them at once; when a topic changes, its owner's library is matched again in the background.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "storage",
            "access",
            "audit",
            "jobs",
            "updates",
            "activity",
            "cache",
            "webhooks",
            "content"
        })
@NullMarked
package io.automedia.topics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
