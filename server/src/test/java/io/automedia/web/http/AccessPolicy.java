package io.automedia.web.http;

import io.automedia.access.Role;
import org.jspecify.annotations.Nullable;

/// Who may call an endpoint: what the access matrix expects of a line of `access.txt`.
enum AccessPolicy {
    /// Open to everybody.
    ANYONE,
    /// Everybody who is signed in, each for himself: lists, new things.
    PERSON,
    /// The same for a question with a body, which a token to read may ask.
    ASKS,
    /// The same, but not by an API token.
    SIGNED_IN,
    /// A thing of the caller; that of another person is not there.
    OWN,
    /// The same, but not by an API token.
    OWN_SIGNED,
    /// A thing that the caller sees: his own, one that is shared with him, or a public one.
    SEES,
    /// The same, when he may change what is in it.
    FILLS,
    /// The same, when he decides about it.
    DECIDES,
    /// Takes the viewer out: so may who decides, and the viewer himself.
    LEAVES,
    /// Administrators, through a session or a token to administer.
    ADMIN,
    /// Only the command line of the machine.
    COMMAND;

    /// What the variables of a path name.
    enum Named {
        /// There are none.
        NOTHING,
        /// What is the owner's, and shared with the viewer and the editor if such things can be.
        THE_OWNERS,
        /// What the owner shows to everybody.
        PUBLIC,
        /// What is not there.
        MISSING
    }

    enum Outcome {
        /// 401, or the way to the page for signing in.
        SIGN_IN,
        /// 403
        FORBIDDEN,
        /// 404
        ABSENT,
        ALLOWED
    }

    /// @param shared whether the viewer and the editor have their roles for it
    /// @param reads whether the call changes nothing
    Outcome expected(Asker asker, Named named, boolean shared, boolean reads) {
        boolean readsOnly = asker == Asker.READ_TOKEN && !reads && this != ASKS;
        if (!asker.isKnown() && this != ANYONE) {
            return Outcome.SIGN_IN;
        }
        if (readsOnly || (isForSessions(reads) && asker.isToken())) {
            return Outcome.FORBIDDEN;
        }
        if (this == COMMAND || (this == ADMIN && asker != Asker.ADMIN)) {
            return Outcome.FORBIDDEN;
        }
        if (named == Named.MISSING) {
            return Outcome.ABSENT;
        }
        return byRole(asker, role(asker, named, shared));
    }

    private boolean isForSessions(boolean reads) {
        return this == OWN_SIGNED || (this == SIGNED_IN && !reads);
    }

    private static @Nullable Role role(Asker asker, Named named, boolean shared) {
        Role role = shared || asker.isOwner() ? asker.role() : null;
        return named == Named.PUBLIC && !asker.isOwner() ? Role.VIEWER : role;
    }

    private Outcome byRole(Asker asker, @Nullable Role role) {
        return switch (this) {
            case ANYONE, PERSON, ASKS, SIGNED_IN, ADMIN -> Outcome.ALLOWED;
            case COMMAND -> Outcome.FORBIDDEN;
            case OWN, OWN_SIGNED -> asker.isOwner() ? Outcome.ALLOWED : Outcome.ABSENT;
            case SEES -> atLeast(Role.VIEWER, role);
            case FILLS -> atLeast(Role.EDITOR, role);
            case DECIDES -> atLeast(Role.OWNER, role);
            case LEAVES -> asker == Asker.VIEWER && role != null ? Outcome.ALLOWED : atLeast(Role.OWNER, role);
        };
    }

    private static Outcome atLeast(Role needed, @Nullable Role role) {
        if (role == null) {
            return Outcome.ABSENT;
        }
        return role.includes(needed) ? Outcome.ALLOWED : Outcome.FORBIDDEN;
    }
}
