/// How people stay signed in: sessions, access and refresh tokens, the cookie of the pages, one-time
/// logins, and the limit on attempts. MongoDB is the truth, Redis the fast path.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "storage",
            "access",
            "audit",
            "users",
            "factors",
            "passkeys",
            "oidc",
            "limits",
            "activity",
            "geoip"
        })
@NullMarked
package io.automedia.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
