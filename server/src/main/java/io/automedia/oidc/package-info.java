/// Signing in with OpenID Connect: the providers that are configured, what they say of whoever comes from
/// there, and whose account that is. A person connects and disconnects his accounts there here; what a
/// sign-in means lies in `sessions`, and who gets an account by one in `accounts`.
@ApplicationModule(
        allowedDependencies = {"shared", "storage", "access", "audit", "activity", "mail", "outgoing", "users"})
@NullMarked
package io.automedia.oidc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
