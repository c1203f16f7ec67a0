package io.automedia.platforms;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people monitor over their connections: the front door.
@Component
public final class Sources {
    static final int LONGEST_TITLE = 200;
    static final int MOST_AT_ONCE = 100;
    private static final int MOST_IN_PARALLEL = 20;

    private final SourceRepository repository;
    private final Platforms platforms;
    private final Connectors connectors;
    private final Credentials credentials;
    private final CollectionSchedule schedule;
    private final PlatformTallies tallies;
    private final SourceListTurns turns;
    private final PlatformsProperties properties;
    private final Access access;
    private final Clock clock;

    Sources(
            SourceRepository repository,
            Platforms platforms,
            Connectors connectors,
            Credentials credentials,
            CollectionSchedule schedule,
            PlatformTallies tallies,
            SourceListTurns turns,
            PlatformsProperties properties,
            Access access,
            Clock clock) {
        this.repository = repository;
        this.platforms = platforms;
        this.connectors = connectors;
        this.credentials = credentials;
        this.schedule = schedule;
        this.tallies = tallies;
        this.turns = turns;
        this.properties = properties;
        this.access = access;
        this.clock = clock;
    }

    /// What the caller monitors over one of his connections, by title.
    public List<MonitoredSource> list(Caller caller, ObjectId platformId) {
        return repository.ofPlatform(platforms.get(caller, platformId).id());
    }

    /// How many of the caller's sources do not work, of those that this instance can fetch.
    public long failing(Caller caller) {
        return repository.countFailing(access.requirePerson(caller).value(), connectors.types());
    }

    /// One of them.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public MonitoredSource get(Caller caller, ObjectId platformId, ObjectId id) {
        MonitoredSource source = access.own(caller, repository.find(id).orElse(null), "source");
        if (!source.platformId().equals(platformId) || source.removedAt() != null) {
            throw Problem.notFound("source").exception();
        }
        return source;
    }

    /// Looks for a source and monitors it from now on; it is fetched at once.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid` when it is not there; `Conflict` when he
    /// monitors it already)
    public MonitoredSource add(Caller caller, ObjectId platformId, WantedSource wanted) {
        Platform platform = platforms.get(caller, platformId);
        requireRoom(platform.userId(), 1);
        FoundSource found = find(platform, wanted);
        return add(platform, found)
                .orElseThrow(() -> new Problem.Conflict("You follow “" + found.title() + "” already.").exception());
    }

    /// Adds several, which are looked for at the same time: each is added or refused by itself.
    ///
    /// @return what became of each, in order
    public List<Followed> addAll(Caller caller, ObjectId platformId, List<WantedSource> wanted) {
        if (wanted.size() > MOST_IN_PARALLEL) {
            throw Problem.invalid("addresses", "must be at most " + MOST_IN_PARALLEL + " at a time")
                    .exception();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Followed>> results = wanted.stream()
                    .map(one -> threads.submit(() -> followed(caller, platformId, one)))
                    .toList();
            return results.stream().map(Sources::whenReady).toList();
        }
    }

    private Followed followed(Caller caller, ObjectId platformId, WantedSource wanted) {
        try {
            return new Followed.Added(wanted.value(), add(caller, platformId, wanted));
        } catch (ProblemException refused) {
            return new Followed.Refused(wanted.value(), refused.problem().detail());
        }
    }

    private static Followed whenReady(Future<Followed> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Looking for sources was interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Looking for a source failed", failure.getCause());
        }
    }

    private Optional<MonitoredSource> add(Platform platform, FoundSource found) {
        Optional<MonitoredSource> added = repository.add(MonitoredSource.pending(platform, found, clock.instant()));
        if (added.isPresent()) {
            tallies.touched(platform.id());
            schedule.hint();
        }
        return added;
    }

    private FoundSource find(Platform platform, WantedSource wanted) {
        return connectors.require(platform.type()).find(credentials.connection(platform), wanted);
    }

    private void requireRoom(ObjectId owner, long more) {
        long most = properties.sourcesPerPerson();
        if (repository.countOf(owner) + more > most) {
            throw new Problem.Conflict("You can follow at most " + most + " sources: remove some first.").exception();
        }
    }

    /// Monitors exactly these from now on: what is new is looked for first, and when one of them is not there nothing
    /// changes; what is not among them is removed.
    ///
    /// @param demanded which there must be still ([SourceSet#etag]); empty for any
    /// @throws io.automedia.shared.ProblemException (`Stale`) when there are others, also since new ones
    /// were looked for; (`NotFound`, `Invalid`, `Conflict`, also while others are replaced)
    public List<MonitoredSource> replace(
            Caller caller, ObjectId platformId, List<WantedSource> wanted, OptionalLong demanded) {
        if (wanted.size() > MOST_AT_ONCE) {
            throw Problem.invalid("sources", "must be at most " + MOST_AT_ONCE + " at a time")
                    .exception();
        }
        Platform platform = platforms.get(caller, platformId);
        List<MonitoredSource> before = repository.ofPlatform(platformId);
        Etag.require(demanded, SourceSet.of(before).members());
        Set<WantedSource> kept = new HashSet<>();
        List<FoundSource> found = new ArrayList<>();
        for (WantedSource one : wanted) {
            if (before.stream().map(Sources::asWanted).anyMatch(one::equals)) {
                kept.add(one);
            } else {
                FoundSource there = find(platform, one);
                kept.add(new WantedSource(there.kind(), there.value()));
                found.add(there);
            }
        }
        List<MonitoredSource> left = before.stream()
                .filter(source -> !kept.contains(asWanted(source)))
                .toList();
        return turns.take(platformId, () -> {
            requireRoom(platform.userId(), (long) found.size() - left.size());
            long present = SourceSet.of(repository.ofPlatform(platformId)).members();
            Etag.require(demanded, present);
            if (present != SourceSet.of(before).members()) {
                throw new Problem.Conflict("Others changed the sources meanwhile: read them, and try again.")
                        .exception();
            }
            left.forEach(source -> remove(caller, platformId, source.id(), OptionalLong.empty()));
            found.forEach(one -> add(platform, one));
            return repository.ofPlatform(platformId);
        });
    }

    private static WantedSource asWanted(MonitoredSource source) {
        return new WantedSource(source.kind(), source.value());
    }

    /// Renames, pauses or resumes a source. Resumed, it is fetched at once, and what was published meanwhile is
    /// history.
    ///
    /// @param title null keeps it
    /// @param active null keeps it as it is
    public MonitoredSource change(
            Caller caller,
            ObjectId platformId,
            ObjectId id,
            @Nullable String title,
            @Nullable Boolean active,
            OptionalLong demanded) {
        MonitoredSource source = get(caller, platformId, id);
        Etag.require(demanded, source.version());
        String name = title == null ? source.title() : title.strip();
        if (name.isEmpty() || name.length() > LONGEST_TITLE) {
            throw Problem.invalid("title", "must have 1 to " + LONGEST_TITLE + " characters")
                    .exception();
        }
        Instant now = clock.instant();
        MonitoredSource changed = repository.changeByOwner(id, set("title", name));
        if (active != null && active != source.isActive()) {
            changed = repository.changeByOwner(
                    id,
                    active
                            ? combine(SourceRepository.resumed(now))
                            : combine(set("isActive", false), combine(SourceRepository.stopped())));
            schedule.hint();
        }
        tallies.touched(platformId);
        return found(changed);
    }

    /// Fetches a source as soon as possible, also one that waits for its owner or has ended.
    public MonitoredSource sync(Caller caller, ObjectId platformId, ObjectId id) {
        MonitoredSource source = get(caller, platformId, id);
        platforms.requireRunning(source.type());
        if (!source.isActive()) {
            throw new Problem.Conflict("It is paused: resume it first.").exception();
        }
        if (source.lease() != null) {
            return source;
        }
        MonitoredSource changed = repository.changeByOwner(id, set("dueAt", clock.instant()), set("attempts", 0));
        schedule.hint();
        return found(changed);
    }

    /// Stops monitoring a source; for a while [#restore] brings it back. The posts that it brought stay.
    ///
    /// @param demanded the version that it must have; empty for any
    public void remove(Caller caller, ObjectId platformId, ObjectId id, OptionalLong demanded) {
        MonitoredSource source = get(caller, platformId, id);
        Etag.require(demanded, source.version());
        Instant now = clock.instant();
        repository.changeByOwner(source.id(), set("removedAt", now), combine(SourceRepository.stopped()));
        tallies.touched(platformId);
    }

    /// Takes a removal back.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it is too late
    public MonitoredSource restore(Caller caller, ObjectId platformId, ObjectId id) {
        MonitoredSource source = access.own(caller, repository.find(id).orElse(null), "source");
        if (!source.platformId().equals(platformId)) {
            throw Problem.notFound("source").exception();
        }
        MonitoredSource restored = source.removedAt() == null ? source : repository.restore(id, clock.instant());
        tallies.touched(platformId);
        schedule.hint();
        return found(restored);
    }

    private static MonitoredSource found(@Nullable MonitoredSource source) {
        if (source == null) {
            throw Problem.notFound("source").exception();
        }
        return source;
    }
}
