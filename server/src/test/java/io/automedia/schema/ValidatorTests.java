package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.automedia.storage.CollectionSchema;
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
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That the server takes what the validators allow, and refuses what is wrong in a single place.
@AutoMediaTest
class ValidatorTests {
    /// As MongoDB says it, and DocumentDB.
    private static final Set<Integer> REFUSED = Set.of(121, 525_074_461);

    private final InstalledSchema installed;
    private final MongoDatabase database;

    ValidatorTests(InstalledSchema installed, MongoDatabase database) {
        this.installed = installed;
        this.database = database;
    }

    @BeforeEach
    void serverValidates() {
        assumeTrue(ServerFeatures.of(database).validators(), "this server doesn't enforce validators");
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfTheSchemaIsTaken(Expected expected) throws IOException {
        CollectionSchema schema = installed.collection(expected.collection()).orElseThrow();
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream(schema.name() + ".txt"))) {
            Document example = Document.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            guarded(schema, scratch -> scratch.insertOne(example));
        }
    }

    private List<CollectionSchema> validated() {
        return installed.collections().stream()
                .filter(schema -> schema.jsonSchema() != null)
                .toList();
    }

    @Test
    void generatedDocumentsAreTaken() {
        Generated generated = new Generated(7);
        for (CollectionSchema schema : validated()) {
            Document validator = Objects.requireNonNull(schema.jsonSchema());
            List<Document> right = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                right.add(generated.full(validator));
                right.add(generated.some(validator));
            }
            guarded(schema, scratch -> assertThat(refused(scratch, right)).isEmpty());
        }
    }

    @Test
    void eachWrongValueIsRefused() {
        Generated generated = new Generated(8);
        for (CollectionSchema schema : validated()) {
            Document validator = installed(schema).get("$jsonSchema", Document.class);
            Map<String, Document> wrong = generated.corruptions(generated.full(validator), validator);
            List<String> what = List.copyOf(wrong.keySet());
            guarded(schema, scratch -> {
                TreeSet<String> taken = new TreeSet<>(what);
                refused(scratch, List.copyOf(wrong.values())).forEach(place -> taken.remove(what.get(place)));
                assertThat(taken).as(schema.name()).isEmpty();
            });
        }
    }

    @Test
    void aChangeThatMakesADocumentWrongIsRefusedToo() {
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
