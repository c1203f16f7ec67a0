package io.automedia.users;

import java.time.Instant;
import org.bson.types.ObjectId;

/// What the API answers about an account: everything but its secrets.
public record UserAnswer(
        ObjectId id,
        String email,
        String role,
        Profile profile,
        Preferences preferences,
        Settings settings,
        User.Subscription subscription,
        User.Statistics statistics,
        boolean isActive,
        boolean isVerified,
        Instant createdAt,
        Instant updatedAt) {
    /// The settings without the keys, which have a resource of their own.
    public record Settings(User.RateLimits rateLimits, User.Features features) {}

    /// What may be told of this account to its owner.
    public static UserAnswer of(User user) {
        return new UserAnswer(
                user.id(),
                user.email(),
                user.role(),
                user.profile(),
                user.preferences(),
                new Settings(user.settings().rateLimits(), user.settings().features()),
                user.subscription(),
                user.statistics(),
                user.isActive(),
                user.isVerified(),
                user.createdAt(),
                user.updatedAt());
    }
}
