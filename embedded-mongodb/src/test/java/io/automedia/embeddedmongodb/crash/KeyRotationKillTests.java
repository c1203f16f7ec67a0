package io.automedia.embeddedmongodb.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.embeddedmongodb.Standalone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationKillTests {
    private static final int DOCUMENTS = 20_000;
    private static final byte[] OLD = "an old key of 16".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "a new key, of 16".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void killedAgainAndAgainItEndsWithTheNewKeyAndAllDocuments() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(options(data).withEncryptionKey(OLD));
                MongoClient client = MongoClients.create(server.connectionString())) {
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < DOCUMENTS; i++) {
                documents.add(new Document("_id", i).append("text", "document " + i));
            }
            documents(client).insertMany(documents);
        }
        long before = 0;
        for (int kill = 0; kill < 3; kill++) {
            before = killAfterSomeProgress(data, before);
        }
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(options(data).withEncryptionKey(NEW, List.of(OLD)));
                MongoClient client = MongoClients.create(server.connectionString())) {
            Document progress = progress(client);
            while (progress != null && !progress.getBoolean("finished")) {
                progress = progress(client);
            }
        }
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(options(data).withEncryptionKey(NEW));
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertThat(progress(client)).isNull();
            assertThat(documents(client).find())
                    .hasSize(DOCUMENTS)
                    .allSatisfy(document ->
                            assertThat(document.getString("text")).isEqualTo("document " + document.getInteger("_id")));
            assertThat(server.verify()).isEmpty();
        }
    }

    private long killAfterSomeProgress(Path data, long before) throws Exception {
        try (ServerProcess server = ServerProcess.start(
                Standalone.class,
                Map.of(),
                folder.resolve("stderr.txt"),
                data.toString(),
                "0",
                "--memory",
                "16",
                "--key-file",
                keyFile("new", NEW),
                "--former-key-file",
                keyFile("old", OLD))) {
            long done = 0;
            try (MongoClient client = MongoClients.create(server.standaloneAddress(data))) {
                Document progress = progress(client);
                while (progress != null && progress.getLong("done") <= before && !progress.getBoolean("finished")) {
                    progress = progress(client);
                }
                done = progress == null ? DOCUMENTS : progress.getLong("done");
                server.kill();
            }
            assertThat(done).isGreaterThanOrEqualTo(before);
            String key = Base64.getEncoder().encodeToString(NEW);
            assertThat(server.errors()).doesNotContain(key, new String(NEW, StandardCharsets.US_ASCII));
            return done;
        }
    }

    private String keyFile(String name, byte[] key) throws Exception {
        Path file = Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("crash").getCollection("documents");
    }

    private static @Nullable Document progress(MongoClient client) {
        Document status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
        return status.get("keyRotation", Document.class);
    }

    private static EmbeddedMongoOptions options(Path data) {
        return EmbeddedMongoOptions.of(data).withMemoryBudget(16L << 20);
    }
}
