package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.automedia.testing.AutoMediaTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What one node does where another one is at it too.
@AutoMediaTest
class SchemaInstallerTests {
    private static final IndexDefinition NUMBER = IndexDefinition.index("n", "things by number", "n", 1);

    private final String uri;
    private final MongoDatabase database;
    private final SchemaInstaller node;
    private final MongoCollection<Document> tombstones;

    SchemaInstallerTests(MongoClient client, Stores stores, InstalledSchema installed) {
        this.uri = stores.mongodbUri();
        this.database = client.getDatabase("installed-" + new ObjectId());
        List<CollectionSchema> schemas =
                List.of(installed.collection("tombstones").orElseThrow());
        this.node = new SchemaInstaller(database, schemas);
        this.tombstones = database.getCollection("tombstones");
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    private List<Difference> anIndexIsOtherwise() {
        node.install();
        tombstones.dropIndex("at");
        tombstones.createIndex(new Document("at", -1), new IndexOptions().name("at"));
        List<Difference> seen = node.differences();
        assertThat(seen).singleElement().isInstanceOf(Difference.ChangedIndex.class);
        return seen;
    }

    @Test
    void anIndexThatAnotherNodeHasDroppedInBetweenIsMade() {
        List<Difference> seen = anIndexIsOtherwise();
        tombstones.dropIndex("at");
        node.repair(seen);
        assertThat(node.differences()).isEmpty();
    }

    @Test
    void anIndexThatAnotherNodeHasReplacedInBetweenStays() {
        List<Difference> seen = anIndexIsOtherwise();
        node.repair(seen);
        node.repair(seen);
        assertThat(node.differences()).isEmpty();
    }

    private static CollectionSchema numbered(IndexDefinition index) {
        return new CollectionSchema() {
            @Override
            public String name() {
                return "numbered";
            }

            @Override
            public List<IndexDefinition> indexes() {
                return List.of(index);
            }
        };
    }

    private static SchemaInstaller installer(MongoDatabase database, IndexDefinition index) {
        return new SchemaInstaller(database, List.of(numbered(index)));
    }

    /// Everybody who is told of the commands of a client while they are on their way.
    private record Listener(Runnable told) implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            told.run();
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            told.run();
        }
    }

    static List<IndexDefinition> otherUniqueIndexes() {
        return List.of(
                NUMBER.asUnique().asSparse(),
                NUMBER.asUnique().where(new Document("n", new Document("$gt", 0))),
                IndexDefinition.index("n", "things by number", "n", -1).asUnique(),
                IndexDefinition.index("n", "things by number", "n", 1, "of", 1).asUnique());
    }

    @ParameterizedTest
    @MethodSource("otherUniqueIndexes")
    void noDuplicateGetsInWhileAUniqueIndexIsReplaced(IndexDefinition other) throws InterruptedException {
        MongoCollection<Document> numbers = database.getCollection("numbered");
        List<Document> some = new ArrayList<>();
        for (int n = 1; n <= 2_000; n++) {
            some.add(new Document("n", n));
        }
        numbers.insertMany(some);
        installer(database, NUMBER.asUnique()).install();
        AtomicInteger refused = new AtomicInteger();
        Runnable writer = () -> {
            try {
                numbers.insertOne(new Document("n", 1));
            } catch (MongoWriteException duplicate) {
                refused.incrementAndGet();
            }
        };
        AtomicBoolean done = new AtomicBoolean();
        Thread always = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                writer.run();
            }
        });
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(new Listener(writer))
                .build();
        try (MongoClient overheard = MongoClients.create(settings)) {
            SchemaInstaller later = installer(overheard.getDatabase(database.getName()), other);
            later.install();
            assertThat(later.differences()).isEmpty();
        } finally {
            done.set(true);
            always.join();
        }
        assertThat(refused).hasPositiveValue();
        assertThat(numbers.countDocuments(new Document("n", 1))).isEqualTo(1);
        assertThat(numbers.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactlyInAnyOrder("_id_", "n");
    }

    @Test
    void anIndexThatANodeLeftInPlaceOfAUniqueOneWhenItDiedIsRemovedInTheEnd() {
        SchemaInstaller next = installer(database, NUMBER.asUnique());
        next.install();
        MongoCollection<Document> numbers = database.getCollection("numbered");
        IndexDefinition guard = NUMBER.asUnique().guard();
        numbers.createIndex(guard.keys(), guard.options());
        numbers.dropIndex("n");
        assertThat(next.differences()).singleElement().isInstanceOf(Difference.ChangedIndex.class);
        next.install();
        assertThat(numbers.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactlyInAnyOrder("_id_", "n");
        numbers.createIndex(guard.keys(), guard.options());
        next.install();
        assertThat(next.differences()).isEmpty();
    }

    @Test
    void duplicatesThatAreThereAlreadyAreNamedAndNothingIsDropped() {
        IndexDefinition pairs = IndexDefinition.index("pairs", "each pair once", "of.name", 1, "n", 1);
        installer(database, pairs).install();
        MongoCollection<Document> numbers = database.getCollection("numbered");
        Document pair = new Document("of", new Document("name", "Ada")).append("n", 7);
        numbers.insertMany(List.of(new Document(pair), new Document(pair), new Document("n", 7), new Document("n", 8)));
        SchemaInstaller later = installer(database, pairs.asUnique());
        assertThatExceptionOfType(DuplicatesException.class)
                .isThrownBy(later::install)
                .withMessageContainingAll(
                        "The index pairs of the collection numbered can't be made",
                        "its own { of.name: 1, n: 1 }",
                        "\"Ada\"",
                        "7",
                        "Change or delete all of them but one, and start AutoMedia again.")
                .withMessageNotContaining("meanwhile");
        assertThat(installer(database, pairs).differences()).isEmpty();
        numbers.deleteOne(pair);
        later.install();
        assertThat(later.differences()).isEmpty();
    }
}
