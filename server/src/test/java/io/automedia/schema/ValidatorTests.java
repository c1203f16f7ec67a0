package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.DocumentCheck;
import io.automedia.storage.Fault;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.ServerFeatures;
import io.automedia.testing.AutoMediaTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That Java and the server take what the descriptions allow, and refuse what is wrong in a single place.
@AutoMediaTest
class ValidatorTests {
    private static final int CORRUPTIONS = 500;
    /// As MongoDB says it, and DocumentDB.
    private static final Set<Integer> REFUSED = Set.of(121, 525_074_461);

    private final InstalledSchema installed;
    private final MongoDatabase database;

    ValidatorTests(InstalledSchema installed, MongoDatabase database) {
        this.installed = installed;
        this.database = database;
    }

    private void assumeTheServerValidates() {
        assumeTrue(ServerFeatures.of(database).validators(), "this server doesn't enforce validators");
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfTheSchemaIsTaken(Expected expected) throws IOException {
        CollectionSchema schema = installed.collection(expected.collection()).orElseThrow();
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream(schema.name() + ".txt"))) {
            Document example = Document.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(check(schema).document(example.toBsonDocument())).isNull();
            guarded(schema, scratch -> scratch.insertOne(example));
        }
    }

    private List<CollectionSchema> validated() {
        return installed.collections().stream()
                .filter(schema -> schema.jsonSchema() != null)
                .toList();
    }

    private static DocumentCheck check(CollectionSchema schema) {
        return DocumentCheck.of(Objects.requireNonNull(schema.jsonSchema()));
    }

    private static List<Document> right(CollectionSchema schema) {
        Generated generated = new Generated(7);
        Document description = Objects.requireNonNull(schema.jsonSchema());
        List<Document> right = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            right.add(generated.full(description));
            right.add(generated.some(description));
        }
        return right;
    }

    @Test
    void javaTakesGeneratedDocuments() {
        for (CollectionSchema schema : validated()) {
            DocumentCheck check = check(schema);
            for (Document document : right(schema)) {
                assertThat(check.document(document.toBsonDocument()))
                        .as(schema.name())
                        .isNull();
            }
        }
    }

    @Test
    void theServerTakesGeneratedDocuments() {
        assumeTheServerValidates();
        for (CollectionSchema schema : validated()) {
            guarded(schema, scratch -> {
                for (Document document : right(schema)) {
                    scratch.insertOne(document);
                    scratch.deleteOne(new Document("_id", document.get("_id")));
                }
            });
        }
    }

    /// At least so many documents that are each wrong in one place, with what is wrong.
    private static List<Map.Entry<String, Document>> wrong(Document description) {
        Generated generated = new Generated(8);
        List<Map.Entry<String, Document>> wrong = new ArrayList<>();
        while (wrong.size() < CORRUPTIONS) {
            wrong.addAll(generated
                    .corruptions(generated.full(description), description)
                    .entrySet());
        }
        return wrong;
    }

    @Test
    void javaRefusesEachWrongValueAndNamesTheField() {
        for (CollectionSchema schema : validated()) {
            DocumentCheck check = check(schema);
            wrong(Objects.requireNonNull(schema.jsonSchema())).forEach(corrupted -> {
                Fault fault = check.document(corrupted.getValue().toBsonDocument());
                assertThat(fault == null ? "nothing" : fault.field().replaceAll("\\[\\d+]", "[]"))
                        .as(schema.name() + corrupted.getKey())
                        .isEqualTo(field(corrupted.getKey()));
            });
        }
    }

    /// The field that is wrong, as a problem names it.
    private static String field(String what) {
        String[] words = what.strip().split(" ", -1);
        boolean namesAPart = what.contains(" lacks ") || what.contains(" has ");
        String path = what.startsWith(" ") ? "" : words[0].substring(1);
        return namesAPart ? (path.isEmpty() ? "" : path + ".") + words[words.length - 1] : path;
    }

    @Test
    void theServerRefusesEachWrongValue() {
        assumeTheServerValidates();
        for (CollectionSchema schema : validated()) {
            List<Map.Entry<String, Document>> wrong = wrong(installed(schema).get("$jsonSchema", Document.class));
            guarded(schema, scratch -> {
                List<Integer> refused =
                        refused(scratch, wrong.stream().map(Map.Entry::getValue).toList());
                List<String> taken = new ArrayList<>();
                for (int place = 0; place < wrong.size(); place++) {
                    if (!refused.contains(place)) {
                        taken.add(wrong.get(place).getKey());
                    }
                }
                assertThat(taken).as(schema.name()).isEmpty();
            });
        }
    }

    @Test
    void aChangeThatMakesADocumentWrongIsRefusedToo() {
        assumeTheServerValidates();
        CollectionSchema schema = installed.collection("content").orElseThrow();
        Document post = new Generated(9).full(Objects.requireNonNull(schema.jsonSchema()));
        guarded(schema, scratch -> {
            scratch.insertOne(post);
            Document which = new Document("_id", post.get("_id"));
            for (Document change : List.of(
                    new Document("$set", new Document("type", "poem")),
                    new Document("$unset", new Document("platform", "")),
                    new Document("$push", new Document("tags", 5)),
                    new Document("$set", new Document("metadata.sentiment.score", 1.5)))) {
                int code = 0;
                try {
                    scratch.updateOne(which, change);
                } catch (com.mongodb.MongoWriteException failure) {
                    code = failure.getCode();
                }
                assertThat(code).as(change.toJson()).isIn(REFUSED);
                assertThat(check(schema).update(change.toBsonDocument()))
                        .as(change.toJson())
                        .isNotNull();
            }
            scratch.updateOne(which, new Document("$set", new Document("metadata.sentiment.score", -1)));
        });
    }

    /// The positions of the documents that the server refused.
    private static List<Integer> refused(MongoCollection<Document> scratch, List<Document> documents) {
        try {
            scratch.insertMany(documents, new InsertManyOptions().ordered(false));
            return List.of();
        } catch (MongoBulkWriteException failure) {
            assertThat(failure.getWriteErrors())
                    .extracting(BulkWriteError::getCode)
                    .allMatch(REFUSED::contains);
            return failure.getWriteErrors().stream()
                    .map(BulkWriteError::getIndex)
                    .toList();
        }
    }

    /// An empty collection with the validator of another one.
    private void guarded(CollectionSchema schema, Consumer<MongoCollection<Document>> test) {
        String name = schema.name() + "-" + new ObjectId();
        database.createCollection(name);
        try {
            database.runCommand(new Document("collMod", name)
                    .append("validator", installed(schema))
                    .append("validationLevel", "moderate"));
            test.accept(database.getCollection(name));
        } finally {
            database.getCollection(name).drop();
        }
    }

    /// As much of the validator as the server can check.
    private Document installed(CollectionSchema schema) {
        Document collection = Objects.requireNonNull(database.listCollections()
                .filter(new Document("name", schema.name()))
                .first());
        return collection.get("options", Document.class).get("validator", Document.class);
    }
}
