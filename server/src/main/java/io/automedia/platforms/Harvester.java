package io.automedia.platforms;

import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import io.automedia.content.PostKey;
import io.automedia.platforms.MonitoredSource.Counts;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.updates.Updates;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings in one source whose lease it holds: fetches, stores, then moves the checkpoint. It may die between any two
/// steps: whoever takes over fetches the same again, which stores nothing twice, and what was new is counted once,
/// since it was written down before it was stored.
@Component
final class Harvester {
    private static final Logger log = LoggerFactory.getLogger(Harvester.class);
    /// What rests is looked at so often, should nobody wake it.
    private static final Duration REST = Duration.ofHours(1);

    private final SourceRepository sources;
    private final PlatformRepository platforms;
    private final Connectors connectors;
    private final Credentials credentials;
    private final Storing storing;
    private final Users users;
    private final PlatformTallies tallies;
    private final Updates updates;
    private final PlatformsProperties properties;
    private final Clock clock;

    Harvester(
            SourceRepository sources,
            PlatformRepository platforms,
            Connectors connectors,
            Credentials credentials,
            Storing storing,
            Users users,
            PlatformTallies tallies,
            Updates updates,
            PlatformsProperties properties,
            Clock clock) {
        this.sources = sources;
        this.platforms = platforms;
        this.connectors = connectors;
        this.credentials = credentials;
        this.storing = storing;
        this.users = users;
        this.tallies = tallies;
        this.updates = updates;
        this.properties = properties;
        this.clock = clock;
    }

    /// What belongs together while a source is brought in.
    private record Run(MonitoredSource source, Platform platform, ZoneId zone) {
        Duration interval() {
            return CollectionInterval.read(platform.settings().collectionInterval());
        }
    }

    /// Brings it in and gives its lease back.
    ///
    /// @throws InterruptedException when the program ends: the lease is still held
    void harvest(MonitoredSource source) throws InterruptedException {
        Optional<User> owner = users.byId(new UserId(source.userId()));
        Optional<Platform> platform = platforms.find(source.platformId());
        if (owner.isEmpty() || platform.isEmpty()) {
            sources.delete(source);
            return;
        }
        Instant rests = restsUntil(source, platform.get(), owner.get());
        if (rests != null) {
            sources.schedule(source, set("dueAt", rests), unset("lease"));
            return;
        }
        Instant paused = storing.pausedUntil(owner.get().userId());
        if (paused != null) {
            sources.schedule(
                    source, set("dueAt", looksAgain(paused)), set("status", SourceStatus.LIMITED), unset("lease"));
            return;
        }
        Run run = new Run(source, platform.get(), PlatformTallies.zone(owner.get()));
        SyncOutcome outcome = fetch(run);
        try {
            settle(run, outcome);
        } catch (MongoException storeIsAway) {
            throw storeIsAway;
        } catch (RuntimeException unexpected) {
            log.warn("Storing what the source {} brought failed", source.id(), unexpected);
            fail(run, new SyncOutcome.Failed("Storing it failed unexpectedly; the log of the server says why.", null));
        }
    }

    private @Nullable Instant restsUntil(MonitoredSource source, Platform platform, User owner) {
        Instant now = clock.instant();
        boolean shares = source.kind().sharesAccount();
        if (!owner.isActive()
                || platform.status() == PlatformStatus.INACTIVE
                || (shares && platform.status() == PlatformStatus.ERROR)) {
            return now.plus(REST);
        }
        Platform.RateLimit limit = platform.rateLimit();
        return shares && limit != null && limit.forbids(now) ? limit.reset() : null;
    }

    /// An administrator may give its owner more before the month is over.
    private Instant looksAgain(Instant paused) {
        Instant rested = clock.instant().plus(REST);
        return paused.isBefore(rested) ? paused : rested;
    }

    private SyncOutcome fetch(Run run) throws InterruptedException {
        Platform platform = run.platform();
        try {
            return connectors
                    .require(platform.type())
                    .fetch(credentials.connection(platform), run.source().source());
        } catch (FieldEncryptionException locked) {
            String reason = String.valueOf(locked.getMessage());
            return locked.mayPass() ? new SyncOutcome.Failed(reason, null) : new SyncOutcome.Unauthorized(reason);
        } catch (ProblemException problem) {
            return new SyncOutcome.Failed(problem.problem().detail(), null);
        } catch (RuntimeException unexpected) {
            log.warn("Fetching the source {} of {} failed", run.source().id(), platform.type(), unexpected);
            return new SyncOutcome.Failed("Reading it failed unexpectedly; the log of the server says why.", null);
        }
    }

    private void settle(Run run, SyncOutcome outcome) {
        switch (outcome) {
            case SyncOutcome.Fetched fetched -> keep(run, fetched);
            case SyncOutcome.RateLimited limited -> {
                Instant until = later(limited.until(), clock.instant().plusSeconds(1));
                if (run.source().kind().sharesAccount()) {
                    platforms.setRateLimit(
                            run.platform().id(), new Platform.RateLimit(limited.limit(), 0, until, null));
                }
                commit(
                        run,
                        settlement(run)
                                .status(SourceStatus.LIMITED)
                                .count(new Counts(1, 0, 0, 0, 0))
                                .next(until));
            }
            case SyncOutcome.Unauthorized refused -> {
                if (run.source().kind().sharesAccount()) {
                    platforms.refuse(run.platform().id(), new Platform.LastError(refused.reason(), clock.instant()));
                }
                commit(run, failed(run, SourceStatus.ERROR, refused.reason()).next(null));
            }
            case SyncOutcome.Gone gone ->
                commit(run, failed(run, SourceStatus.ENDED, gone.reason()).next(null));
            case SyncOutcome.Failed failed -> fail(run, failed);
        }
    }

    private void fail(Run run, SyncOutcome.Failed failure) {
        Platform.Settings settings = run.platform().settings();
        int attempt = run.source().attempts() + 1;
        if (attempt > settings.retryAttempts() && !settings.autoReconnect()) {
            commit(run, failed(run, SourceStatus.ERROR, failure.reason()).next(null));
            return;
        }
        Duration wait = Backoff.after(
                attempt, settings.retryAttempts(), run.interval(), run.source().id());
        Duration asked = failure.retryAfter();
        Instant next = clock.instant().plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
        commit(run, failed(run, SourceStatus.FAILING, failure.reason()).next(next));
    }

    private Settlement failed(Run run, SourceStatus status, String reason) {
        log.info(
                "The source {} of {} could not be fetched: {}",
                run.source().id(),
                run.platform().type(),
                reason);
        return settlement(run).status(status).count(new Counts(1, 0, 0, 0, 1)).problem(reason);
    }

    private void keep(Run run, SyncOutcome.Fetched fetched) {
        MonitoredSource source = run.source();
        Storing.Sorted sorted = storing.sort(source, run.platform().settings(), fetched.posts());
        Set<PostKey> arriving = new HashSet<>(source.arriving());
        if (arriving.addAll(storing.unknown(source, sorted))
                && !sources.expect(
                        source, List.copyOf(arriving), clock.instant().plus(properties.lease()))) {
            lost(source);
            return;
        }
        Storing.Stored stored = storing.store(source, sorted, fetched.removed(), arriving);
        Instant now = clock.instant();
        boolean more = Duration.ZERO.equals(fetched.next());
        Instant again = more ? now : now.plus(pause(run, fetched.next()));
        int skipped = fetched.skipped() + sorted.unwanted() + stored.refused();
        if (stored.overQuota() > 0) {
            // some of the quota may be free again by now: then what was left out is fetched at the next turn
            Instant paused = storing.pausedUntil(new UserId(source.userId()));
            SourceStatus status = paused == null ? SourceStatus.ACTIVE : SourceStatus.LIMITED;
            stopAtQuota(run, fetched, stored, status, paused == null ? again : looksAgain(paused));
            return;
        }
        Settlement kept = settlement(run)
                .status(SourceStatus.ACTIVE)
                .next(again)
                .count(new Counts(1, fetched.posts().size(), stored.created(), skipped, 0))
                .synced(
                        stored.created(),
                        LocalDate.ofInstant(now, run.zone()).toString(),
                        fetched.checkpoint(),
                        more ? null : again)
                .newest(sorted.newest(), sorted.lag(arriving, now));
        if (!more) {
            kept.gap(run.interval());
        }
        String movedTo = fetched.movedTo();
        if (movedTo == null || movedTo.equals(source.value())) {
            commit(run, kept);
        } else {
            move(run, kept, movedTo);
        }
    }

    /// What did not go into the library any more is fetched again when more may: the checkpoint stays.
    private void stopAtQuota(
            Run run, SyncOutcome.Fetched fetched, Storing.Stored stored, SourceStatus status, Instant again) {
        commit(
                run,
                settlement(run)
                        .status(status)
                        .next(again)
                        .count(new Counts(1, fetched.posts().size(), stored.created(), stored.refused(), 0))
                        .synced(
                                stored.created(),
                                LocalDate.ofInstant(clock.instant(), run.zone()).toString(),
                                null,
                                again));
    }

    /// The interval, or longer when the platform asks for it; shorter only where the connector sets the pace.
    private Duration pause(Run run, @Nullable Duration asked) {
        MonitoredSource source = run.source();
        Duration usual =
                Backoff.interval(run.interval(), source.id(), source.counts().asked());
        boolean obeys = connectors.require(run.platform().type()).setsThePace();
        return asked == null || (asked.compareTo(usual) < 0 && !obeys) ? usual : asked;
    }

    private void move(Run run, Settlement kept, String movedTo) {
        if (sources.moves(run.source(), kept.movedTo(movedTo).changes())) {
            committed(run, kept);
        } else {
            commit(run, kept.mergedInto(movedTo));
        }
    }

    private Settlement settlement(Run run) {
        return new Settlement(run.source(), clock.instant());
    }

    private void commit(Run run, Settlement settlement) {
        if (sources.change(run.source(), settlement.changes())) {
            committed(run, settlement);
        } else {
            lost(run.source());
        }
    }

    private void committed(Run run, Settlement settlement) {
        tallies.touched(run.platform().id());
        if (settlement.announces()) {
            updates.hint();
        }
    }

    private static void lost(MonitoredSource source) {
        log.info("The source {} is somebody else's now; what it brought is left to him", source.id());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
