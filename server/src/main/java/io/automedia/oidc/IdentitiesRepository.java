package io.automedia.oidc;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `identities`.
@Component
final class IdentitiesRepository {
    private static final Orders<LinkedIdentity> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", LinkedIdentity::createdAt, LinkedIdentity::id)));

    private final MongoCollection<LinkedIdentity> identities;

    IdentitiesRepository(MongoDatabase database, InstalledSchema installed) {
        this.identities = database.getCollection(IdentitiesSchema.NAME, LinkedIdentity.class);
    }

    /// Adds one.
    ///
    /// @return false when somebody has it already, or this person another one of the same provider
    boolean add(LinkedIdentity identity) {
        return Inserts.unlessThere(identities, identity);
    }

    @Nullable
    LinkedIdentity byId(ObjectId id) {
        return identities.find(eq("_id", id)).first();
    }

    Optional<LinkedIdentity> bySubject(String issuer, String subject) {
        return Optional.ofNullable(identities
                .find(and(eq("issuer", issuer), eq("subject", subject)))
                .first());
    }

    Page<LinkedIdentity> of(ObjectId userId, PageRequest page) {
        return ORDERS.page(identities, eq("userId", userId), page);
    }

    List<LinkedIdentity> all(ObjectId userId) {
        return identities.find(eq("userId", userId)).into(new ArrayList<>());
    }

    void used(ObjectId id, Instant now) {
        identities.updateOne(eq("_id", id), Updates.set("lastUsedAt", now));
    }

    boolean remove(ObjectId id) {
        return identities.deleteOne(eq("_id", id)).getDeletedCount() == 1;
    }
}
