/// The keys of secret fields, for who runs this instance: which there are, and new ones in their
/// place, and in that of the key that signs access tokens. What is encrypted lies in `storage`.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "sessions"})
@NullMarked
package io.automedia.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
