package io.automedia.enrichment;

import io.automedia.content.Lane;
import io.automedia.content.Processing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// After an upgrade of the enrichment: has all posts understood again that an older version understood, a few at a
/// time and only while history has nothing else to do. It walks over the posts once and remembers where it is, so it
/// goes on there after a crash; when nothing is outdated any more, it rests until the next upgrade.
@Component
final class Renewer {
    private static final Logger log = LoggerFactory.getLogger(Renewer.class);
    /// With one step a second: so many posts a second are looked at, and so many of them understood.
    private static final int LOOK = 1_000;

    static final int MOST = 200;
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

    private final Processing processing;
    private final RenewalRepository repository;
    private final Clock clock;
    private Instant reportedAt = Instant.MIN;

    Renewer(Processing processing, RenewalRepository repository, Clock clock) {
        this.processing = processing;
        this.repository = repository;
        this.clock = clock;
    }

    /// One step.
    ///
    /// @return whether posts wait now
    boolean step(int version) {
        Renewal known = repository.find();
        Renewal renewal = known == null || known.version() < version ? Renewal.begin(version, now()) : known;
        boolean isOver = renewal.version() > version || renewal.finishedAt() != null;
        if (isOver || processing.waiting(Lane.HISTORY, 1) > 0) {
            return false;
        }
        Processing.Renewed some = processing.renew(version, renewal.after(), LOOK, MOST);
        Renewal next = renewal.plus(some.last(), some.looked(), some.outdated());
        repository.save(some.more() ? next : endOfRound(next));
        report(next, some);
        return some.outdated() > 0;
    }

    private Renewal endOfRound(Renewal renewal) {
        return renewal.outdated() > 0 ? renewal.again() : renewal.finished(now());
    }

    private void report(Renewal renewal, Processing.Renewed some) {
        if (renewal.renewed() == 0) {
            return;
        }
        if (!some.more() && renewal.outdated() == 0) {
            log.info(
                    "All posts are understood by enrichment {} now; {} were understood again.",
                    renewal.version(),
                    renewal.renewed());
        } else if (!reportedAt.plus(BETWEEN_REPORTS).isAfter(now())) {
            reportedAt = now();
            log.info(
                    "Posts that an older enrichment understood are understood again by enrichment {}, in the background: "
                            + "{} so far, {} posts looked at.",
                    renewal.version(),
                    renewal.renewed(),
                    renewal.looked());
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
