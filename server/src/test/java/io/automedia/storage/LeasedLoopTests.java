package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
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
        AtomicReference<@Nullable LeasedLoop> running = new AtomicReference<>();
        try (LeasedLoop loop = LeasedLoop.start(leases, NAME, Duration.ofMillis(10), () -> {
            LeasedLoop itself = running.get();
            if (itself == null) {
                return false;
            }
            // so that it need not wait
            itself.hint();
            if (steps.incrementAndGet() == 1) {
                throw new StackOverflowError("of a step");
            }
            return false;
        })) {
            running.set(loop);
            await().atMost(Duration.ofMinutes(1)).until(() -> steps.get() > 1);
        }
        Document lease = Objects.requireNonNull(
                database.getCollection("leases").find(new Document("_id", NAME)).first());
        assertThat(lease.getDate("until")).isEqualTo(Date.from(Instant.EPOCH));
    }
}
