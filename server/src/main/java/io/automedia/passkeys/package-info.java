/// Passkeys (WebAuthn): what a person's device or password manager signs him in with, without a
/// password. A person adds and removes them here; when one is asked for lies in `sessions`.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "activity", "mail", "users"})
@NullMarked
package io.automedia.passkeys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
