package io.automedia.storage;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Projections;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "AUTOMEDIA_TEST_MONGODB_URI", matches = "mongodb.*")
class ServerTimestampsTests extends TimestampsContract {
    private static MongoClient client;
    private final String name = "timestamps-" + UUID.randomUUID();

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

    /// The embedded store carries out no such updates.
    @Test
    void aPipelineMovesUpdatedAtAndNotCreatedAt() {
        movesUpdatedAtOnly(Aggregates.set(new Field<>("weight", 4)));
        movesUpdatedAtOnly(Aggregates.set(new Field<>("weight", 2), new Field<>("createdAt", "$$NOW")));
        movesUpdatedAtOnly(Aggregates.project(Projections.exclude("category", "createdAt")));
        movesUpdatedAtOnly(Aggregates.replaceRoot("$settings"));
    }
}
