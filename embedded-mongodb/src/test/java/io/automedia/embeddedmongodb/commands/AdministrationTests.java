package io.automedia.embeddedmongodb.commands;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class AdministrationTests {
    private EmbeddedMongoServer server;
    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> items;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = EmbeddedMongoServer.start(
                EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(64L << 20));
        client = MongoClients.create(server.connectionString());
        database = client.getDatabase("admin-tests");
        items = database.getCollection("items");
    }

    @BeforeEach
    void clean() {
        database.drop();
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private static void assertRefused(ThrowingCallable work, int code, String word) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MongoException.class, thrown -> {
            assertThat(thrown.getCode()).as(thrown.getMessage()).isEqualTo(code);
            assertThat(thrown).hasMessageContaining(word);
        });
    }

    @Test
    void expiredDocumentsGo() {
        items.createIndex(Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));
        Instant now = Instant.now();
        items.insertMany(List.of(
                new Document("_id", 1).append("expiresAt", Date.from(now.minusSeconds(120))),
                new Document("_id", 2).append("expiresAt", Date.from(now)),
                new Document("_id", 3).append("expiresAt", "never"),
                new Document("_id", 4)));
        server.tidy();
        assertThat(items.find()).extracting(item -> item.get("_id")).containsExactlyInAnyOrder(2, 3, 4);
        database.runCommand(new Document("collMod", "items")
                .append("index", new Document("name", "expiresAt_1").append("expireAfterSeconds", 0)));
        server.tidy();
        assertThat(items.find()).extracting(item -> item.get("_id")).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void aValidatorIsSetChangedAndObeyed() {
        database.createCollection("items");
        database.runCommand(new Document("collMod", "items")
                .append(
                        "validator",
                        new Document(
                                "$jsonSchema",
                                new Document("required", List.of("name"))
                                        .append(
                                                "properties",
                                                new Document("name", new Document("bsonType", "string")))))
                .append("validationLevel", "strict"));
        items.insertOne(new Document("_id", 1).append("name", "a"));
        assertThatThrownBy(() -> items.insertOne(new Document("name", 5)))
                .isInstanceOfSatisfying(MongoWriteException.class, thrown -> {
                    assertThat(thrown.getCode()).isEqualTo(121);
                    assertThat(thrown.getError().getDetails()).containsKey("details");
                });
        assertRefused(() -> items.updateOne(eq("_id", 1), Updates.unset("name")), 121, "validation");
        assertThat(database.listCollections())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.get("options", Document.class)).containsKey("validator"));
        database.runCommand(new Document("collMod", "items").append("validator", new Document()));
        items.insertOne(new Document("name", 5));
    }

    @Test
    void collectionsAreListedRenamedAndDropped() {
        items.insertOne(new Document("_id", 1));
        items.createIndex(Indexes.ascending("a"));
        items.renameCollection(new MongoNamespace("admin-tests", "things"));
        assertThat(database.listCollectionNames()).containsExactly("things");
        assertThat(database.getCollection("things").countDocuments()).isEqualTo(1);
        assertThat(client.listDatabaseNames()).contains("admin-tests");
        database.getCollection("things").drop();
        assertThat(database.listCollectionNames()).isEmpty();
        assertRefused(() -> database.getCollection("none").renameCollection(new MongoNamespace("a.b")), 26, "none");
        database.createCollection("twice");
        assertRefused(() -> database.createCollection("twice"), 48, "already exists");
    }

    @Test
    void indexesAreCreatedOnceAndConflictsNamed() {
        assertThat(items.createIndex(Indexes.ascending("a"))).isEqualTo("a_1");
        assertThat(items.createIndex(Indexes.ascending("a"))).isEqualTo("a_1");
        assertRefused(
                () -> items.createIndex(Indexes.ascending("a"), new IndexOptions().unique(true)), 86, "already exists");
        assertRefused(
                () -> items.createIndex(Indexes.ascending("a"), new IndexOptions().name("other")),
                85,
                "already exists");
        items.dropIndex("a_1");
        assertRefused(() -> items.dropIndex("a_1"), 27, "a_1");
        assertRefused(() -> items.dropIndex("_id_"), 72, "_id");
    }

    @Test
    void anIndexOnExistingDocumentsIsCompleteAndRefusesDoubles() {
        items.insertMany(List.of(new Document("a", 1), new Document("a", 1), new Document("b", 2)));
        items.createIndex(Indexes.ascending("a"));
        assertThat(items.find(eq("a", 1)).into(new ArrayList<>())).hasSize(2);
        assertRefused(
                () -> items.createIndex(Indexes.ascending("a", "x"), new IndexOptions().unique(true)), 11000, "E11000");
        items.createIndex(
                Indexes.ascending("b"), new IndexOptions().unique(true).partialFilterExpression(exists("b")));
        items.insertOne(new Document("a", 9));
        assertRefused(() -> items.insertOne(new Document("b", 2)), 11000, "b_1");
        assertThat(server.verify()).isEmpty();
    }

    @Test
    void whatThisServerLacksIsRefusedByName() {
        items.insertOne(new Document("a", 1));
        assertRefused(() -> items.createIndex(Indexes.text("a")), 67, "text");
        assertRefused(() -> items.createIndex(Indexes.geo2dsphere("a")), 67, "2dsphere");
        assertRefused(() -> items.createIndex(Indexes.hashed("a")), 67, "hashed");
        assertRefused(() -> items.createIndex(new Document("$**", 1)), 67, "Wildcard");
        assertRefused(
                () -> items.find()
                        .collation(Collation.builder().locale("de").build())
                        .first(),
                115,
                "Collation");
        assertThatThrownBy(() -> items.find(new Document("$where", "true")).first())
                .isInstanceOf(MongoException.class)
                .hasMessageContaining("$where");
        assertThatThrownBy(() -> items.watch().cursor()).isInstanceOf(MongoException.class);
        assertRefused(() -> database.runCommand(new Document("doesNotExist", 1)), 59, "doesNotExist");
        assertRefused(
                () -> database.createCollection(
                        "capped", new CreateCollectionOptions().capped(true).sizeInBytes(1000)),
                115,
                "capped");
        assertRefused(
                () -> items.updateOne(eq("a", 1), Updates.set("b", 1), new UpdateOptions().sort(new Document("a", 1))),
                115,
                "'sort' of update");
        try (ClientSession session = client.startSession(
                ClientSessionOptions.builder().snapshot(true).build())) {
            assertRefused(() -> items.find(session).first(), 123, "snapshot");
        }
        try (ClientSession session = client.startSession()) {
            session.startTransaction();
            assertThatThrownBy(() -> items.insertOne(session, new Document("a", 2)))
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void filesGoThroughGridFs() {
        byte[] content = new byte[700_000];
        new Random(3).nextBytes(content);
        var bucket = GridFSBuckets.create(database);
        ObjectId id = bucket.uploadFromStream("noise.bin", new ByteArrayInputStream(content));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        bucket.downloadToStream(id, read);
        assertThat(read.toByteArray()).isEqualTo(content);
        bucket.delete(id);
        assertThat(database.getCollection("fs.chunks").countDocuments()).isZero();
    }

    @Test
    void statisticsAndValidationAnswer() {
        items.insertMany(List.of(new Document("a", 1), new Document("a", 2)));
        assertThat(database.runCommand(new Document("collStats", "items"))).containsEntry("count", 2L);
        assertThat(database.runCommand(new Document("dbStats", 1))).containsEntry("collections", 1);
        assertThat(database.runCommand(new Document("validate", "items"))).containsEntry("valid", true);
        assertThat(database.runCommand(new Document("serverStatus", 1))).containsKey("uptime");
    }

    @Test
    void aCursorThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> database.runCommand(new Document("getMore", 5L).append("collection", "items")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        thrown -> assertThat(thrown.getErrorCodeName()).isEqualTo("CursorNotFound"));
    }
}
