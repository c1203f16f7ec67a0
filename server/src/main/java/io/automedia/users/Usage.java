package io.automedia.users;

import io.automedia.limits.QuotaStanding;
import io.automedia.limits.UsageDay;
import java.util.List;

/// What a person used of what he may.
///
/// @param subscription what he subscribed to, though it be over
/// @param isRunning whether that gives what its plan does
/// @param isLimited whether anything is counted towards the quotas: not for administrators
/// @param seesLongTimes whether he may look further back than a month
/// @param days those of UTC, of the latest, on which something happened, the oldest first
public record Usage(
        User.Subscription subscription,
        boolean isRunning,
        boolean isLimited,
        QuotaStanding collection,
        QuotaStanding generation,
        User.Statistics statistics,
        boolean seesLongTimes,
        List<UsageDay> days) {
    public Usage {
        days = List.copyOf(days);
    }
}
