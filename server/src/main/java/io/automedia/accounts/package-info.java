/// How people get an account and keep it theirs: registration, links that confirm an address, forgotten
/// passwords, another address or password, invitations. What a mail says is written when it is sent.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "storage",
            "access",
            "activity",
            "audit",
            "limits",
            "mail",
            "users",
            "factors",
            "passkeys",
            "oidc",
            "sessions"
        })
@NullMarked
package io.automedia.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
