/// The posts, and what each person has to do with them. `content` keeps what a platform says about a post,
/// once; `libraryItems` keeps whose it is. Everything that arrives comes in through `ContentLibrary` and is
/// read through it; enrichment works through `Processing`, topics mark through `TopicMarks`.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "storage",
            "access",
            "audit",
            "cache",
            "jobs",
            "updates",
            "users",
            "limits",
            "media",
            "outgoing"
        })
@NullMarked
package io.automedia.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
