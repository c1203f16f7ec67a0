package io.automedia.sessions;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.storage.InstalledSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `apiTokens`.
@Component
final class ApiTokenRepository {
    private final MongoCollection<ApiToken> tokens;

    ApiTokenRepository(MongoDatabase database, InstalledSchema installed) {
        this.tokens = database.getCollection(ApiTokensSchema.NAME, ApiToken.class);
    }

    void add(ApiToken token) {
        tokens.insertOne(token);
    }

    @Nullable
    ApiToken byId(ObjectId id) {
        return tokens.find(eq("_id", id)).first();
    }

    List<ApiToken> of(ObjectId userId) {
        return tokens.find(eq("userId", userId)).sort(Sorts.descending("_id")).into(new ArrayList<>());
    }

    long count(ObjectId userId) {
        return tokens.countDocuments(eq("userId", userId));
    }

    void used(ObjectId id, Instant now) {
        tokens.updateOne(eq("_id", id), Updates.max("lastUsedAt", now));
    }

    void remove(ObjectId id) {
        tokens.deleteOne(eq("_id", id));
    }
}
