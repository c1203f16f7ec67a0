package io.automedia.platforms;

import io.automedia.platforms.Platform.Errors;
import io.automedia.platforms.Platform.LastError;
import io.automedia.platforms.Platform.Statistics;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps the statistics and the status of connections true: they are counted together from the sources, a moment after
/// one of them changed and when a day ends. Counting twice, or on two nodes, does no harm.
@Component
class PlatformTallies {
    private static final int AT_ONCE = 200;

    private final PlatformRepository platforms;
    private final SourceRepository sources;
    private final Users users;
    private final PlatformsProperties properties;
    private final Clock clock;
    private final Set<ObjectId> touched = ConcurrentHashMap.newKeySet();

    PlatformTallies(
            PlatformRepository platforms,
            SourceRepository sources,
            Users users,
            PlatformsProperties properties,
            Clock clock) {
        this.platforms = platforms;
        this.sources = sources;
        this.users = users;
        this.properties = properties;
        this.clock = clock;
    }

    /// What is true of a connection as of now.
    record Tally(
            Statistics statistics,
            PlatformStatus status,
            @Nullable Instant lastSync) {}

    /// Something about a source of this connection changed.
    void touched(ObjectId platformId) {
        touched.add(platformId);
    }

    @Scheduled(fixedDelay = 1_000)
    void countTouched() {
        for (ObjectId id : touched.stream().limit(AT_ONCE).toList()) {
            touched.remove(id);
            count(id);
        }
    }

    @Scheduled(fixedDelay = 30_000)
    void tidy() {
        Instant now = clock.instant();
        platforms.whoseDayEnded(now, AT_ONCE).forEach(this::count);
        sources.forgetRemoved(now.minus(properties.restorableFor()), AT_ONCE);
    }

    /// Counts a connection together and stores it.
    void count(ObjectId platformId) {
        platforms
                .find(platformId)
                .ifPresent(
                        platform -> platforms.setTally(platform, count(platform, sources.everOfPlatform(platformId))));
    }

    private Tally count(Platform platform, List<MonitoredSource> all) {
        ZoneId zone = users.byId(new UserId(platform.userId()))
                .map(PlatformTallies::zone)
                .orElse(ZoneOffset.UTC);
        LocalDate day = LocalDate.ofInstant(clock.instant(), zone);
        long today = 0;
        MonitoredSource.Counts sum = MonitoredSource.Counts.NONE;
        for (MonitoredSource source : all) {
            sum = sum.plus(source.counts());
            MonitoredSource.Day counted = source.today();
            today += counted == null ? 0 : counted.on(day);
        }
        Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
        Statistics statistics = new Statistics(
                sum.stored(), today, new Errors(sum.failed(), lastError(platform, all)), today == 0 ? null : midnight);
        Instant lastSync = all.stream()
                .map(MonitoredSource::lastSync)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Tally(statistics, status(platform, all, lastSync), lastSync);
    }

    private static @Nullable LastError lastError(Platform platform, List<MonitoredSource> all) {
        Stream<@Nullable LastError> known =
                Stream.of(platform.statistics().errors().lastError());
        return Stream.concat(known, all.stream().map(MonitoredSource::lastError))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(LastError::timestamp))
                .orElse(null);
    }

    /// What an account refused stays refused until its owner acts; feeds stand each for itself, so that only all of
    /// them together are an error.
    private static PlatformStatus status(Platform platform, List<MonitoredSource> all, @Nullable Instant lastSync) {
        List<MonitoredSource> monitored = all.stream()
                .filter(source -> source.isActive() && source.removedAt() == null)
                .toList();
        boolean shares = all.stream().anyMatch(source -> source.kind().sharesAccount());
        if (platform.status() == PlatformStatus.INACTIVE || (shares && platform.status() == PlatformStatus.ERROR)) {
            return platform.status();
        }
        if (!shares && !monitored.isEmpty() && monitored.stream().allMatch(PlatformTallies::fails)) {
            return PlatformStatus.ERROR;
        }
        return lastSync == null ? PlatformStatus.PENDING : PlatformStatus.ACTIVE;
    }

    private static boolean fails(MonitoredSource source) {
        return switch (source.status()) {
            case FAILING, ERROR, ENDED -> true;
            case PENDING, ACTIVE, LIMITED -> false;
        };
    }

    /// The time zone in which a person's days begin.
    static ZoneId zone(User owner) {
        String name = owner.profile().timezone();
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknownHere) {
            return ZoneOffset.UTC;
        }
    }
}
