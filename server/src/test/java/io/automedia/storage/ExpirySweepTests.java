package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In a collection of which no server removes anything by itself.
@AutoMediaTest
class ExpirySweepTests {
    private static final String NAME = "kept_for_an_hour";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final SettableClock clock = new SettableClock(now);
    private final MongoCollection<Document> documents;
    private final ExpirySweep sweep;

    ExpirySweepTests(MongoDatabase database, Leases leases) {
        this.documents = database.getCollection(NAME);
        this.sweep = new ExpirySweep(database, new InstalledSchema(List.of(new KeptForAnHour())), leases, clock);
    }

    @BeforeEach
    void index() {
        documents.createIndex(new Document("at", 1));
    }

    @AfterEach
    void drop() {
        documents.drop();
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() {
        Duration hour = Duration.ofHours(1);
        documents.insertMany(List.of(
                document("old", now.minus(hour).minusMillis(1), true),
                document("just now", now.minus(hour), true),
                document("old and kept", now.minus(hour.multipliedBy(2)), false),
                document("new", now, true),
                new Document("_id", "without a time").append("over", true)));
        assertThat(sweep.sweep()).isFalse();
        assertThat(ids()).containsExactlyInAnyOrder("just now", "old and kept", "new", "without a time");

        clock.advance(hour.plusMillis(1));
        assertThat(sweep.sweep()).isFalse();
        assertThat(ids()).containsExactlyInAnyOrder("old and kept", "without a time");
    }

    @Test
    void ofManyTheLongestExpiredGoFirst() {
        documents.insertMany(IntStream.range(0, 1_500)
                .mapToObj(i ->
                        document("number " + i, now.minus(Duration.ofHours(2)).plusSeconds(i), true))
                .toList()
                .reversed());
        assertThat(sweep.sweep()).isTrue();
        assertThat(ids()).hasSize(500).contains("number 1000", "number 1499");
        assertThat(sweep.sweep()).isFalse();
        assertThat(ids()).isEmpty();
    }

    private List<String> ids() {
        return documents.distinct("_id", String.class).into(new ArrayList<>());
    }

    private static Document document(String id, Instant at, boolean isOver) {
        return new Document("_id", id).append("at", at).append("over", isOver);
    }

    private static final class KeptForAnHour implements CollectionSchema {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(IndexDefinition.index("kept", "for an hour", "at", 1)
                    .where(new Document("over", true))
                    .expiringAfter(Duration.ofHours(1)));
        }
    }
}
