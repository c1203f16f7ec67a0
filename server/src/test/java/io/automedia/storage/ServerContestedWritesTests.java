package io.automedia.storage;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A server that finds out about a deadlock by waiting makes this slow: nearly all of the time nothing is computed.
@Execution(ExecutionMode.CONCURRENT)
@EnabledIfEnvironmentVariable(named = "AUTOMEDIA_TEST_MONGODB_URI", matches = "mongodb.*")
class ServerContestedWritesTests extends ContestedWritesContract {
    private static MongoClient client;
    private final String name = "contested-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        client = MongoClients.create(System.getenv("AUTOMEDIA_TEST_MONGODB_URI"));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Override
    MongoDatabase database() {
        return client.getDatabase(name);
    }
}
