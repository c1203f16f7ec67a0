package io.automedia.enrichment;

import io.automedia.content.ContentStored;
import io.automedia.content.DuePost;
import io.automedia.content.Lane;
import io.automedia.content.ProcessedPost;
import io.automedia.content.Processing;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The workers of enrichment: one for what is live, one for history, and one that has history understood again after an
/// upgrade. History gives way while posts are being brought in, so that an import is not slowed by the understanding of
/// what it brings.
@Component
final class EnrichmentLoops implements SmartLifecycle {
    private static final int LIVE_BATCH = 100;
    private static final int HISTORY_BATCH = 500;
    private static final Duration IDLE_LIVE = Duration.ofSeconds(1);
    private static final Duration IDLE_HISTORY = Duration.ofSeconds(3);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int SHARE_WHILE_BUSY = 6;

    private final Processing processing;
    private final Enricher enricher;
    private final Clock clock;
    private final LeasedLoop live;
    private final LeasedLoop history;
    private final LeasedLoop renewal;
    private volatile long historyArrivedAt;

    EnrichmentLoops(Processing processing, Enricher enricher, Renewer renewer, Leases leases, Clock clock) {
        this.processing = processing;
        this.enricher = enricher;
        this.clock = clock;
        this.live = new LeasedLoop(leases, "enrichment-live", IDLE_LIVE, () -> work(Lane.LIVE, LIVE_BATCH));
        this.history = new LeasedLoop(leases, "enrichment-history", IDLE_HISTORY, this::workOnHistory);
        this.renewal = new LeasedLoop(leases, "enrichment-renewal", BETWEEN_RENEWALS, () -> renew(renewer));
    }

    /// Posts were stored: what is live is looked at now.
    @EventListener
    void stored(ContentStored stored) {
        switch (stored.lane()) {
            case LIVE -> live.hint();
            case HISTORY -> historyArrivedAt = clock.millis();
        }
    }

    /// Understanding asks no store: a post for which it fails would fail again, and hold up all that wait behind it.
    private boolean work(Lane lane, int limit) {
        List<DuePost> due = processing.due(limit, lane);
        List<ProcessedPost> understood = new ArrayList<>(due.size());
        for (DuePost one : due) {
            try {
                understood.add(enricher.enrich(one));
            } catch (RuntimeException | StackOverflowError failure) {
                processing.giveUp(one, Enricher.VERSION, failure);
            }
        }
        processing.processed(understood);
        return !due.isEmpty();
    }

    /// Rests after every step, so that there is room for everything else.
    private boolean renew(Renewer renewer) {
        if (renewer.step(Enricher.VERSION)) {
            history.hint();
        }
        return false;
    }

    private boolean workOnHistory() throws InterruptedException {
        long started = clock.millis();
        boolean more = work(Lane.HISTORY, HISTORY_BATCH);
        if (more && clock.millis() - historyArrivedAt < QUIET.toMillis()) {
            history.pause(Duration.ofMillis((clock.millis() - started) * SHARE_WHILE_BUSY));
        }
        return more;
    }

    @Override
    public void start() {
        live.start();
        history.start();
        renewal.start();
    }

    @Override
    public void stop() {
        live.stop();
        history.stop();
        renewal.stop();
    }

    @Override
    public boolean isRunning() {
        return live.isRunning();
    }
}
