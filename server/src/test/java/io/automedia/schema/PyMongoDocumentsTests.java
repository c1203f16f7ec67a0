package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StoredSchema;
import io.automedia.storage.Stores;
import io.automedia.testing.AutoMediaTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// PyMongo writes and reads the examples of the schema where the descriptions are installed, and is refused what is
/// wrong. Needs a Python that knows PyMongo, such as the tests of the embedded store make, and is skipped without.
@AutoMediaTest
class PyMongoDocumentsTests {
    private static final Path SCRIPT = Path.of("src/test/python/documents.py").toAbsolutePath();
    private static final Path MADE =
            Path.of("../embedded-mongodb/target/pymongo/bin/python").toAbsolutePath();
    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final InstalledSchema installed;
    private final Stores stores;
    private final MongoDatabase database;

    PyMongoDocumentsTests(InstalledSchema installed, Stores stores, MongoClient client) {
        this.installed = installed;
        this.stores = stores;
        this.database = client.getDatabase("pymongo-" + new ObjectId());
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void theExamplesAreWrittenAndReadAndWhatIsWrongIsRefused(@TempDir Path folder) throws Exception {
        String python = python(folder);
        new StoredSchema(database, installed.collections()).repair(false);
        List<String> lines = new ArrayList<>();
        for (Expected expected : Expected.values()) {
            lines.add(
                    expected.collection() + " " + example(expected.collection()).toJson(CANONICAL));
        }
        Path examples = Files.write(folder.resolve("examples"), lines);

        ForeignProgram run = ForeignProgram.run(
                folder, stores.mongodbUri(), database.getName(), python, SCRIPT.toString(), examples.toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output().lines())
                .containsExactlyElementsOf(
                        Stream.of(Expected.values()).map(Expected::collection).toList());
        assertThat(database.getCollection("generations").countDocuments()).isOne();
    }

    private Document example(String collection) throws IOException {
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream(collection + ".txt"))) {
            return Document.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String python(Path folder) throws Exception {
        for (String python : List.of("python3", MADE.toString())) {
            if (ForeignProgram.run(folder, "", "", python, "-c", "import pymongo")
                            .status()
                    == 0) {
                return python;
            }
        }
        throw new TestAbortedException("No Python here knows PyMongo");
    }
}
