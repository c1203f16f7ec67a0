package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.content.Collector;
import io.automedia.platforms.Collecting.Follower;
import io.automedia.storage.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One person's connection learns that a post was deleted on its platform, and others have it.
class UpstreamChecksTests {
    @TempDir
    private static Path data;

    private static Collecting on;

    private Follower ada;
    private Follower ben;
    private final String adas = "ada-" + UUID.randomUUID();
    private final String bens = "ben-" + UUID.randomUUID();
    private final String post = "post-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        on = Collecting.start(data);
    }

    @BeforeEach
    void bothHaveThePost() {
        ada = on.follower();
        ben = on.follower();
        on.fake.publish(adas, FakeConnector.post(post, on.clock.instant()));
        on.fake.publish(bens, FakeConnector.post(post, on.clock.instant()));
        on.follow(ada, SourceKind.ACCOUNT, adas);
        on.follow(ben, SourceKind.ACCOUNT, bens);
        on.collect();
        assertThat(on.library(ben)).hasSize(1);
    }

    @AfterEach
    void nothingIsLeftToCollect() {
        on.platforms.erase(ada.user().userId());
        on.platforms.erase(ben.user().userId());
        on.library.erase(ben.user().userId());
    }

    @AfterAll
    static void stop() {
        on.close();
    }

    private static void deletedIn(String source, String id) {
        on.clock.advance(Duration.ofMinutes(10));
        on.fake.delete(source, id);
        on.collect();
    }

    @Test
    void whoLearnsItLosesItAtOnceAndTheOtherWhenHisConnectionSaysSoToo() throws InterruptedException {
        deletedIn(adas, post);
        assertThat(on.library(ada)).isEmpty();
        assertThat(on.library(ben)).hasSize(1);

        on.checks.check();

        assertThat(on.library(ben)).isEmpty();
        assertThat(on.database().getCollection("content").countDocuments()).isZero();
        assertThat(on.library
                        .store(
                                List.of(FakeConnector.post(post, on.clock.instant())),
                                Collector.importing(ben.user().userId()))
                        .rejected())
                .isOne();
    }

    @Test
    void whoseConnectionStillSeesItKeepsItAndIsAskedOnce() throws InterruptedException {
        on.fake.answer(ben.user().userId(), new Presence.Known(java.util.Set.of()));
        deletedIn(adas, post);
        on.checks.check();
        on.clock.advance(Duration.ofDays(1));
        on.checks.check();
        assertThat(on.library(ben)).hasSize(1);
        assertThat(on.fake.lookedFor(ben.user().userId(), post)).isOne();
        assertThat(on.fake.lookedFor(ada.user().userId(), post)).isZero();
    }

    @Test
    void whatCannotBeFoundOutIsAskedAgainLater() throws InterruptedException {
        on.fake.answer(ben.user().userId(), new Presence.Unknown("It answered 500.", null));
        on.fake.answer(ben.user().userId(), new Presence.Unknown("It asks to wait.", Duration.ofHours(2)));
        deletedIn(adas, post);
        on.checks.check();
        on.checks.check();
        assertThat(on.fake.lookedFor(ben.user().userId(), post)).isOne();
        on.clock.advance(Duration.ofSeconds(20));
        on.checks.check();
        on.clock.advance(Duration.ofMinutes(110));
        on.checks.check();
        assertThat(on.fake.lookedFor(ben.user().userId(), post)).isEqualTo(2);
        assertThat(on.library(ben)).hasSize(1);
        on.clock.advance(Duration.ofMinutes(11));
        on.checks.check();
        assertThat(on.library(ben)).isEmpty();
    }

    @Test
    void aPausedConnectionLooksWhenItIsResumed() throws InterruptedException {
        on.platforms.change(ben.caller(), ben.platform(), PlatformRequest.paused(true), OptionalLong.empty());
        deletedIn(adas, post);
        on.checks.check();
        assertThat(on.fake.lookedFor(ben.user().userId(), post)).isZero();
        on.platforms.resume(ben.caller(), ben.platform());
        on.clock.advance(Duration.ofHours(1));
        on.checks.check();
        assertThat(on.library(ben)).isEmpty();
    }

    @Test
    void whoHasNoConnectionKeepsWhatHeBrought() throws InterruptedException {
        on.platforms.delete(ben.caller(), ben.platform(), OptionalLong.empty());
        deletedIn(adas, post);
        on.checks.check();
        on.clock.advance(Duration.ofDays(1));
        on.checks.check();
        assertThat(on.library(ben)).hasSize(1);
    }

    @Test
    void itIsLookedForByItself() {
        UpstreamChecks running = new UpstreamChecks(
                on.part.bean(io.automedia.content.Doubts.class),
                on.part.bean(PlatformRepository.class),
                on.part.bean(Connectors.class),
                on.part.bean(Credentials.class),
                new PlatformsProperties(2, Duration.ofMinutes(5), 200, Duration.ofMinutes(1), Duration.ofHours(1)),
                on.part.bean(Leases.class),
                on.clock);
        running.start();
        try {
            deletedIn(adas, post);
            await().untilAsserted(() -> assertThat(on.library(ben)).isEmpty());
        } finally {
            running.stop();
        }
    }
}
