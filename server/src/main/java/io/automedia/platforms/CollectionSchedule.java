package io.automedia.platforms;

import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoInterruptedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Fetches what is due, some sources at a time, each on one node at a time. Whose sources are being fetched waits while
/// somebody else's are due, and nobody has more than half of the places.
@Component
@EnableConfigurationProperties(PlatformsProperties.class)
final class CollectionSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CollectionSchedule.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(4);
    private static final int BEATS_PER_LEASE = 5;

    private final SourceRepository sources;
    private final Connectors connectors;
    private final Harvester harvester;
    private final PlatformsProperties properties;
    private final Clock clock;
    private final Map<MonitoredSource, Thread> running = new ConcurrentHashMap<>();
    private final Semaphore hints = new Semaphore(0);
    private final Semaphore places;
    private volatile boolean open;
    private @Nullable Thread looking;
    private @Nullable Thread beating;

    CollectionSchedule(
            SourceRepository sources,
            Connectors connectors,
            Harvester harvester,
            PlatformsProperties properties,
            Clock clock) {
        this.sources = sources;
        this.connectors = connectors;
        this.harvester = harvester;
        this.properties = properties;
        this.clock = clock;
        this.places = new Semaphore(properties.parallel());
    }

    /// Something may be due: look now.
    void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    @Override
    public void start() {
        if (properties.parallel() > 0 && !connectors.types().isEmpty()) {
            open = true;
            looking = Thread.ofVirtual().name("collection").start(this::look);
            beating = Thread.ofVirtual().name("collection-beat").start(this::beat);
        }
    }

    private void look() {
        while (open) {
            try {
                places.acquire();
                if (!begin()) {
                    places.release();
                    rest(IDLE);
                }
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private boolean begin() throws InterruptedException {
        try {
            MonitoredSource source = claim();
            if (source != null) {
                Thread thread =
                        Thread.ofVirtual().name("collect-" + source.id()).unstarted(() -> work(source));
                running.put(source, thread);
                thread.start();
            }
            return source != null;
        } catch (RuntimeException storeIsAway) {
            if (open) {
                log.warn("Looking for what is due failed and is tried again: {}", storeIsAway.toString());
                rest(AFTER_ERROR);
            }
            return false;
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (hints.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }

    /// The next source whose turn it is; null when there is none.
    @Nullable
    MonitoredSource claim() {
        Map<ObjectId, Long> busy = running.keySet().stream()
                .collect(Collectors.groupingBy(MonitoredSource::userId, Collectors.counting()));
        MonitoredSource of = claimBut(busy.keySet());
        if (of != null || busy.isEmpty()) {
            return of;
        }
        long most = Math.max(1, properties.parallel() / 2);
        return claimBut(busy.entrySet().stream()
                .filter(person -> person.getValue() >= most)
                .map(Map.Entry::getKey)
                .toList());
    }

    private @Nullable MonitoredSource claimBut(Collection<ObjectId> people) {
        Instant now = clock.instant();
        return sources.claim(connectors.types(), people, now, now.plus(properties.lease()));
    }

    private void work(MonitoredSource source) {
        try {
            harvester.harvest(source);
        } catch (InterruptedException | MongoInterruptedException ended) {
            giveBack(source);
        } catch (RuntimeException failure) {
            if (open) {
                log.warn("Collecting the source {} failed and is tried again", source.id(), failure);
            }
        } finally {
            running.remove(source);
            places.release();
            hint();
        }
    }

    private void giveBack(MonitoredSource source) {
        // the interrupt has said what it had to; the store would refuse to work under it
        Thread.interrupted();
        try {
            sources.schedule(source, set("dueAt", clock.instant()), unset("lease"));
        } catch (RuntimeException storeIsGone) {
            log.debug("The lease of {} runs out by itself", source.id(), storeIsGone);
        }
    }

    private void beat() {
        while (open) {
            try {
                Thread.sleep(properties.lease().dividedBy(BEATS_PER_LEASE));
                for (MonitoredSource source : Set.copyOf(running.keySet())) {
                    sources.schedule(source, set("dueAt", clock.instant().plus(properties.lease())));
                }
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException storeIsAway) {
                log.warn("Collecting could not give a sign of life: {}", storeIsAway.toString());
            }
        }
    }

    @Override
    public void stop() {
        open = false;
        List<Thread> threads = List.copyOf(running.values());
        java.util.stream.Stream.of(looking, beating)
                .filter(java.util.Objects::nonNull)
                .forEach(Thread::interrupt);
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(END);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
