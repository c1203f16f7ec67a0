/// Where posts come from by themselves: people's connections to platforms, what they monitor there, the schedule
/// that fetches it, and the interface that every kind of platform implements in a package of its own below.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "storage",
            "access",
            "audit",
            "users",
            "updates",
            "activity",
            "outgoing",
            "webhooks",
            "content"
        })
@NullMarked
package io.automedia.platforms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
