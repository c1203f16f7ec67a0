package io.automedia.sessions;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `apiTokens`.
@Component
final class ApiTokenRepository {
    private static final Orders<ApiToken> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", ApiToken::createdAt, ApiToken::id)));

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

    Page<ApiToken> of(ObjectId userId, PageRequest page) {
        return ORDERS.page(tokens, eq("userId", userId), page);
    }

    long count(ObjectId userId) {
        return tokens.countDocuments(eq("userId", userId));
    }

    void used(ObjectId id, Instant now) {
        tokens.updateOne(eq("_id", id), Updates.max("lastUsedAt", now));
    }

    void removeAll(ObjectId userId) {
        tokens.deleteMany(eq("userId", userId));
    }

    void remove(ObjectId id) {
        tokens.deleteOne(eq("_id", id));
    }
}
