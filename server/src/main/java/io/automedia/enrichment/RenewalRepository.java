package io.automedia.enrichment;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The only user of the collection `enrichmentRenewals`.
@Repository
class RenewalRepository {
    private final MongoCollection<Renewal> renewals;

    RenewalRepository(MongoDatabase database) {
        this.renewals = database.getCollection(RenewalsSchema.NAME, Renewal.class);
    }

    @Nullable
    Renewal find() {
        return renewals.find(eq("_id", Renewal.ID)).first();
    }

    void save(Renewal renewal) {
        renewals.replaceOne(eq("_id", renewal.id()), renewal, new ReplaceOptions().upsert(true));
    }
}
