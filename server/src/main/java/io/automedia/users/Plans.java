package io.automedia.users;

import io.automedia.shared.Problem;
import io.automedia.users.User.RateLimits;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the plans of subscriptions allow, unless an administrator says otherwise of an account: texts asked of a
/// model in a day, and posts collected in a month. Free is what everybody has who subscribed to nothing, or whose
/// subscription is over.
@ConfigurationProperties("automedia.plans")
record Plans(
        @DefaultValue("100") int freeDailyGenerationLimit,
        @DefaultValue("10000") int freeMonthlyCollectionLimit,
        @DefaultValue("1000") int proDailyGenerationLimit,
        @DefaultValue("100000") int proMonthlyCollectionLimit,
        @DefaultValue("5000") int teamDailyGenerationLimit,
        @DefaultValue("1000000") int teamMonthlyCollectionLimit) {
    /// The plan of a new account.
    static final String FREE = "free";

    static final List<String> NAMES = List.of(FREE, "pro", "team");

    Plans {
        if (freeDailyGenerationLimit < 0
                || freeMonthlyCollectionLimit < 0
                || proDailyGenerationLimit < 0
                || proMonthlyCollectionLimit < 0
                || teamDailyGenerationLimit < 0
                || teamMonthlyCollectionLimit < 0) {
            throw new IllegalArgumentException("the limits of a plan (automedia.plans) must not be negative");
        }
    }

    /// What an account may do. One of which nobody ever said anything has what the configuration gives to all.
    ///
    /// @param isRunning whether its subscription gives what its plan does
    RateLimits limits(User.Settings settings, boolean isRunning) {
        RateLimits free = limits(FREE);
        RateLimits own = settings.rateLimits();
        if (!settings.hasOwnLimits() && own.equals(RateLimits.USUAL)) {
            return free;
        }
        return isRunning ? own : own.atMost(free);
    }

    /// What a plan allows.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when there is no such plan
    RateLimits limits(String name) {
        return switch (name) {
            case FREE -> new RateLimits(freeDailyGenerationLimit, freeMonthlyCollectionLimit);
            case "pro" -> new RateLimits(proDailyGenerationLimit, proMonthlyCollectionLimit);
            case "team" -> new RateLimits(teamDailyGenerationLimit, teamMonthlyCollectionLimit);
            default ->
                throw Problem.invalid("subscription.plan", "must be one of " + String.join(", ", NAMES))
                        .exception();
        };
    }
}
