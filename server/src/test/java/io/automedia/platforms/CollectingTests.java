package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.content.Content;
import io.automedia.content.Origin;
import io.automedia.platforms.Collecting.Follower;
import io.automedia.platforms.MonitoredSource.Counts;
import io.automedia.shared.ProblemException;
import io.automedia.storage.KeysAway;
import io.automedia.updates.Update;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectingTests {
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
    void whatASourceHasIsFetchedPieceByPieceStoredAndCounted() {
        on.publish(feed, FakeConnector.posts(7, feed, before(Duration.ofDays(1))));
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);

        assertThat(on.collect()).isEqualTo(3);

        MonitoredSource now = on.now(source);
        assertThat(now.counts()).isEqualTo(new Counts(3, 7, 7, 0, 0));
        assertThat(now.status()).isEqualTo(SourceStatus.ACTIVE);
        assertThat(now.title()).isEqualTo("All of " + feed);
        assertThat(now.checkpoint()).isEqualTo(new Document("next", 7));
        assertThat(now.lease()).isNull();
        assertThat(now.lastSync()).isEqualTo(on.clock.instant());
        assertThat(Duration.between(on.clock.instant(), now.dueAt()))
                .isBetween(Duration.ofSeconds(285), Duration.ofSeconds(315));
        assertThat(on.library(ada)).hasSize(7);
        Platform platform = on.platform(ada);
        assertThat(platform.status()).isEqualTo(PlatformStatus.ACTIVE);
        assertThat(platform.statistics().totalCollected()).isEqualTo(7);
        assertThat(platform.statistics().todayCollected()).isEqualTo(7);
        assertThat(platform.lastSync()).isEqualTo(on.clock.instant());
    }

    @Test
    void whatIsOlderThanTheSourceIsHistoryAndWhatComesLaterIsLive() {
        on.fake.publish(feed, FakeConnector.post(feed + "old", before(Duration.ofHours(2))));
        on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        on.clock.advance(Duration.ofMinutes(10));
        on.fake.publish(feed, FakeConnector.post(feed + "new", before(Duration.ofMinutes(4))));
        on.collect();

        assertThat(on.library(ada))
                .extracting(
                        post -> post.content().platformId(),
                        post -> post.content().origin())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(feed + "old", Origin.BACKFILL),
                        org.assertj.core.groups.Tuple.tuple(feed + "new", Origin.LIVE));
        assertThat(on.sources.list(ada.caller(), ada.platform()))
                .singleElement()
                .satisfies(source -> assertThat(source.lagSeconds()).isEqualTo(240));
    }

    @Test
    void repostsAndRepliesAreLeftOutUnlessTheyAreWanted() {
        Instant noon = before(Duration.ofHours(1));
        on.fake.publish(feed, FakeConnector.post(feed + "own", noon));
        on.fake.publish(
                feed, FakeConnector.builder(feed + "rt", noon).type("retweet").build());
        on.fake.publish(
                feed,
                FakeConnector.builder(feed + "re", noon).extra("replyTo", "x").build());
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        assertThat(on.now(source).counts()).isEqualTo(new Counts(1, 3, 1, 2, 0));

        on.platforms.change(
                ada.caller(),
                ada.platform(),
                new PlatformRequest(
                        null, null, null, null, new PlatformRequest.SettingsRequest(null, null, "10m", true, true)),
                OptionalLong.empty());
        on.fake.publish(
                feed, FakeConnector.builder(feed + "rt2", noon).type("retweet").build());
        on.collect();
        assertThat(on.now(source).counts().stored()).isEqualTo(2);
    }

    @Test
    void noTwoNodesTakeTheSameSource() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            on.follow(ada, SourceKind.FEED, feed + "-" + i);
        }
        List<MonitoredSource> taken = Collections.synchronizedList(new ArrayList<>());
        List<Thread> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            nodes.add(Thread.ofVirtual().start(() -> {
                MonitoredSource next = on.schedule.claim();
                while (next != null) {
                    taken.add(next);
                    next = on.schedule.claim();
                }
            }));
        }
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(taken).extracting(MonitoredSource::id).hasSize(30).doesNotHaveDuplicates();
        assertThat(taken).extracting(MonitoredSource::lease).doesNotHaveDuplicates();
    }

    @Test
    void whoLostHisLeaseMovesNothingAndNothingIsCountedTwice() {
        on.publish(feed, FakeConnector.posts(2, feed, before(Duration.ofHours(1))));
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        MonitoredSource slow = java.util.Objects.requireNonNull(on.schedule.claim());
        on.fake.meanwhile(fetching -> {
            on.fake.meanwhile(null);
            on.clock.advance(Duration.ofMinutes(1));
            on.harvest(java.util.Objects.requireNonNull(on.schedule.claim()));
        });

        on.harvest(slow);

        MonitoredSource now = on.now(source);
        assertThat(on.fake.asked(feed)).isEqualTo(2);
        assertThat(now.counts()).isEqualTo(new Counts(1, 2, 2, 0, 0));
        assertThat(on.library(ada)).hasSize(2);
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
    void whatThePlatformDeletedLeavesTheLibrary() {
        on.publish(feed, FakeConnector.posts(2, feed, before(Duration.ofHours(1))));
        on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        on.fake.answer(feed, new SyncOutcome.Fetched(List.of(), List.of(feed + "0"), 0, null, null, null));
        on.clock.advance(Duration.ofMinutes(6));
        on.collect();
        assertThat(on.library(ada))
                .extracting(post -> post.content().platformId())
                .containsExactly(feed + "1");
    }

    @Test
    void nothingIsFetchedForWhoIsNotActiveAndWhoIsErasedIsForgotten() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        setActive(false);
        on.collect();
        assertThat(on.fake.asked(feed)).isZero();
        setActive(true);
        on.clock.advance(Duration.ofHours(1));
        on.collect();
        assertThat(on.fake.asked(feed)).isOne();

        on.database()
                .getCollection("users")
                .deleteOne(Filters.eq("_id", ada.user().id()));
        on.clock.advance(Duration.ofHours(1));
        on.collect();
        assertThat(on.fake.asked(feed)).isOne();
        assertThat(on.repository.find(source.id())).isEmpty();
    }

    private void setActive(boolean active) {
        on.database()
                .getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("isActive", active));
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

    @Test
    void whatWasPublishedDuringAPauseIsHistoryAndThePauseIsAGap() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        Instant lastSync = on.clock.instant();
        on.sources.change(ada.caller(), ada.platform(), source.id(), null, false, OptionalLong.empty());
        on.clock.advance(Duration.ofDays(2));
        assertThat(on.collect()).isZero();
        on.fake.publish(feed, FakeConnector.post(feed + "meanwhile", before(Duration.ofDays(1))));

        on.sources.change(ada.caller(), ada.platform(), source.id(), null, true, OptionalLong.empty());
        on.collect();

        assertThat(on.library(ada))
                .singleElement()
                .extracting(post -> post.content().origin())
                .isEqualTo(Origin.BACKFILL);
        assertThat(on.now(source).gaps())
                .containsExactly(new MonitoredSource.Gap(lastSync, on.clock.instant(), "paused"));
    }

    @Test
    void aPausedConnectionFetchesNothingUntilItIsResumed() {
        on.follow(ada, SourceKind.FEED, feed);
        on.platforms.change(ada.caller(), ada.platform(), PlatformRequest.paused(true), OptionalLong.empty());
        on.collect();
        assertThat(on.fake.asked(feed)).isZero();
        assertThat(on.platform(ada).status()).isEqualTo(PlatformStatus.INACTIVE);
        on.platforms.change(ada.caller(), ada.platform(), PlatformRequest.paused(false), OptionalLong.empty());
        on.clock.advance(Duration.ofSeconds(1));
        on.collect();
        assertThat(on.fake.asked(feed)).isOne();
    }

    @Test
    void todayBeginsAtMidnightWhereTheOwnerLives() {
        on.database()
                .getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("profile.timezone", "Asia/Shanghai"));
        on.publish(feed, FakeConnector.posts(2, feed, before(Duration.ofHours(1))));
        on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        Platform.Statistics today = on.platform(ada).statistics();
        assertThat(today.todayCollected()).isEqualTo(2);
        Instant midnight = java.util.Objects.requireNonNull(today.todayEnds());
        assertThat(midnight.atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalTime())
                .isEqualTo(java.time.LocalTime.MIDNIGHT);

        on.clock.advance(Duration.between(on.clock.instant(), midnight));
        on.tallies.tidy();

        Platform.Statistics next =
                on.platforms.get(ada.caller(), ada.platform()).statistics();
        assertThat(next.todayCollected()).isZero();
        assertThat(next.totalCollected()).isEqualTo(2);
    }

    @Test
    void aRemovedSourceComesBackWithItsCheckpointAndItsCountsRemainTrue() {
        on.publish(feed, FakeConnector.posts(2, feed, before(Duration.ofHours(1))));
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        on.sources.remove(ada.caller(), ada.platform(), source.id(), OptionalLong.empty());
        assertThat(on.sources.list(ada.caller(), ada.platform())).isEmpty();
        assertThat(on.platform(ada).statistics().totalCollected()).isEqualTo(2);
        on.sources.restore(ada.caller(), ada.platform(), source.id());
        on.collect();
        assertThat(on.now(source).counts()).isEqualTo(new Counts(2, 2, 2, 0, 0));

        on.sources.remove(ada.caller(), ada.platform(), source.id(), OptionalLong.empty());
        on.clock.advance(Duration.ofHours(2));
        on.tallies.tidy();
        assertThat(on.platform(ada).statistics().totalCollected()).isEqualTo(2);
        assertThat(on.now(source).value()).isEqualTo("removed:" + source.id());
        assertThatThrownBy(() -> on.sources.restore(ada.caller(), ada.platform(), source.id()))
                .isInstanceOf(ProblemException.class);
        assertThat(on.follow(ada, SourceKind.FEED, feed).id()).isNotEqualTo(source.id());
    }

    @Test
    void theOwnerIsToldOnceHowASyncEndedAndNotAboutEveryPiece() {
        on.publish(feed, FakeConnector.posts(7, feed, before(Duration.ofHours(1))));
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.collect();
        List<Update> told = await().until(() -> statusUpdates(ada), list -> !list.isEmpty());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().data())
                .containsEntry("sourceId", source.id())
                .containsEntry("status", "active");
        on.fake.answer(feed, new SyncOutcome.Failed("It answered 500.", null));
        on.clock.advance(Duration.ofMinutes(6));
        on.collect();
        told = await().until(() -> statusUpdates(ada), list -> list.size() > 1);
        assertThat(told).hasSize(2);
        assertThat(told.getLast().data()).containsEntry("status", "failing").containsEntry("error", "It answered 500.");
    }

    private static List<Update> statusUpdates(Follower who) {
        return on.part.bean(io.automedia.updates.Updates.class).after(who.user().userId(), 0, 100).stream()
                .filter(update -> update.type().equals("platform:status"))
                .toList();
    }

    @Test
    void whoFollowsMuchDoesNotKeepOthersWaiting() {
        Follower ben = on.follower();
        for (int i = 0; i < 12; i++) {
            on.follow(ada, SourceKind.FEED, feed + "-" + i);
        }
        CountDownLatch release = new CountDownLatch(1);
        String small = feed + "-ben";
        on.fake.meanwhile(source -> {
            if (!source.value().equals(small)) {
                release.await();
            }
        });
        CollectionSchedule busy = new CollectionSchedule(
                on.repository,
                on.part.bean(Connectors.class),
                on.harvester,
                new PlatformsProperties(4, Duration.ofMinutes(5), 200, Duration.ofMinutes(1), Duration.ofHours(1)),
                on.clock);
        busy.start();
        try {
            await().until(() -> adasAsked() == 2);
            on.follow(ben, SourceKind.FEED, small);
            busy.hint();
            await().until(() -> on.fake.asked(small) == 1);
            assertThat(adasAsked()).isEqualTo(2);
            release.countDown();
            await().until(() -> adasAsked() == 12);
        } finally {
            release.countDown();
            busy.stop();
            on.platforms.delete(ben.caller(), ben.platform(), OptionalLong.empty());
        }
    }

    private long adasAsked() {
        long asked = 0;
        for (int i = 0; i < 12; i++) {
            asked += on.fake.asked(feed + "-" + i);
        }
        return asked;
    }

    @Test
    void whatIsBeingFetchedWhenTheNodeStopsIsGivenBack() {
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        on.fake.meanwhile(fetching -> new CountDownLatch(1).await());
        CollectionSchedule stopping = new CollectionSchedule(
                on.repository,
                on.part.bean(Connectors.class),
                on.harvester,
                new PlatformsProperties(2, Duration.ofMinutes(5), 200, Duration.ofMinutes(1), Duration.ofHours(1)),
                on.clock);
        stopping.start();
        await().until(() -> on.fake.asked(feed) == 1);
        stopping.stop();
        await().untilAsserted(() -> assertThat(on.now(source).lease()).isNull());
        assertThat(on.now(source).dueAt()).isEqualTo(on.clock.instant());
    }

    @Test
    void twoPeopleWhoFollowTheSameShareOnePostAndCountItEach() {
        Follower ben = on.follower();
        on.publish(feed, FakeConnector.posts(2, feed, before(Duration.ofHours(1))));
        MonitoredSource his = on.follow(ada, SourceKind.FEED, feed);
        MonitoredSource hers = on.follow(ben, SourceKind.FEED, feed);
        on.collect();
        assertThat(on.now(his).counts().stored()).isEqualTo(2);
        assertThat(on.now(hers).counts().stored()).isEqualTo(2);
        assertThat(on.library(ada))
                .extracting(post -> post.content())
                .extracting(Content::id)
                .containsExactlyElementsOf(on.library(ben).stream()
                        .map(post -> post.content().id())
                        .toList());
        on.platforms.delete(ben.caller(), ben.platform(), OptionalLong.empty());
    }

    @Test
    void nobodyFollowsMoreThanTheMost() {
        assertThatThrownBy(() -> on.sources.replace(
                        ada.caller(),
                        ada.platform(),
                        Collections.nCopies(101, new WantedSource(SourceKind.FEED, feed)),
                        OptionalLong.empty()))
                .isInstanceOf(ProblemException.class);
        on.follow(ada, SourceKind.FEED, feed);
        assertThatThrownBy(() -> on.follow(ada, SourceKind.FEED, feed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("already");
    }

    private static Instant before(Duration age) {
        return on.clock.instant().minus(age);
    }
}
