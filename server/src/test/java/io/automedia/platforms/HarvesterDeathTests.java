package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import io.automedia.platforms.Collecting.Follower;
import io.automedia.platforms.MonitoredSource.Counts;
import io.automedia.storage.Stores;
import io.automedia.testing.CutWire;
import io.automedia.updates.Updates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;

/// A node dies at each of the commands that bringing in a source takes, and another one takes over.
class HarvesterDeathTests {
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir
    private static Path data;

    @TempDir
    private static Path dataOfTheDying;

    @Test
    void nothingIsLostOrDoubledWhereverANodeDies() {
        try (Collecting on = Collecting.start(data);
                CutWire wire = CutWire.to(on.part.bean(Stores.class).mongodbUri(), NEVER, false);
                ConfigurableApplicationContext dying = otherNode(on, wire)) {
            int steps = 0;
            for (boolean answerOnly : new boolean[] {false, true}) {
                boolean survived = false;
                for (int step = 0; !survived; step++) {
                    survived = dieAt(step, answerOnly, on, wire, dying);
                    steps++;
                    assertThat(step).isLessThan(60);
                }
            }
            assertThat(steps).isGreaterThan(20);
        }
    }

    /// @return true when there were fewer commands, so that it did not die at all
    private static boolean dieAt(
            int step, boolean answerOnly, Collecting on, CutWire wire, ConfigurableApplicationContext dying) {
        Follower ada = on.follower();
        String feed = "feed-" + step + answerOnly;
        on.publish(feed, FakeConnector.posts(2, feed, on.clock.instant().minusSeconds(60)));
        on.fake.publish(
                feed, FakeConnector.post(feed + "live", on.clock.instant().plusSeconds(1)));
        MonitoredSource source = on.follow(ada, SourceKind.FEED, feed);
        MonitoredSource claimed = Objects.requireNonNull(on.schedule.claim());

        wire.again(step, answerOnly);
        try {
            dying.getBean(Harvester.class).harvest(claimed);
        } catch (MongoException died) {
            assertThat(wire.isCut()).isTrue();
        } catch (InterruptedException nobodyInterruptsTests) {
            throw new AssertionError(nobodyInterruptsTests);
        }
        boolean survived = !wire.isCut();
        wire.again(NEVER, false);

        on.clock.advance(Duration.ofMinutes(10));
        on.collect();
        MonitoredSource now = on.now(source);
        assertThat(now.counts().stored()).as("at %s %s", step, answerOnly).isEqualTo(3);
        assertThat(now.today())
                .isNotNull()
                .satisfies(day -> assertThat(day.stored()).isEqualTo(3));
        assertThat(now.arriving()).isEmpty();
        assertThat(now.checkpoint()).containsEntry("next", 3);
        assertThat(now.counts().asked()).isBetween(1L, 2L);
        assertThat(on.library(ada)).hasSize(3);
        assertThat(on.platform(ada).statistics().totalCollected()).isEqualTo(3);
        Counts counts = now.counts();
        assertThat(counts.fetched()).as("at %s %s", step, answerOnly).isEqualTo(3);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(
                                on.part.bean(Updates.class).after(ada.user().userId(), 0, 100))
                        .filteredOn(update -> update.type().equals("content:collected"))
                        .hasSize(1));
        on.platforms.delete(ada.caller(), ada.platform(), OptionalLong.empty());
        return survived;
    }

    /// A node on the same stores, which it reaches through the wire.
    private static ConfigurableApplicationContext otherNode(Collecting on, CutWire wire) {
        SpringApplication node = new SpringApplication(PlatformsApplication.class);
        node.setWebApplicationType(WebApplicationType.NONE);
        node.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean("testClock", Clock.class, () -> on.clock, definition -> definition.setPrimary(true));
            beans.registerBean(PlatformConnector.class, () -> on.fake);
        });
        ConfigurableApplicationContext context = node.run(
                "--automedia.data=" + dataOfTheDying,
                "--automedia.master-key=" + data.resolve("master.key"),
                "--automedia.mongodb-uri=" + wire.uri(),
                "--automedia.redis-uri=" + on.part.bean(Stores.class).redisUri(),
                "--automedia.mongodb-database=" + on.database().getName(),
                "--automedia.platforms.parallel=0");
        // what runs by itself would be cut instead of the harvester
        context.getBeansOfType(Lifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().startsWith("io.automedia"))
                .forEach(Lifecycle::stop);
        return context;
    }
}
