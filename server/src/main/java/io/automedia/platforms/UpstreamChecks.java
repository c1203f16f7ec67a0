package io.automedia.platforms;

import io.automedia.content.ContentRemovedUpstream;
import io.automedia.content.Doubted;
import io.automedia.content.Doubts;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Has people's connections look whether posts are still there that somebody else's connection found
/// deleted. Who has no connection to the platform keeps what he has.
@Component
final class UpstreamChecks implements RunsLoop {
    private static final Logger log = LoggerFactory.getLogger(UpstreamChecks.class);
    private static final int AT_ONCE = 100;
    private static final Duration IDLE = Duration.ofSeconds(15);
    /// A connection that rests is tried again so often.
    private static final Duration REST = Duration.ofHours(1);

    private final Doubts doubts;
    private final PlatformRepository platforms;
    private final Connectors connectors;
    private final Credentials credentials;
    private final PlatformsProperties properties;
    private final Clock clock;
    private final LeasedLoop loop;

    UpstreamChecks(
            Doubts doubts,
            PlatformRepository platforms,
            Connectors connectors,
            Credentials credentials,
            PlatformsProperties properties,
            Leases leases,
            Clock clock) {
        this.doubts = doubts;
        this.platforms = platforms;
        this.connectors = connectors;
        this.credentials = credentials;
        this.properties = properties;
        this.clock = clock;
        this.loop = new LeasedLoop(leases, "upstream-checks", IDLE, this::check);
    }

    /// Whose connection is asked.
    private record Asked(UserId userId, String platform) {}

    /// There is something to look for.
    @EventListener
    void removed(ContentRemovedUpstream removal) {
        loop.hint();
    }

    /// Looks for what is due.
    ///
    /// @return whether there may be more
    boolean check() throws InterruptedException {
        List<Doubted> due = doubts.due(AT_ONCE);
        Map<Asked, List<Doubted>> byConnection =
                due.stream().collect(Collectors.groupingBy(one -> new Asked(one.userId(), one.platform())));
        for (Map.Entry<Asked, List<Doubted>> asked : byConnection.entrySet()) {
            check(asked.getKey(), asked.getValue());
        }
        return due.size() == AT_ONCE;
    }

    private void check(Asked asked, List<Doubted> doubted) throws InterruptedException {
        Optional<Platform> platform = platforms.find(asked.userId().value(), asked.platform());
        Optional<PlatformConnector> connector = connectors.find(asked.platform());
        if (platform.isEmpty() || connector.isEmpty()) {
            doubted.forEach(doubts::keep);
            return;
        }
        Instant rests = restsUntil(platform.get());
        if (rests != null) {
            doubted.forEach(one -> doubts.later(one, rests));
            return;
        }
        switch (look(connector.get(), platform.get(), doubted)) {
            case Presence.Known known -> doubted.forEach(one -> settle(one, known));
            case Presence.Unknown unknown -> {
                log.info(
                        "Whether posts of {} are still there can't be told yet: {}",
                        asked.platform(),
                        unknown.reason());
                doubted.forEach(one -> doubts.later(one, again(platform.get(), one, unknown.retryAfter())));
            }
        }
    }

    private @Nullable Instant restsUntil(Platform platform) {
        Instant now = clock.instant();
        if (platform.status() == PlatformStatus.INACTIVE || platform.status() == PlatformStatus.ERROR) {
            return now.plus(REST);
        }
        Platform.RateLimit limit = platform.rateLimit();
        return limit != null && limit.forbids(now) ? limit.reset() : null;
    }

    private Presence look(PlatformConnector connector, Platform platform, List<Doubted> doubted)
            throws InterruptedException {
        try {
            return connector.look(
                    credentials.connection(platform),
                    doubted.stream().map(Doubted::platformId).collect(Collectors.toSet()));
        } catch (FieldEncryptionException locked) {
            return new Presence.Unknown(String.valueOf(locked.getMessage()), null);
        } catch (RuntimeException unexpected) {
            log.warn("Looking for posts of {} failed", platform.type(), unexpected);
            return new Presence.Unknown("Looking failed unexpectedly.", null);
        }
    }

    private void settle(Doubted doubted, Presence.Known known) {
        if (known.gone().contains(doubted.platformId())) {
            doubts.remove(doubted);
        } else {
            doubts.keep(doubted);
        }
    }

    private Instant again(Platform platform, Doubted doubted, @Nullable Duration asked) {
        Duration wait = Backoff.after(
                doubted.attempts() + 1,
                platform.settings().retryAttempts(),
                CollectionInterval.read(platform.settings().collectionInterval()),
                doubted.itemId());
        return clock.instant().plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    }

    @Override
    public void start() {
        if (properties.parallel() > 0) {
            loop.start();
        }
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
