package io.automedia.content;

import io.automedia.content.Intake.Decision;
import io.automedia.limits.Quota;
import io.automedia.limits.QuotaStanding;
import io.automedia.limits.Quotas;
import io.automedia.shared.UserId;
import io.automedia.users.User.RateLimits;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lets no more posts into a library in a month than its owner's plan allows. Counted is what his connections and
/// programs bring that is new to him; files that he imports and what he has written here are his own.
@Component
final class CollectionAllowance {
    private final Users users;
    private final Quotas quotas;
    private final Clock clock;

    CollectionAllowance(Users users, Quotas quotas, Clock clock) {
        this.users = users;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// What may be written.
    ///
    /// @param taken null when it is not counted
    record Allowed(List<Decision> decisions, Quotas.@Nullable Taken taken) {}

    /// Takes what is needed for some posts, and refuses those for which nothing is left.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) RATE002 when a program sent them
    Allowed take(List<Decision> decisions, Collector collector) {
        int wanted = (int) decisions.stream().filter(CollectionAllowance::isNew).count();
        Optional<RateLimits> limits =
                isCounted(collector) && wanted > 0 ? users.limits(collector.userId()) : Optional.empty();
        if (limits.isEmpty()) {
            return new Allowed(decisions, null);
        }
        long limit = limits.get().monthlyCollectionLimit();
        Quotas.Taken taken = quotas.take(collector.userId(), Quota.COLLECTION, wanted, limit);
        if (taken.granted() == wanted) {
            return new Allowed(decisions, taken);
        }
        QuotaStanding standing = quotas.standing(collector.userId(), Quota.COLLECTION, limit);
        if (collector.via() == Via.API) {
            quotas.giveBack(collector.userId(), taken, taken.granted());
            throw standing.problem(clock.instant()).exception();
        }
        String reason = standing.problem(clock.instant()).detail();
        return new Allowed(limited(decisions, taken.granted(), reason), taken);
    }

    private static boolean isCounted(Collector collector) {
        return switch (collector.origin()) {
            case LIVE, BACKFILL -> true;
            case IMPORT, GENERATED -> false;
        };
    }

    private static boolean isNew(Decision decision) {
        return decision.result() instanceof StoreResult.Created;
    }

    private static List<Decision> limited(List<Decision> decisions, int granted, String reason) {
        List<Decision> limited = new ArrayList<>(decisions.size());
        int left = granted;
        for (Decision decision : decisions) {
            boolean goes = !isNew(decision) || left-- > 0;
            limited.add(goes ? decision : new Decision.Refuse(new StoreResult.OverQuota(reason)));
        }
        return limited;
    }

    /// Gives back what was not needed, since others had brought it meanwhile or it can't be kept.
    ///
    /// @param added how many posts came into the library
    void settle(Allowed allowed, Collector collector, int added) {
        Quotas.Taken taken = allowed.taken();
        if (taken != null) {
            quotas.giveBack(collector.userId(), taken, taken.granted() - added);
        }
    }

    /// Counts what came in by day and platform.
    void note(Allowed allowed, List<StoreResult> results, Collector collector) {
        Map<String, Integer> platforms = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof StoreResult.Created) {
                platforms.merge(platform(allowed.decisions().get(i)), 1, Integer::sum);
            }
        }
        quotas.noteCollected(collector.userId(), platforms);
    }

    private static String platform(Decision decision) {
        return switch (decision) {
            case Decision.Insert insert -> insert.post().key().platform();
            case Decision.Known known -> known.post().key().platform();
            case Decision.Refuse ignored -> throw new IllegalStateException("nothing was written for it");
        };
    }

    /// When more may come; null when it may now.
    @Nullable
    Instant pausedUntil(UserId owner) {
        return users.limits(owner)
                .map(limits -> quotas.standing(owner, Quota.COLLECTION, limits.monthlyCollectionLimit()))
                .filter(standing -> standing.remaining() == 0)
                .map(QuotaStanding::resetsAt)
                .orElse(null);
    }
}
