package io.automedia.storage;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTimestampsTests extends TimestampsContract {
    private static EmbeddedMongoServer server;
    private static MongoClient client;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(data));
        client = MongoClients.create(server.connectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Override
    MongoDatabase database() {
        return client.getDatabase("timestamps");
    }
}
