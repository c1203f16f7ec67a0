package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertOneOptions;
import io.automedia.storage.OpenStore;
import io.automedia.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `automedia schema …` as people run it: beside an instance, and without one.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class SchemaCommandTests {
    @TempDir
    private Path folder;

    @Test
    void descriptionsAreShownWithoutAStore() {
        assertThat(outputOf(0, "show", "tombstones"))
                .startsWith("tombstones: which posts are gone")
                .contains("  platformId  a text of 1 to 600 characters")
                .contains("  index at { at: 1, _id: 1 }: derived indexes follow");
        try (OwnProcess unknown = schema("show", "tombstone")) {
            assertThat(unknown.awaitEnd()).isEqualTo(2);
            assertThat(unknown.errors()).contains("There is no collection 'tombstone'");
        }
        try (OwnProcess missing = schema()) {
            assertThat(missing.awaitEnd()).isEqualTo(2);
            assertThat(missing.errors()).contains("./automedia help schema says what can be given.");
        }
        assertThat(data()).doesNotExist();
    }

    @Test
    void thePageIsWritten() throws IOException {
        Path page = folder.resolve("schema.md");
        outputOf(0, "docs", "--to=" + page);
        assertThat(Files.readString(page))
                .startsWith("# What is kept")
                .contains("\n## content\n", "\n## leases (ours)\n");
    }

    @Test
    void whatIsDifferentIsListedAndPutRightBesideAnInstanceAndWithoutOne() {
        try (OwnProcess none = schema("diff")) {
            assertThat(none.awaitEnd()).isEqualTo(1);
            assertThat(none.errors()).contains("There is no store in");
        }
        try (OwnProcess instance = OwnProcess.start(data())) {
            assertThat(outputOf(0, "diff", "--documents")).isEmpty();
            try (MongoClient client =
                    MongoClients.create(instance.instance().path("mongodbUri").asString())) {
                drift(client.getDatabase("automedia"));
            }
            assertThat(outputOf(1, "diff").lines())
                    .containsExactlyInAnyOrder(
                            "content: the index likes is missing", "leases: the validator is not as described");
            instance.signal("TERM");
            instance.awaitEnd();
        }
        assertThat(outputOf(1, "diff", "--documents").lines())
                .containsExactlyInAnyOrder(
                        "content: the index likes is missing",
                        "leases: the validator is not as described",
                        "tombstones snow: _id must be an id");
        assertThat(outputOf(0, "apply").lines())
                .containsExactlyInAnyOrder(
                        "content: the index likes is missing: put right",
                        "leases: the validator is not as described: put right");
        assertThat(outputOf(0, "diff")).isEmpty();
        assertThat(outputOf(1, "diff", "--documents")).isEqualTo("tombstones snow: _id must be an id\n");
    }

    @Test
    void aStartNamesDuplicatesWhereEachDocumentMustHaveItsOwn() {
        try (OpenStore store = OpenStore.in(data(), "automedia", null)) {
            store.database()
                    .getCollection("users")
                    .insertMany(List.of(
                            new Document("email", "ada@example.org"), new Document("email", "ada@example.org")));
        }
        try (OwnProcess start = OwnProcess.run(data(), Map.of("AUTOMEDIA_PORT", "0"), "start")) {
            assertThat(start.awaitEnd()).isEqualTo(1);
            assertThat(start.errors())
                    .contains("of the collection users can't be made", "\"ada@example.org\"", "start AutoMedia again");
        }
    }

    private static void drift(MongoDatabase database) {
        database.getCollection("content").dropIndex("likes");
        database.runCommand(new Document("collMod", "leases").append("validator", new Document()));
        database.getCollection("tombstones")
                .insertOne(new Document("_id", "snow"), new InsertOneOptions().bypassDocumentValidation(true));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private OwnProcess schema(String... arguments) {
        String[] all = Stream.concat(Stream.of("schema"), Stream.of(arguments)).toArray(String[]::new);
        return OwnProcess.run(data(), Map.of(), all);
    }

    private String outputOf(int exitCode, String... arguments) {
        try (OwnProcess command = schema(arguments)) {
            assertThat(command.awaitEnd())
                    .as(command.output() + command.errors())
                    .isEqualTo(exitCode);
            return command.output();
        }
    }
}
