package io.automedia.users;

import io.automedia.access.Caller;
import io.automedia.limits.QuotaStanding;
import io.automedia.limits.UsageDay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/users/me/usage`: what a person used of what he may.
@RestController
final class UsageController {
    private final Usages usages;

    UsageController(Usages usages) {
        this.usages = usages;
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
        Usage usage = usages.own(caller, days);
        return new UsageView(
                usage.subscription().plan(),
                new QuotasView(
                        QuotaView.of(usage.collection(), usage.isLimited()),
                        QuotaView.of(usage.generation(), usage.isLimited())),
                usage.statistics(),
                usage.days());
    }
}
