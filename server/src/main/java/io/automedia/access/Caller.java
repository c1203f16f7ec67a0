package io.automedia.access;

import io.automedia.shared.UserId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Whoever asks for something. Controllers take it as a parameter and pass it on to the front doors,
/// which ask [Access] what it may do.
public sealed interface Caller {
    /// A person with an account.
    ///
    /// @param role `user` or `admin`
    /// @param sessionId the session, or the personal API token, through which he asks
    /// @param token what that token allows; null when he asks through a session
    record Person(
            UserId userId,
            String role,
            ObjectId sessionId,
            @Nullable Scope token) implements Caller {
        /// The role that may do everything on its instance.
        public static final String ADMIN = "admin";

        /// The role of everybody else.
        public static final String USER = "user";

        /// A person who asks through a session.
        public Person(UserId userId, String role, ObjectId sessionId) {
            this(userId, role, sessionId, null);
        }

        /// Whether he runs this instance, and asks in a way that lets him.
        public boolean isAdmin() {
            return role.equals(ADMIN) && may(Scope.ADMIN);
        }

        /// Whether the way in which he asks allows so much.
        public boolean may(Scope needed) {
            return token == null || token.includes(needed);
        }
    }

    /// A part of this program that acts by itself, such as a worker; `name` is for logs.
    @SuppressWarnings("AvoidCommonTypeNames") // always written Caller.System
    record System(String name) implements Caller {}
}
