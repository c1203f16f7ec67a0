package io.automedia.users;

import static io.automedia.shared.Merge.or;

import io.automedia.access.Caller;
import io.automedia.shared.Faults;
import io.automedia.users.User.Features;
import io.automedia.users.User.RateLimits;
import io.automedia.users.User.Subscription;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an administrator changes about an account; what is absent stays. Another plan brings its limits, unless the
/// same change names others.
public record AccountChange(
        @Nullable Boolean isActive,

        @Schema(allowableValues = {"user", "admin"}) @Nullable
        String role,

        @Nullable SubscriptionChange subscription,
        @Nullable LimitsChange rateLimits,
        @Nullable FeaturesChange features) {
    private static final List<String> ROLES = List.of(Caller.Person.USER, Caller.Person.ADMIN);
    private static final int MOST = 1_000_000_000;

    /// What he subscribes to.
    ///
    /// @param plan `free`, `pro` or `team`; a free one has no period
    /// @param status only one that is `active` or `trialing` gives more than the free plan
    public record SubscriptionChange(
            @Schema(allowableValues = {"free", "pro", "team"}) @Nullable
            String plan,

            @Schema(allowableValues = {"active", "trialing", "past_due", "canceled", "expired"}) @Nullable
            String status,

            @Nullable Instant currentPeriodStart,
            @Nullable Instant currentPeriodEnd,
            @Nullable Boolean cancelAtPeriodEnd) {
        Subscription over(Subscription is) {
            String wanted = or(plan, is.plan());
            boolean ends = Plans.FREE.equals(plan);
            return new Subscription(
                    wanted,
                    or(status, is.status()),
                    currentPeriodStart != null ? currentPeriodStart : ends ? null : is.currentPeriodStart(),
                    currentPeriodEnd != null ? currentPeriodEnd : ends ? null : is.currentPeriodEnd(),
                    or(cancelAtPeriodEnd, !ends && is.cancelAtPeriodEnd()));
        }
    }

    /// How much he may do.
    public record LimitsChange(
            @Schema(minimum = "0", maximum = "" + AccountChange.MOST) @Nullable
            Integer dailyGenerationLimit,

            @Schema(minimum = "0", maximum = "" + AccountChange.MOST) @Nullable
            Integer monthlyCollectionLimit) {
        RateLimits over(RateLimits are) {
            return new RateLimits(
                    or(dailyGenerationLimit, are.dailyGenerationLimit()),
                    or(monthlyCollectionLimit, are.monthlyCollectionLimit()));
        }
    }

    /// What is switched on for him.
    public record FeaturesChange(
            @Nullable Boolean betaAccess, @Nullable Boolean advancedAnalytics) {
        Features over(Features are) {
            return new Features(or(betaAccess, are.betaAccess()), or(advancedAnalytics, are.advancedAnalytics()));
        }
    }

    /// The account with this change.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that are wrong
    User over(User user, Plans plans) {
        check();
        Subscription subscribed = subscription == null ? user.subscription() : subscription.over(user.subscription());
        boolean hasOtherPlan = !subscribed.plan().equals(user.subscription().plan());
        RateLimits base =
                hasOtherPlan ? plans.limits(subscribed.plan()) : user.settings().rateLimits();
        boolean areChosen = rateLimits != null
                || (hasOtherPlan
                        ? !subscribed.plan().equals(Plans.FREE)
                        : user.settings().hasOwnLimits());
        return user.with(
                or(isActive, user.isActive()),
                or(role, user.role()),
                subscribed,
                new User.Settings(
                        user.settings().apiKeys(),
                        rateLimits == null ? base : rateLimits.over(base),
                        features == null
                                ? user.settings().features()
                                : features.over(user.settings().features()),
                        areChosen ? Boolean.TRUE : null));
    }

    /// Whether somebody may be no administrator afterwards who is one before.
    boolean mayTakeAdmin() {
        return Boolean.FALSE.equals(isActive) || Caller.Person.USER.equals(role);
    }

    private void check() {
        Faults faults = new Faults();
        faults.unless(role == null || ROLES.contains(role), "role", "must be one of user, admin");
        if (subscription != null) {
            oneOf(faults, "subscription.plan", subscription.plan(), Plans.NAMES);
            oneOf(faults, "subscription.status", subscription.status(), Subscription.STATUSES);
            Instant start = subscription.currentPeriodStart();
            Instant end = subscription.currentPeriodEnd();
            faults.unless(
                    start == null || end == null || start.isBefore(end),
                    "subscription.currentPeriodEnd",
                    "must be after its start");
        }
        if (rateLimits != null) {
            limit(faults, "rateLimits.dailyGenerationLimit", rateLimits.dailyGenerationLimit());
            limit(faults, "rateLimits.monthlyCollectionLimit", rateLimits.monthlyCollectionLimit());
        }
        faults.raise();
    }

    private static void oneOf(Faults faults, String field, @Nullable String value, List<String> allowed) {
        faults.unless(value == null || allowed.contains(value), field, "must be one of " + String.join(", ", allowed));
    }

    private static void limit(Faults faults, String field, @Nullable Integer value) {
        faults.unless(value == null || (value >= 0 && value <= MOST), field, "must be between 0 and " + MOST);
    }
}
