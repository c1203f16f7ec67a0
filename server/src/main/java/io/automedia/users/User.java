package io.automedia.users;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A person with an account, as `users` keeps him.
///
/// @param email unique, in lower case
/// @param password its bcrypt hash, or [#NO_PASSWORD]
/// @param role `user` or `admin`
/// @param retention how far his library was looked through for what he keeps no longer; null when he
/// keeps everything
/// @param version grows with every change
public record User(
        @BsonId ObjectId id,
        String email,
        String password,
        Profile profile,
        Preferences preferences,
        Settings settings,
        Subscription subscription,
        Statistics statistics,
        boolean isActive,
        boolean isVerified,
        String role,
        @Nullable Retention retention,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version) {
    /// In the place of a hash, of somebody who has no password: no password is that of it.
    static final String NO_PASSWORD = "!no-password";

    /// What another program left out when it wrote an account is as in a new one.
    public User {
        profile = profile == null ? Profile.empty() : profile;
        preferences = preferences == null ? Preferences.standard() : preferences;
        settings = settings == null ? Settings.standard() : settings;
        subscription = subscription == null ? new Subscription("free", "active", null, null, false) : subscription;
        statistics = statistics == null ? new Statistics(0, 0, 0, null) : statistics;
        role = role == null ? Caller.Person.USER : role;
    }

    /// His id as the rest of the program knows it.
    public UserId userId() {
        return new UserId(id);
    }

    /// Whether he can sign in by a password. Who got his account by a provider has none until he
    /// chooses one.
    public boolean hasPassword() {
        return !password.equals(NO_PASSWORD);
    }

    /// What to call him on a page.
    public String displayName() {
        String first = profile.firstName() == null ? "" : profile.firstName();
        String last = profile.lastName() == null ? "" : profile.lastName();
        String name = (first + " " + last).strip();
        return name.isEmpty() ? email : name;
    }

    /// The same person with another profile and other preferences.
    public User with(Profile newProfile, Preferences newPreferences) {
        return changed(email, password, newProfile, newPreferences, settings, subscription, isActive, isVerified, role);
    }

    /// The same person with another way in.
    ///
    /// @param newPassword its hash
    User with(String newEmail, String newPassword, boolean active, boolean verified) {
        return changed(newEmail, newPassword, profile, preferences, settings, subscription, active, verified, role);
    }

    /// The same person, who may do something else.
    User with(boolean active, String newRole, Subscription newSubscription, Settings newSettings) {
        return changed(
                email, password, profile, preferences, newSettings, newSubscription, active, isVerified, newRole);
    }

    private User changed(
            String newEmail,
            String newPassword,
            Profile newProfile,
            Preferences newPreferences,
            Settings newSettings,
            Subscription newSubscription,
            boolean active,
            boolean verified,
            String newRole) {
        return new User(
                id,
                newEmail,
                newPassword,
                newProfile,
                newPreferences,
                newSettings,
                newSubscription,
                statistics,
                active,
                verified,
                newRole,
                retention,
                createdAt,
                updatedAt,
                version);
    }

    /// Whether others may see his profile.
    boolean showsProfile() {
        return preferences.privacy() != null
                && "public".equals(preferences.privacy().profileVisibility());
    }

    /// His counters as others may see them: when he was here last only where he shows what he does.
    public Statistics shownStatistics() {
        boolean showsActivity = preferences.privacy() != null
                && "public".equals(preferences.privacy().activityVisibility());
        return showsActivity
                ? statistics
                : new Statistics(
                        statistics.totalContentGenerated(),
                        statistics.totalContentCollected(),
                        statistics.totalTokensUsed(),
                        null);
    }

    /// The same person with other keys.
    User withApiKeys(List<ApiKey> keys) {
        return new User(
                id,
                email,
                password,
                profile,
                preferences,
                new Settings(keys, settings.rateLimits(), settings.features(), settings.limitsSet()),
                subscription,
                statistics,
                isActive,
                isVerified,
                role,
                retention,
                createdAt,
                updatedAt,
                version);
    }

    @Override
    public String toString() {
        return "User[" + id.toHexString() + "]";
    }

    /// What he needs to work with language models and how much he may do.
    ///
    /// @param limitsSet true when his limits were chosen for him; otherwise they may be what a program fills in
    public record Settings(
            List<ApiKey> apiKeys,
            RateLimits rateLimits,
            Features features,
            @Nullable Boolean limitsSet) {
        public Settings {
            apiKeys = apiKeys == null ? List.of() : List.copyOf(apiKeys);
            rateLimits = rateLimits == null ? RateLimits.USUAL : rateLimits;
            features = features == null ? new Features(false, false) : features;
        }

        /// What an account has of which nobody said anything.
        public static Settings standard() {
            return standard(new RateLimits(100, 10_000));
        }

        /// What a new account has.
        static Settings standard(RateLimits limits) {
            return new Settings(List.of(), limits, new Features(false, false), null);
        }

        /// Whether his limits were chosen for him.
        boolean hasOwnLimits() {
            return Boolean.TRUE.equals(limitsSet);
        }
    }

    /// A key for a provider; `key` is encrypted.
    ///
    /// @param id as Mongoose gives it to parts of lists; null for one that another program put there
    /// without
    public record ApiKey(
            @BsonId @Nullable ObjectId id,
            String provider,
            String key,
            @Nullable String label,
            boolean isActive,
            Instant createdAt,
            @Nullable Instant lastUsed) {
        ApiKey with(@Nullable String newLabel, @Nullable Boolean active) {
            return new ApiKey(
                    id,
                    provider,
                    key,
                    newLabel == null ? label : newLabel,
                    active == null ? isActive : active,
                    createdAt,
                    lastUsed);
        }

        @Override
        public String toString() {
            return "ApiKey[" + provider + "]";
        }
    }

    /// How much he may do.
    public record RateLimits(Integer dailyGenerationLimit, Integer monthlyCollectionLimit) {
        /// What the schema gives to whom nothing was said of.
        static final RateLimits USUAL = new RateLimits(100, 10_000);

        /// A missing number is the usual one.
        public RateLimits {
            dailyGenerationLimit = dailyGenerationLimit == null ? 100 : dailyGenerationLimit;
            monthlyCollectionLimit = monthlyCollectionLimit == null ? 10_000 : monthlyCollectionLimit;
        }

        /// No more than others allow.
        RateLimits atMost(RateLimits others) {
            return new RateLimits(
                    Math.min(dailyGenerationLimit, others.dailyGenerationLimit),
                    Math.min(monthlyCollectionLimit, others.monthlyCollectionLimit));
        }
    }

    /// What is switched on for him.
    public record Features(boolean betaAccess, boolean advancedAnalytics) {}

    /// What he has subscribed to.
    public record Subscription(
            String plan,
            String status,
            @Nullable Instant currentPeriodStart,
            @Nullable Instant currentPeriodEnd,
            boolean cancelAtPeriodEnd) {
        static final List<String> STATUSES = List.of("active", "trialing", "past_due", "canceled", "expired");
        private static final Set<String> RUNNING = Set.of("active", "trialing");

        /// Whether it gives what its plan does: not before its period begins, nor once that is over.
        public boolean isRunning(Instant now) {
            return RUNNING.contains(status)
                    && (currentPeriodStart == null || !now.isBefore(currentPeriodStart))
                    && (currentPeriodEnd == null || now.isBefore(currentPeriodEnd));
        }
    }

    /// How far his library was looked through for what came too long ago.
    ///
    /// @param dueAt when it is looked at next
    /// @param began when the pass began; null before the first
    /// @param through when the item came that was looked at last; null before the first of the pass
    /// @param item the id of that item
    public record Retention(
            Instant dueAt,
            @Nullable Instant began,
            @Nullable Instant through,
            @Nullable ObjectId item) {}

    /// Counted as things happen.
    public record Statistics(
            long totalContentGenerated,
            long totalContentCollected,
            long totalTokensUsed,
            @Nullable Instant lastActivity) {}
}
