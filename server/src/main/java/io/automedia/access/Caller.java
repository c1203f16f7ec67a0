package io.automedia.access;

import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// Whoever asks for something. Controllers take it as a parameter and pass it on to the front doors,
/// which ask [Access] what it may do.
public sealed interface Caller {
    /// A person with an account.
    ///
    /// @param role `user` or `admin`
    /// @param sessionId the session through which he asks
    record Person(UserId userId, String role, ObjectId sessionId) implements Caller {
        /// The role that may do everything on its instance.
        public static final String ADMIN = "admin";

        /// The role of everybody else.
        public static final String USER = "user";

        /// Whether he runs this instance.
        public boolean isAdmin() {
            return role.equals(ADMIN);
        }
    }

    /// A part of this program that acts by itself, such as a worker; `name` is for logs.
    @SuppressWarnings("AvoidCommonTypeNames") // always written Caller.System
    record System(String name) implements Caller {}
}
