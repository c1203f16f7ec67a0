package io.automedia.embeddedmongodb.contract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The servers that contracts run on; started when first wanted, gone with the JVM.
public abstract class TestServer {
    public static final TestServer EMBEDDED = new TestServer() {
        @Override
        MongoClient start() {
            try {
                Path folder = Files.createTempDirectory("contract");
                var options = EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(64L << 20);
                EmbeddedMongoServer server = EmbeddedMongoServer.start(options);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(folder);
                }));
                return MongoClients.create(server.connectionString());
            } catch (IOException noFolder) {
                throw new UncheckedIOException(noFolder);
            }
        }
    };

    public static final TestServer INDEPENDENT = new TestServer() {
        @Override
        @Nullable
        MongoClient start() {
            String uri = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
            return uri == null || uri.isBlank() ? null : MongoClients.create(uri);
        }
    };

    private @Nullable MongoClient client;

    abstract @Nullable MongoClient start();

    /// Null when this server is not to be had here.
    public synchronized @Nullable MongoClient client() {
        if (client == null) {
            client = start();
        }
        return client;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                var _ = file.toFile().delete();
            });
        } catch (IOException alreadyGone) {
            // nothing left to delete
        }
    }
}
