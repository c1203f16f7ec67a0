package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.limits.Quota;
import io.automedia.limits.QuotaStanding;
import io.automedia.limits.Quotas;
import io.automedia.limits.UsageDay;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/users/me/usage`: what a person used of what he may.
@RestController
final class UsageController {
    private static final int MOST_DAYS = 366;
    private static final int DAYS_FOR_EVERYBODY = 31;

    private final Users users;
    private final Quotas quotas;
    private final Access access;

    UsageController(Users users, Quotas quotas, Access access) {
        this.users = users;
        this.quotas = quotas;
        this.access = access;
    }

    /// @param plan what he subscribed to, though it be over
    /// @param days those of the latest on which something happened, the oldest first
    record UsageView(String plan, QuotasView quotas, User.Statistics statistics, List<UsageDay> days) {}

    record QuotasView(QuotaView collection, QuotaView generation) {}

    /// @param period the day or month of UTC that counts
    /// @param limit null: none, as for administrators; nothing is counted towards it then
    record QuotaView(
            String period,
            @Nullable Long limit,
            long used,
            @Nullable Long remaining,
            Instant resetsAt) {
        static QuotaView of(QuotaStanding standing, boolean isLimited) {
            return new QuotaView(
                    standing.period(),
                    isLimited ? standing.limit() : null,
                    standing.used(),
                    isLimited ? standing.remaining() : null,
                    standing.resetsAt());
        }
    }

    @GetMapping("/api/v1/users/me/usage")
    UsageView usage(Caller caller, @RequestParam(defaultValue = "31") int days) {
        UserId id = access.requirePerson(caller);
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", "must be between 1 and " + MOST_DAYS).exception();
        }
        User user = users.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
        if (days > DAYS_FOR_EVERYBODY && !user.settings().features().advancedAnalytics()) {
            throw new Problem.Forbidden("More than " + DAYS_FOR_EVERYBODY
                            + " days are for accounts with advanced analytics: ask an administrator.")
                    .exception();
        }
        boolean isLimited = users.limits(user).isPresent();
        User.RateLimits limits = users.limits(user).orElse(user.settings().rateLimits());
        return new UsageView(
                user.subscription().plan(),
                new QuotasView(
                        QuotaView.of(quotas.standing(id, Quota.COLLECTION, limits.monthlyCollectionLimit()), isLimited),
                        QuotaView.of(quotas.standing(id, Quota.GENERATION, limits.dailyGenerationLimit()), isLimited)),
                user.statistics(),
                quotas.days(id, days));
    }
}
