package io.automedia.faults;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.generations.GenerationFixtures;
import io.automedia.testing.Http;
import io.automedia.testing.OwnProcess;
import io.automedia.testing.TestPeople;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A node that dies while it changes older documents. MongoDB is an embedded server, or the one in
/// `AUTOMEDIA_TEST_MONGODB_URI`.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class KilledMigrationTests {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int AGENTS = 40_000;
    private static final int AT_ONCE = 10_000;

    @TempDir
    private Path folder;

    private final String databaseName = "test-" + UUID.randomUUID();

    @Test
    void anotherNodeGoesOnWhileDocumentsAreWritten() throws Exception {
        String given = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
        if (given != null && !given.isBlank()) {
            goOn(given);
            return;
        }
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(EmbeddedMongoOptions.of(Files.createDirectory(folder.resolve("mongodb"))))) {
            goOn(server.connectionString());
        }
    }

    private void goOn(String uri) {
        Map<String, String> variables = Map.of(
                "AUTOMEDIA_PORT",
                "0",
                "AUTOMEDIA_MONGODB_URI",
                uri,
                "AUTOMEDIA_MONGODB_DATABASE",
                databaseName,
                "AUTOMEDIA_MASTER_KEY",
                Base64.getEncoder().encodeToString(new byte[32]));
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase(databaseName);
            try {
                MongoCollection<Document> agents = database.getCollection("agents");
                insert(older(), agents);
                for (int late = 0; !isKilledInTheMiddle(database, variables); late++) {
                    assertThat(late).isLessThan(5);
                    // it was done already, so once more from the beginning
                    agents.updateMany(new Document(), Updates.unset("__v"));
                    database.getCollection("migrations").deleteMany(new Document());
                }
                try (OwnProcess next = OwnProcess.start(folder.resolve("next"), variables)) {
                    ObjectId changed = changedMeanwhile(next.http(), agents);
                    await().atMost(PATIENCE).until(() -> progress(database).get("finishedAt") != null);
                    assertThat(agents.find(eq("_id", changed)).first()).containsEntry("__v", 1L);
                    assertThat(agents.countDocuments(eq("__v", 0L))).isEqualTo(AGENTS);
                    // each once, whoever looked at it, and the one that was changed
                    assertThat(progress(database).getLong("looked")).isBetween(AGENTS + 1L, AGENTS + 10L);
                }
            } finally {
                database.drop();
            }
        }
    }

    /// Not all servers take so many at once.
    private static void insert(List<Document> documents, MongoCollection<Document> into) {
        for (int from = 0; from < documents.size(); from += AT_ONCE) {
            into.insertMany(documents.subList(from, Math.min(documents.size(), from + AT_ONCE)));
        }
    }

    /// As other programs write them, without versions.
    private static List<Document> older() {
        List<Document> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(new Document("userId", new ObjectId())
                    .append("name", "Agent " + i)
                    .append("type", "content")
                    .append("systemPrompt", "You write posts.")
                    .append("config", new Document("model", "gpt-4").append("provider", "openai"))
                    .append("isDefault", false)
                    .append("isPublic", false)
                    .append("isFavorite", false)
                    .append("version", 1)
                    .append("createdAt", Instant.EPOCH)
                    .append("updatedAt", Instant.EPOCH));
        }
        return agents;
    }

    /// @return false when it was too late
    private boolean isKilledInTheMiddle(MongoDatabase database, Map<String, String> variables) {
        try (OwnProcess first = OwnProcess.run(folder.resolve("first"), variables, "start")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> progress(database).get("looked", 0L) > 0);
            first.kill();
        }
        Document killed = progress(database);
        boolean isInTheMiddle = killed.getLong("looked") < AGENTS;
        assertThat(killed.get("finishedAt") != null && isInTheMiddle).isFalse();
        return isInTheMiddle;
    }

    private static Document progress(MongoDatabase database) {
        Document known = database.getCollection("migrations").find(eq("_id", 1)).first();
        return known == null ? new Document() : known;
    }

    /// Behind the ones that the dead node looked at, and without a version too.
    private static ObjectId changedMeanwhile(Http node, MongoCollection<Document> agents) {
        String token = node.post(
                        "/api/v1/auth/register",
                        "{\"email\":\"ada@example.org\",\"password\":\"" + TestPeople.PASSWORD + "\"}")
                .at("/tokens/accessToken");
        Http ada = node.withToken(token);
        String id = ada.post("/api/v1/agents", GenerationFixtures.AGENT).at("/id");
        agents.updateOne(eq("_id", new ObjectId(id)), Updates.unset("__v"));
        assertThat(ada.patch("/api/v1/agents/" + id, "{\"description\": \"Writes less\"}")
                        .status())
                .isEqualTo(200);
        return new ObjectId(id);
    }
}
