/// The one HTTP client for addresses that people give us: it connects only to what is public or expressly
/// allowed, and neither a slow, endless or exploding answer nor a chain of redirects can hurt who asks.
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.automedia.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
