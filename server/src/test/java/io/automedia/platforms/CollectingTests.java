package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.content.Content;
import io.automedia.content.Origin;
import io.automedia.platforms.Collecting.Follower;
import io.automedia.platforms.MonitoredSource.Counts;
import io.automedia.shared.ProblemException;
import io.automedia.updates.Update;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/// What sources have is fetched, stored and counted, for each who follows them.
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
