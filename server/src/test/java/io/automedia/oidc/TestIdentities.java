package io.automedia.oidc;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Makes connected accounts without a provider.
public final class TestIdentities {
    private TestIdentities() {}

    /// Connects an account that no provider knows.
    ///
    /// @return its id
    public static String connect(MongoDatabase store, ObjectId person) {
        ObjectId id = new ObjectId();
        store.getCollection(IdentitiesSchema.NAME)
                .insertOne(new Document("_id", id)
                        .append("userId", person)
                        .append("provider", "gone")
                        .append("issuer", "https://" + UUID.randomUUID() + ".example.org")
                        .append("subject", "somebody")
                        .append("createdAt", Date.from(Instant.now())));
        return id.toHexString();
    }
}
