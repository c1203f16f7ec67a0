package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.limits.Quota;
import io.automedia.limits.Quotas;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// The front door to what people used of what they may.
@Component
public final class Usages {
    /// How many days everybody may look back.
    public static final int DAYS_FOR_EVERYBODY = 31;

    /// How many days who has advanced analytics may look back.
    public static final int MOST_DAYS = 366;

    private final Users users;
    private final Quotas quotas;
    private final Access access;
    private final Clock clock;

    Usages(Users users, Quotas quotas, Access access, Clock clock) {
        this.users = users;
        this.quotas = quotas;
        this.access = access;
        this.clock = clock;
    }

    /// What the caller used.
    ///
    /// @param days how far back, with today
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `Forbidden`) when that is too far
    public Usage own(Caller caller, int days) {
        UserId id = access.requirePerson(caller);
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", "must be between 1 and " + MOST_DAYS).exception();
        }
        User user = users.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
        boolean seesLongTimes = user.settings().features().advancedAnalytics();
        if (days > DAYS_FOR_EVERYBODY && !seesLongTimes) {
            throw new Problem.Forbidden("More than " + DAYS_FOR_EVERYBODY
                            + " days are for accounts with advanced analytics: ask an administrator.")
                    .exception();
        }
        boolean isLimited = users.limits(user).isPresent();
        User.RateLimits limits = users.limits(user).orElse(user.settings().rateLimits());
        return new Usage(
                user.subscription(),
                user.subscription().isRunning(clock.instant()),
                isLimited,
                quotas.standing(id, Quota.COLLECTION, limits.monthlyCollectionLimit()),
                quotas.standing(id, Quota.GENERATION, limits.dailyGenerationLimit()),
                user.statistics(),
                seesLongTimes,
                quotas.days(id, days));
    }
}
