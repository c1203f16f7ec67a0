package io.automedia.embeddedmongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoServerTests {
    @TempDir
    Path folder;

    private EmbeddedMongoServer server;
    private MongoClient client;
    private MongoCollection<Document> posts;

    @BeforeEach
    void start() {
        server = EmbeddedMongoServer.start(
                EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(64L << 20));
        client = MongoClients.create(server.connectionString());
        posts = client.getDatabase("test").getCollection("posts");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static List<Document> somePosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i)
                        .append("platform", i % 3 == 0 ? "twitter" : "facebook")
                        .append("platformId", "p" + i)
                        .append("likes", i % 100)
                        .append("tags", List.of("t" + i % 5, "all")))
                .toList();
    }

    /// The first array under a key changes the catalogue, which the build of that index does too. The updates go on
    /// from
    /// the last document backwards until the build, which begins with the first, meets them.
    @Test
    void theFirstArraysOfAnIndexArriveWhileItIsBuilt() throws Exception {
        int count = 20_000;
        posts.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i).append("tag", i))
                .toList());
        try (ExecutorService builder = Executors.newSingleThreadExecutor()) {
            Future<String> built = builder.submit(() -> posts.createIndex(Indexes.ascending("tag")));
            int changed = 0;
            while (!built.isDone() && changed < count) {
                posts.withTimeout(30, TimeUnit.SECONDS)
                        .updateOne(eq("_id", count - ++changed), set("tag", List.of(-1, -2)));
            }
            assertThat(built.get(30, TimeUnit.SECONDS)).isEqualTo("tag_1");
            assertThat(posts.countDocuments(eq("tag", -2))).isEqualTo(changed);
        }
        assertThat(server.verify()).isEmpty();
    }

    @Test
    void insertsFindsUpdatesAndDeletes() {
        posts.createIndex(Indexes.ascending("platform", "platformId"), new IndexOptions().unique(true));
        posts.createIndex(Indexes.descending("likes"));
        posts.insertMany(somePosts(1000), new InsertManyOptions().ordered(false));

        assertThat(posts.countDocuments()).isEqualTo(1000);
        assertThat(posts.countDocuments(eq("platform", "twitter"))).isEqualTo(334);
        assertThat(posts.find(and(eq("platform", "twitter"), in("platformId", "p3", "p4", "p6")))
                        .into(new ArrayList<>()))
                .extracting(post -> post.get("_id"))
                .containsExactlyInAnyOrder(3, 6);
        assertThat(posts.find(gte("likes", 98))
                        .sort(Sorts.descending("likes", "_id"))
                        .limit(3))
                .extracting(post -> post.get("_id"))
                .containsExactly(999, 899, 799);

        UpdateResult updated = posts.updateMany(eq("tags", "t1"), combine(set("seen", true), inc("likes", 1)));
        assertThat(updated.getMatchedCount()).isEqualTo(200);
        assertThat(updated.getModifiedCount()).isEqualTo(200);
        assertThat(posts.deleteMany(eq("seen", true)).getDeletedCount()).isEqualTo(200);
        assertThat(posts.countDocuments()).isEqualTo(800);
        assertThat(server.verify()).isEmpty();
    }

    @Test
    void anUpsertInsertsOnceAndUpdatesThen() {
        posts.createIndex(Indexes.ascending("platform", "platformId"), new IndexOptions().unique(true));
        var filter = and(eq("platform", "x"), eq("platformId", "1"));
        var update = combine(set("text", "a"), setOnInsert("created", 1));
        UpdateResult first = posts.updateOne(filter, update, new UpdateOptions().upsert(true));
        UpdateResult second = posts.updateOne(filter, set("text", "b"), new UpdateOptions().upsert(true));
        assertThat(first.getUpsertedId()).isNotNull();
        assertThat(second.getUpsertedId()).isNull();
        assertThat(posts.find().first()).containsEntry("text", "b").containsEntry("created", 1);
    }

    @Test
    void aSecondDocumentWithTheSameKeyIsRefusedWithItsValues() {
        posts.createIndex(Indexes.ascending("platform", "platformId"), new IndexOptions().unique(true));
        posts.insertOne(new Document("platform", "x").append("platformId", "1"));
        assertThatThrownBy(() -> posts.insertOne(new Document("platform", "x").append("platformId", "1")))
                .isInstanceOfSatisfying(MongoWriteException.class, thrown -> {
                    assertThat(thrown.getCode()).isEqualTo(11000);
                    assertThat(thrown.getError().getMessage()).contains("platform_1_platformId_1");
                });
        List<Document> several = somePosts(10);
        posts.insertOne(several.get(4));
        assertThatThrownBy(() -> posts.insertMany(several, new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, thrown -> {
                    assertThat(thrown.getWriteResult().getInsertedCount()).isEqualTo(9);
                    assertThat(thrown.getWriteErrors().getFirst().getIndex()).isEqualTo(4);
                });
    }

    @Test
    void takesTheOldestJobOnceEach() {
        posts.insertMany(somePosts(20));
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Document job = posts.findOneAndUpdate(
                    eq("lease", null),
                    set("lease", "me"),
                    new FindOneAndUpdateOptions()
                            .sort(Sorts.descending("likes"))
                            .returnDocument(ReturnDocument.AFTER));
            taken.add(Objects.requireNonNull(job).get("_id"));
        }
        assertThat(taken).doesNotHaveDuplicates().startsWith(19, 18);
        assertThat(posts.findOneAndUpdate(eq("lease", null), set("lease", "me")))
                .isNull();
    }

    @Test
    void cursorsGoOnBeyondTheFirstBatch() {
        posts.insertMany(somePosts(1000));
        assertThat(posts.find().batchSize(7).into(new ArrayList<>())).hasSize(1000);
    }

    @Test
    void groupsAndCounts() {
        posts.insertMany(somePosts(300));
        assertThat(posts.aggregate(List.of(
                        new Document("$match", new Document("likes", new Document("$lt", 50))),
                        new Document("$group", new Document("_id", "$platform").append("n", new Document("$sum", 1))),
                        new Document("$sort", new Document("_id", 1)))))
                .containsExactly(
                        new Document("_id", "facebook").append("n", 100),
                        new Document("_id", "twitter").append("n", 50));
    }

    @Test
    void everythingIsThereAfterARestart() {
        posts.createIndex(Indexes.ascending("tags"));
        posts.insertMany(somePosts(500));
        String before = server.connectionString();
        client.close();
        server.close();
        start();
        assertThat(server.connectionString()).startsWith(before.substring(0, before.indexOf('@')));
        assertThat(posts.countDocuments(eq("tags", "t2"))).isEqualTo(100);
        assertThat(posts.listIndexes()).hasSize(2);
        assertThat(server.verify()).isEmpty();
    }

    @Test
    void aFolderIsOpenedOnlyOnceAndOnlyWhenItIsOurs() throws IOException {
        assertThatThrownBy(() -> EmbeddedMongoServer.start(EmbeddedMongoOptions.of(folder.resolve("data"))))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("in use");

        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "dear all");
        assertThatThrownBy(() -> EmbeddedMongoServer.start(EmbeddedMongoOptions.of(foreign)))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("files that are not of this database");

        Path newer = Files.createDirectory(folder.resolve("newer"));
        Files.writeString(newer.resolve("format"), "embedded-mongodb 99\n");
        assertThatThrownBy(() -> EmbeddedMongoServer.start(EmbeddedMongoOptions.of(newer)))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("Use a newer version");
    }

    @Test
    void expiredDocumentsStayWhereItIsAskedFor() {
        EmbeddedMongoOptions options =
                EmbeddedMongoOptions.of(folder.resolve("kept")).withMemoryBudget(64L << 20);
        try (EmbeddedMongoServer keeping = EmbeddedMongoServer.start(options.keepingExpired());
                MongoClient one = MongoClients.create(keeping.connectionString())) {
            MongoCollection<Document> expired = one.getDatabase("test").getCollection("expired");
            expired.createIndex(Indexes.ascending("at"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
            expired.insertOne(new Document("at", Instant.EPOCH));
            keeping.tidy();
            assertThat(expired.countDocuments()).isEqualTo(1);
        }
        try (EmbeddedMongoServer usual = EmbeddedMongoServer.start(options);
                MongoClient one = MongoClients.create(usual.connectionString())) {
            usual.tidy();
            assertThat(one.getDatabase("test").getCollection("expired").countDocuments())
                    .isZero();
        }
    }

    @Test
    void documentsAreEncryptedWithAKeyAndOpenedOnlyWithTheSame() {
        Path encrypted = folder.resolve("encrypted");
        byte[] key = new byte[32];
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(encrypted).withMemoryBudget(64L << 20);
        try (EmbeddedMongoServer first = EmbeddedMongoServer.start(options.withEncryptionKey(key));
                MongoClient one = MongoClients.create(first.connectionString())) {
            one.getDatabase("test").getCollection("secrets").insertOne(new Document("_id", 1).append("text", "plain"));
            assertThat(one.getDatabase("test").getCollection("secrets").find().first())
                    .containsEntry("text", "plain");
        }
        byte[] other = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        assertThatThrownBy(() -> EmbeddedMongoServer.start(options.withEncryptionKey(other)))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("encrypted with another key");
        assertThatThrownBy(() -> EmbeddedMongoServer.start(options)).isInstanceOf(UnusableFolder.class);
    }

    @Test
    void keysThatAesDoesNotTakeAreRefused() {
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(folder);
        byte[] key = new byte[32];
        assertThatThrownBy(() -> options.withEncryptionKey(new byte[20])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withEncryptionKey(key, List.of(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
