/// What people must see at once and exactly once: announcements that ride in the write that caused them,
/// the leased publisher that gives them an order per person, and the WebSocket and list that hand them
/// out.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "limits"})
@NullMarked
package io.automedia.updates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
