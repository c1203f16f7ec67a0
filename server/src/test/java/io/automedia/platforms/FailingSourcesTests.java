package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.platforms.Collecting.Follower;
import io.automedia.storage.KeysAway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources that give nothing, give it elsewhere or not now, and when they are asked again.
class FailingSourcesTests {
    @TempDir
    private static Path data;

    private static Collecting on;

    private Follower ada;
    private final String feed = "feed-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        on = Collecting.start(data);
    }

    @BeforeEach
    void meetAda() {
        ada = on.follower();
    }

    @AfterEach
    void nothingIsLeftToCollect() {
        on.fake.meanwhile(null);
        on.platforms.delete(ada.caller(), ada.platform(), OptionalLong.empty());
    }

    @AfterAll
    static void stop() {
        on.close();
    }

    @Test
    void aSourceThatFailsIsAskedAgainSoonThenSeldomAndItsGapIsKnown() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        Instant lastSync = on.clock.instant();
        on.clock.advance(Duration.ofMinutes(6));
        long[] earliest = {12, 48, 192, 240, 480};
        long[] latest = {18, 72, 288, 360, 720};
        for (int i = 0; i < earliest.length; i++) {
            on.fake.answer(feed, new SyncOutcome.Failed("It answered 500.", null));
            assertThat(on.collect()).isOne();
            MonitoredSource failed = on.now(source);
            assertThat(failed.status()).isEqualTo(SourceStatus.FAILING);
            assertThat(failed.attempts()).isEqualTo(i + 1);
            assertThat(Duration.between(on.clock.instant(), failed.dueAt()).toSeconds())
                    .isBetween(earliest[i], latest[i]);
            on.clock.advance(Duration.ofSeconds(earliest[i] - 1));
            assertThat(on.collect()).isZero();
            on.clock.advance(Duration.ofSeconds(latest[i] - earliest[i] + 1));
        }
        Platform platform = on.platform(ada);
        assertThat(platform.status()).isEqualTo(PlatformStatus.ERROR);
        assertThat(platform.statistics().errors().count()).isEqualTo(5);
        assertThat(platform.statistics().errors().lastError())
                .satisfies(error -> assertThat(error.message()).isEqualTo("It answered 500."));

        on.collect();

        assertThat(on.now(source).attempts()).isZero();
        assertThat(on.now(source).status()).isEqualTo(SourceStatus.ACTIVE);
        assertThat(on.now(source).gaps())
                .containsExactly(new MonitoredSource.Gap(lastSync, on.clock.instant(), "failed"));
        assertThat(on.platform(ada).status()).isEqualTo(PlatformStatus.ACTIVE);
    }

    @Test
    void aPlatformThatSaysWhenToComeBackIsObeyed() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.answer(feed, new SyncOutcome.Failed("It asks to wait.", Duration.ofHours(2)));
        on.collect();
        assertThat(on.now(source).dueAt()).isEqualTo(on.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void withoutReconnectingASourceWaitsForItsOwnerAfterTheRetries() {
        on.platforms.change(
                ada.caller(),
                ada.platform(),
                new PlatformRequest(
                        null, null, null, null, new PlatformRequest.SettingsRequest(false, 1, null, null, null)),
                OptionalLong.empty());
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.answer(feed, new SyncOutcome.Failed("No.", null));
        on.fake.answer(feed, new SyncOutcome.Failed("No.", null));
        on.collect();
        on.clock.advance(Duration.ofMinutes(1));
        on.collect();
        assertThat(on.now(source).status()).isEqualTo(SourceStatus.ERROR);
        assertThat(on.now(source).dueAt()).isNull();

        on.sources.sync(ada.caller(), ada.platform(), source.id());
        on.collect();
        assertThat(on.now(source).status()).isEqualTo(SourceStatus.ACTIVE);
    }

    @Test
    void aLimitOfAnAccountHoldsForAllItsSources() {
        on.follow(ada, SourceKind.ACCOUNT, feed);
        on.fake.answer(feed, new SyncOutcome.RateLimited(on.clock.instant().plusSeconds(900), 500));
        on.collect();
        MonitoredSource other = on.follow(ada, SourceKind.HASHTAG, feed + "-tag");
        on.collect();
        assertThat(on.fake.asked(feed + "-tag")).isZero();
        assertThat(on.platform(ada).rateLimit())
                .isEqualTo(new Platform.RateLimit(500, 0, on.clock.instant().plusSeconds(900), null));

        on.clock.advance(Duration.ofSeconds(901));
        on.collect();
        assertThat(on.now(other).status()).isEqualTo(SourceStatus.ACTIVE);
    }

    @Test
    void aSourceWhoseKeyServiceIsAwayTriesAgainAndNobodyReadsWhereThatIs(@TempDir Path folder)
            throws InterruptedException {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        MongoDatabase keys = on.part.bean(MongoClient.class).getDatabase("away-" + UUID.randomUUID());
        try (KeysAway away = KeysAway.in(keys, folder, on.clock)) {
            String token = away.former().encrypt("platforms", ada.platform(), "config.accessToken", "fresh-token");
            on.database()
                    .getCollection("platforms")
                    .updateOne(Filters.eq("_id", ada.platform()), Updates.set("config.accessToken", token));
            MonitoredSource claimed = Objects.requireNonNull(on.schedule.claim());

            new Harvester(
                            on.repository,
                            on.part.bean(PlatformRepository.class),
                            on.part.bean(Connectors.class),
                            new Credentials(away.now()),
                            on.part.bean(Storing.class),
                            on.users,
                            on.tallies,
                            on.part.bean(io.automedia.updates.Updates.class),
                            on.part.bean(PlatformsProperties.class),
                            on.clock)
                    .harvest(claimed);

            MonitoredSource after = on.now(source);
            assertThat(after.status()).isEqualTo(SourceStatus.FAILING);
            assertThat(after.dueAt()).isNotNull();
            assertThat(String.valueOf(after.lastError()))
                    .contains("can't be opened now")
                    .doesNotContain(away.service());
        } finally {
            keys.drop();
        }
    }

    @Test
    void aRefusedAccountRestsUntilItsOwnerActs() {
        MonitoredSource account = on.follow(ada, SourceKind.ACCOUNT, feed);
        MonitoredSource tag = on.follow(ada, SourceKind.HASHTAG, feed + "-tag");
        on.fake.answer(feed, new SyncOutcome.Unauthorized("The token was revoked: connect again."));
        on.fake.answer(feed + "-tag", new SyncOutcome.Unauthorized("The token was revoked: connect again."));
        on.collect();
        assertThat(on.fake.asked(feed) + on.fake.asked(feed + "-tag")).isOne();
        assertThat(on.platform(ada).status()).isEqualTo(PlatformStatus.ERROR);
        on.clock.advance(Duration.ofDays(1));
        on.collect();
        assertThat(on.fake.asked(feed) + on.fake.asked(feed + "-tag")).isOne();

        on.fake.answer(feed, new SyncOutcome.Fetched(List.of(), List.of(), 0, null, null, null));
        on.fake.answer(feed + "-tag", new SyncOutcome.Fetched(List.of(), List.of(), 0, null, null, null));
        Platform changed = on.platforms.change(
                ada.caller(),
                ada.platform(),
                new PlatformRequest(null, null, Map.of("accessToken", "fresh-token-1234"), null, null),
                OptionalLong.empty());
        assertThat(changed.status()).isEqualTo(PlatformStatus.PENDING);
        assertThat(changed.config().get("accessToken")).startsWith("enc1:").doesNotContain("fresh");
        on.clock.advance(Duration.ofHours(1));
        on.collect();
        assertThat(List.of(
                        on.now(account).counts().asked(), on.now(tag).counts().asked()))
                .allMatch(asked -> asked >= 1);
    }

    @Test
    void whatIsGoneIsNotAskedAgain() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.answer(feed, new SyncOutcome.Gone("It says that it has ended."));
        on.collect();
        on.clock.advance(Duration.ofDays(30));
        assertThat(on.collect()).isZero();
        assertThat(on.now(source).status()).isEqualTo(SourceStatus.ENDED);
        assertThat(on.now(source).lastError())
                .satisfies(error -> assertThat(error.message()).isEqualTo("It says that it has ended."));
    }

    @Test
    void whatHasMovedIsFollowedThereUnlessItIsFollowedAlready() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.answer(feed, moved(feed + "-there"));
        on.collect();
        assertThat(on.now(source).value()).isEqualTo(feed + "-there");

        MonitoredSource other = on.follow(ada, SourceKind.FEED, feed + "-other");
        on.fake.answer(feed + "-other", moved(feed + "-there"));
        on.collect();
        assertThat(on.now(other).status()).isEqualTo(SourceStatus.ENDED);
        assertThat(on.now(other).value()).isEqualTo(feed + "-other");
        assertThat(on.now(other).dueAt()).isNull();
    }

    private static SyncOutcome moved(String to) {
        return new SyncOutcome.Fetched(List.of(), List.of(), 0, null, null, to);
    }

    @Test
    void aPlatformThatAsksToBeLeftAloneIsForSoLongAndThatIsNoGap() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.answer(feed, nothingUntil(Duration.ofHours(2)));
        on.collect();
        assertThat(on.now(source).dueAt()).isEqualTo(on.clock.instant().plus(Duration.ofHours(2)));

        on.clock.advance(Duration.ofHours(2));
        on.fake.answer(feed, nothingUntil(Duration.ofSeconds(1)));
        on.collect();

        assertThat(on.now(source).gaps()).isEmpty();
        assertThat(on.now(source).dueAt())
                .as("never sooner than the interval")
                .isAfter(on.clock.instant().plusSeconds(284));
    }

    private static SyncOutcome nothingUntil(Duration next) {
        return new SyncOutcome.Fetched(List.of(), List.of(), 0, null, next, null);
    }
}
