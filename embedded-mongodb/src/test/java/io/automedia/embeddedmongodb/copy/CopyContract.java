package io.automedia.embeddedmongodb.copy;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.embeddedmongodb.Standalone;
import io.automedia.embeddedmongodb.copy.Progress.Entry;
import io.automedia.embeddedmongodb.copy.Progress.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Copies from an embedded server to that of the subclass.
abstract class CopyContract {
    private static final String NAME = "copy_contract";

    /// In the order of MongoDB.
    private static final List<Object> IDS = List.of(
            new MinKey(),
            -7,
            2L,
            2.5,
            Decimal128.parse("3"),
            "",
            "a",
            new Document("a", 1).append("b", "x"),
            new Binary(new byte[] {1, 2}),
            new ObjectId("0123456789abcdef01234567"),
            false,
            true,
            Instant.EPOCH,
            new BsonTimestamp(1, 2),
            new MaxKey());

    @TempDir
    Path folder;

    private EmbeddedMongoServer server;
    private MongoClient sourceClient;
    MongoDatabase source;
    private MongoClient targetClient;
    MongoDatabase target;
    private String output = "";
    private String errors = "";

    /// Null when there is none here.
    abstract @Nullable String targetUri();

    abstract void stopTarget();

    @SuppressWarnings("NullAway.Init") // set before each test
    CopyContract() {}

    @BeforeEach
    void start() {
        String uri = targetUri();
        if (uri == null) {
            throw new TestAbortedException("AUTOMEDIA_TEST_MONGODB_URI names no server");
        }
        server = EmbeddedMongoServer.start(
                EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(64L << 20));
        sourceClient = MongoClients.create(server.connectionString());
        source = sourceClient.getDatabase(NAME);
        targetClient = MongoClients.create(uri);
        target = targetClient.getDatabase(NAME);
        target.drop();
    }

    @AfterEach
    void stop() {
        if (targetClient != null) {
            target.drop();
            targetClient.close();
            stopTarget();
            stopSource();
        }
    }

    private void stopSource() {
        sourceClient.close();
        server.close();
    }

    final String sourceUri() {
        return server.connectionString();
    }

    final void checkpoint(Path copy) {
        server.checkpoint(copy);
    }

    final int copy(String from, String to, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--from", from, "--to", to, "--databases", NAME));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int copyAll(String... more) {
        return copy(sourceUri(), String.valueOf(targetUri()), more);
    }

    private int run(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = CopyCommand.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
        output = out.toString(StandardCharsets.UTF_8);
        errors = err.toString(StandardCharsets.UTF_8);
        return status;
    }

    final String output() {
        return output;
    }

    final String errors() {
        return errors;
    }

    static List<BsonDocument> all(MongoDatabase database, String collection) {
        return database.getCollection(collection, BsonDocument.class)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    private static void fill(MongoCollection<Document> collection, int from, int to) {
        collection.insertMany(
                IntStream.range(from, to).mapToObj(CopyContract::numbered).toList());
    }

    private static Document numbered(int number) {
        return new Document("_id", number).append("square", (long) number * number);
    }

    @Test
    void documentsIndexesValidatorsAndFilesArrive() throws Exception {
        MongoCollection<Document> mixed = source.getCollection("mixed");
        IDS.forEach(id -> mixed.insertOne(new Document("_id", id).append("of", List.of(id, 1, 1L, 1.0))));
        mixed.createIndex(Indexes.ascending("tags"), new IndexOptions().name("by tag"));
        mixed.createIndex(
                Indexes.compoundIndex(Indexes.descending("a"), Indexes.ascending("b.c")),
                new IndexOptions().unique(true).partialFilterExpression(new Document("a", new Document("$gt", 1))));
        MongoCollection<Document> expiring = source.getCollection("expiring");
        expiring.createIndex(Indexes.ascending("at"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        expiring.insertOne(
                new Document("_id", 1).append("at", Date.from(Instant.now().minus(Duration.ofDays(1)))));
        source.createCollection("empty");
        MongoCollection<Document> strict = source.getCollection("strict");
        strict.insertOne(new Document("_id", "older than the validator"));
        source.runCommand(new Document("collMod", "strict")
                .append("validator", new Document("$jsonSchema", new Document("required", List.of("name"))))
                .append("validationLevel", "moderate"));
        byte[] bytes = new byte[1_000_000];
        new Random(3).nextBytes(bytes);
        GridFSBuckets.create(source, "films").uploadFromStream("film", new ByteArrayInputStream(bytes));

        stopSource();
        assertThat(copy(folder.resolve("data").toString(), String.valueOf(targetUri()), "--digest"))
                .as("%s%s", output, errors)
                .isZero();

        assertThat(output)
                .containsPattern("copy_contract\\.expiring +1 +1 +equal, digest [0-9a-f]{64}\n")
                .contains("All 6 collections are equal.");
        assertThat(target.listCollectionNames())
                .containsExactlyInAnyOrder("empty", "expiring", "films.chunks", "films.files", "mixed", "strict");
        Path again = folder.resolve("data");
        try (EmbeddedMongoServer read =
                        EmbeddedMongoServer.start(EmbeddedMongoOptions.of(again).keepingExpired());
                MongoClient client = MongoClients.create(read.connectionString())) {
            MongoDatabase original = client.getDatabase(NAME);
            assertThat(all(target, "mixed")).hasSize(IDS.size()).isEqualTo(all(original, "mixed"));
            for (String name : original.listCollectionNames()) {
                assertThat(indexes(target, name)).as(name).isEqualTo(indexes(original, name));
            }
        }
        assertThatThrownBy(() -> target.getCollection("strict").insertOne(new Document("_id", "nameless")))
                .isInstanceOf(MongoException.class);
        GridFSBucket films = GridFSBuckets.create(target, "films");
        var copied = new ByteArrayOutputStream();
        films.downloadToStream("film", copied);
        assertThat(copied.toByteArray()).isEqualTo(bytes);
    }

    private static List<Document> indexes(MongoDatabase database, String collection) {
        List<Document> indexes =
                database.getCollection(collection).listIndexes().into(new ArrayList<>());
        indexes.forEach(index -> index.remove("storageEngine"));
        indexes.sort((a, b) -> a.getString("name").compareTo(b.getString("name")));
        return indexes.stream()
                .map(index -> new Document("name", index.get("name"))
                        .append("key", index.get("key"))
                        .append("unique", index.getBoolean("unique", false))
                        .append("expires", number(index.get("expireAfterSeconds")))
                        .append("partial", index.get("partialFilterExpression")))
                .toList();
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : null;
    }

    @Test
    void aCopyThatWasKilledGoesOnWhereItWas() throws Exception {
        MongoCollection<Document> many = source.getCollection("many");
        String text = "x".repeat(2_000);
        for (int from = 0; from < 20_000; from += 2_000) {
            many.insertMany(IntStream.range(from, from + 2_000)
                    .mapToObj(i -> numbered(i).append("text", text))
                    .toList());
        }
        many.createIndex(Indexes.ascending("square"), new IndexOptions().unique(true));
        killWhenItHasBegun();
        assertThat(target.listCollectionNames()).contains(Progress.COLLECTION);
        assertThat(target.getCollection("many").countDocuments()).isBetween(1L, 19_999L);

        assertThat(copyAll("--digest")).as("%s%s", output, errors).isZero();
        assertThat(output)
                .startsWith("Going on with the copy")
                .containsPattern("copy_contract\\.many: goes on after [1-9]\\d* documents")
                .containsPattern("copy_contract\\.many +20000 +20000 +equal");
        assertThat(target.getCollection("many").countDocuments()).isEqualTo(20_000);
        assertThat(target.listCollectionNames()).containsExactly("many");
        assertThat(indexes(target, "many")).hasSize(2);
    }

    /// As the last batch of a copy that was killed does.
    @Test
    void whatArrivesLateIsReplaced() throws Exception {
        MongoCollection<Document> many = source.getCollection("many");
        many.insertMany(
                IntStream.range(0, 20_000).mapToObj(CopyContract::numbered).toList());
        Thread late = Thread.ofVirtual().start(() -> {
            while (target.listCollectionNames().into(new ArrayList<>()).stream().noneMatch("many"::equals)) {
                Thread.onSpinWait();
            }
            target.getCollection("many").insertOne(new Document("_id", 19_999).append("late", true));
        });

        assertThat(copyAll("--digest")).as("%s%s", output, errors).isZero();
        late.join();
        assertThat(target.getCollection("many").find(new Document("late", true)))
                .isEmpty();
        assertThat(target.getCollection("many").countDocuments()).isEqualTo(20_000);
    }

    private void killWhenItHasBegun() throws Exception {
        Path log = folder.resolve("killed.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Standalone.class.getName(),
                        CopyCommand.NAME,
                        "--from=" + sourceUri(),
                        "--to=" + targetUri(),
                        "--databases=" + NAME)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Progress progress = new Progress(target);
            Entry entry = null;
            while (process.isAlive() && (entry == null || entry.documents() == 0)) {
                entry = progress.of(target.getCollection("many").getNamespace());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(137);
    }

    /// Leaves the target as a copy does that was interrupted after these documents.
    private void interruptedAfter(int documents, MongoCollection<Document> collection) {
        Progress progress = new Progress(target);
        String host = sourceUri().replaceAll(".*@|/.*", "");
        progress.begin("mongodb://" + host, List.of(NAME));
        progress.save(
                collection.getNamespace(), new Entry(Stage.DOCUMENTS, new BsonInt32(documents - 1), documents, ""));
    }

    @Test
    void whatWasWrittenAfterTheLastNoteIsWrittenAgain() {
        MongoCollection<Document> few = source.getCollection("few");
        fill(few, 0, 20);
        few.insertOne(new Document("_id", "text sorts behind numbers"));
        interruptedAfter(10, few);
        fill(target.getCollection("few"), 0, 10);
        target.getCollection("few").insertOne(new Document("_id", 10).append("square", "torn"));
        target.getCollection("few").insertOne(new Document("_id", "text sorts behind numbers"));

        assertThat(copyAll("--digest")).as("%s%s", output, errors).isZero();
        assertThat(output).contains("few: goes on after 10 documents");
        assertThat(all(target, "few")).isEqualTo(all(source, "few")).hasSize(21);
    }

    @Test
    void whatWasChangedMeanwhileIsADifference() {
        MongoCollection<Document> few = source.getCollection("few");
        fill(few, 0, 20);
        few.createIndex(Indexes.ascending("square"));
        interruptedAfter(10, few);
        fill(target.getCollection("few"), 0, 9);
        target.getCollection("few").insertOne(new Document("_id", 9).append("square", -1L));

        assertThat(copyAll("--digest")).isEqualTo(1);
        assertThat(output).containsPattern("copy_contract\\.few +20 +20 +DIFFERENT CONTENTS\n");
        assertThat(errors).contains("1 of 1 collections differ");

        few.deleteOne(eq(3));
        assertThat(copyAll()).isEqualTo(1);
        assertThat(output).containsPattern("copy_contract\\.few +19 +20 +DIFFERENT\n");
        assertThat(indexes(target, "few")).hasSize(1);
        assertThat(target.listCollectionNames()).contains(Progress.COLLECTION);
    }

    @Test
    void nothingIsCopiedOverOtherData() {
        fill(source.getCollection("few"), 0, 20);
        target.getCollection("letters").insertOne(new Document("_id", "mine"));
        assertThat(copyAll()).isEqualTo(1);
        assertThat(errors)
                .contains("The target holds copy_contract.letters, which is none of this copy")
                .contains("drop the database there");
        assertThat(target.listCollectionNames()).containsExactly("letters");
    }

    @Test
    void aFinishedCopyIsOtherDataForTheNext() {
        fill(source.getCollection("few"), 0, 20);
        assertThat(copyAll()).isZero();
        assertThat(copyAll()).isEqualTo(1);
        assertThat(errors).contains("The target holds copy_contract.few");
    }

    @Test
    void aCopyFromElsewhereIsNotGoneOnWith() {
        fill(source.getCollection("few"), 0, 20);
        new Progress(target).begin("mongodb://another.example:27017", List.of(NAME));
        assertThat(copyAll()).isEqualTo(1);
        assertThat(errors).contains("another copy was begun").contains("from mongodb://another.example:27017");
    }
}
