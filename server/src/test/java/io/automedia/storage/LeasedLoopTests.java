package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class LeasedLoopTests {
    private static final String NAME = "test-of-errors";

    private final Leases leases;
    private final MongoDatabase database;

    LeasedLoopTests(Leases leases, MongoDatabase database) {
        this.leases = leases;
        this.database = database;
    }

    @Test
    void aStepThatEndsInAnErrorIsMadeAgainAndTheLeaseIsGivenBackInTheEnd() {
        AtomicInteger steps = new AtomicInteger();
        LeasedLoop loop = new LeasedLoop(leases, NAME, Duration.ofMillis(10), () -> {
            if (steps.incrementAndGet() == 1) {
                throw new StackOverflowError("of a step");
            }
            return false;
        });
        // so that it need not wait
        loop.hint();
        loop.start();
        await().until(() -> steps.get() > 1);
        loop.stop();
        await().until(this::leaseIsFree);
    }

    @Test
    void aLoopThatWasStoppedCanBeStartedAgain() {
        AtomicInteger steps = new AtomicInteger();
        LeasedLoop loop = new LeasedLoop(leases, NAME, Duration.ofMillis(10), () -> {
            steps.incrementAndGet();
            return false;
        });
        for (int started = 1; started <= 3; started++) {
            int before = steps.get();
            loop.start();
            assertThat(loop.isRunning()).isTrue();
            await().until(() -> steps.get() > before);
            loop.stop();
            assertThat(loop.isRunning()).isFalse();
            await().until(this::leaseIsFree);
        }
    }

    private boolean leaseIsFree() {
        Document lease = Objects.requireNonNull(
                database.getCollection("leases").find(new Document("_id", NAME)).first());
        return lease.getDate("until").toInstant().equals(Instant.EPOCH);
    }
}
