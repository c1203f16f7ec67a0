package io.automedia.limits;

import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Counts what people use of their quotas, and what they did day by day. MongoDB is the truth: a part of a quota is
/// taken by one conditional write, so that however many ask at once, on however many nodes, no more is given than
/// there is. A node that dies after it took something leaves it used.
@Component
public final class Quotas {
    /// How often others may be faster before nothing is given.
    private static final int ATTEMPTS = 1_000;

    private final UsageRepository usage;
    private final Clock clock;

    Quotas(UsageRepository usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    /// A part of a quota that was taken.
    public record Taken(Quota quota, String period, int granted) {}

    /// Takes as much as is left, and no more than is wanted.
    ///
    /// @param limit what he may use in the whole period
    public Taken take(UserId who, Quota quota, int wanted, long limit) {
        Instant now = clock.instant();
        String period = quota.period(now);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long used = usage.taken(who.value(), period);
            int granted = (int) Math.min(wanted, Math.max(0, limit - Math.max(0, used)));
            if (granted == 0) {
                break;
            }
            if (used < 0) {
                usage.begin(who.value(), period, now);
            }
            if (usage.take(who.value(), period, granted, limit)) {
                return new Taken(quota, period, granted);
            }
        }
        return new Taken(quota, period, 0);
    }

    /// Takes one.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) RATE002 when nothing is left
    public Taken require(UserId who, Quota quota, long limit) {
        Taken taken = take(who, quota, 1, limit);
        if (taken.granted() == 0) {
            throw standing(who, quota, limit).problem(clock.instant()).exception();
        }
        return taken;
    }

    /// Gives back what was taken and not used.
    public void giveBack(UserId who, Taken taken, int unused) {
        if (unused > 0) {
            usage.giveBack(who.value(), taken.period(), unused);
        }
    }

    /// How much he has used.
    public QuotaStanding standing(UserId who, Quota quota, long limit) {
        Instant now = clock.instant();
        String period = quota.period(now);
        long used = Math.max(0, usage.taken(who.value(), period));
        return new QuotaStanding(quota, period, limit, used, quota.end(now));
    }

    /// Posts came into his library today.
    ///
    /// @param platforms how many from each
    public void noteCollected(UserId who, Map<String, Integer> platforms) {
        if (!platforms.isEmpty()) {
            Instant now = clock.instant();
            usage.noteCollected(who.value(), Quota.day(now).toString(), platforms, now);
        }
    }

    /// Texts were made for him today.
    public void noteGenerated(UserId who, long texts, long tokens) {
        Instant now = clock.instant();
        usage.noteGenerated(who.value(), Quota.day(now).toString(), texts, tokens, now);
    }

    /// Removes all that is counted of a person.
    public void erase(UserId who) {
        usage.erase(who.value());
    }

    /// The latest days on which he did something, the oldest first.
    ///
    /// @param days how far back, with today
    public List<UsageDay> days(UserId who, int days) {
        return usage.days(
                who.value(), Quota.day(clock.instant()).minusDays(days - 1L).toString());
    }
}
