package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.DocumentCheck;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StoredSchema;
import io.automedia.testing.AutoMediaTest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the design says itself, and not somebody's copy of it, is taken and kept as it stands.
@AutoMediaTest
class DesignTests {
    private final InstalledSchema installed;
    private final MongoDatabase database;

    DesignTests(InstalledSchema installed, MongoClient client) {
        this.installed = installed;
        this.database = client.getDatabase("design-" + new ObjectId());
    }

    @BeforeEach
    void install() {
        assumeTrue(Files.exists(Design.FILE), "the design is not here");
        new StoredSchema(database, installed.collections()).repair(false);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    static List<String> collections() {
        return Design.collections();
    }

    private CollectionSchema schema(String collection) {
        assumeTrue(installed.collection(collection).isPresent(), collection + " is not kept yet");
        return installed.collection(collection).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("collections")
    void theExampleComesBackAsItStands(String collection) {
        schema(collection);
        Document example = Design.read().document(collection);
        MongoCollection<Document> there = database.getCollection(collection);
        there.insertOne(example);
        assertThat(there.find().first()).isEqualTo(Design.read().document(collection));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void everyValueThatItNamesIsTaken(String collection) {
        DocumentCheck check =
                DocumentCheck.of(Objects.requireNonNull(schema(collection).jsonSchema()));
        List<Document> variants = new ArrayList<>(Design.read().variants(collection));
        variants.add(Design.read().document(collection));
        MongoCollection<Document> there = database.getCollection(collection);
        for (Document variant : variants) {
            assertThat(check.document(variant.toBsonDocument())).isNull();
            there.insertOne(variant);
            there.deleteOne(new Document("_id", variant.get("_id")));
        }
    }

    @ParameterizedTest
    @MethodSource("collections")
    void theServerHasItsIndexes(String collection) {
        schema(collection);
        List<String> there = new ArrayList<>();
        for (Document index : database.getCollection(collection).listIndexes()) {
            there.add(SchemaTests.index(index.get("key", Document.class), index.getBoolean("unique", false)));
        }
        List<String> wanted = Design.read().indexes(collection);
        assertThat(wanted).hasSizeGreaterThanOrEqualTo(4);
        assertThat(there).containsAll(wanted);
    }
}
