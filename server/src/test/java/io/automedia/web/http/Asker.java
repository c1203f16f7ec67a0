package io.automedia.web.http;

import io.automedia.access.Role;
import org.jspecify.annotations.Nullable;

/// Who asks in the access matrix. All that is no longer good was once the owner's, who has the most to lose.
enum Asker {
    ANONYMOUS,
    EXPIRED_TOKEN,
    REVOKED_TOKEN,
    EXPIRED_SESSION,
    REVOKED_SESSION,
    DEACTIVATED,
    DEACTIVATED_TOKEN,
    STRANGER,
    VIEWER,
    EDITOR,
    OWNER,
    READ_TOKEN,
    WRITE_TOKEN,
    ADMIN,
    /// The same administrator through a token that does not let him administer.
    ADMINS_WRITE_TOKEN;

    /// Whether he is let in at all.
    boolean isKnown() {
        return compareTo(STRANGER) >= 0;
    }

    boolean isToken() {
        return this == READ_TOKEN || this == WRITE_TOKEN || this == ADMINS_WRITE_TOKEN;
    }

    boolean isOwner() {
        return this == OWNER || this == READ_TOKEN || this == WRITE_TOKEN;
    }

    /// What he may do with what the owner shares with the viewer and the editor; null for nothing.
    @Nullable
    Role role() {
        return switch (this) {
            case OWNER, READ_TOKEN, WRITE_TOKEN -> Role.OWNER;
            case EDITOR -> Role.EDITOR;
            case VIEWER -> Role.VIEWER;
            case ANONYMOUS,
                    EXPIRED_TOKEN,
                    REVOKED_TOKEN,
                    EXPIRED_SESSION,
                    REVOKED_SESSION,
                    DEACTIVATED,
                    DEACTIVATED_TOKEN,
                    STRANGER,
                    ADMIN,
                    ADMINS_WRITE_TOKEN -> null;
        };
    }
}
