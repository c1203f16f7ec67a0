package io.automedia.audit;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.NumberedKeys;
import io.automedia.storage.NumberedKeys.Kept;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The keys that seal the trail, shared by all nodes: in the store, encrypted, so that nobody who only writes to
/// the store can seal anything. The newest that can be opened seals; all of them verify.
@Component
final class AuditKeys {
    private static final Logger log = LoggerFactory.getLogger(AuditKeys.class);

    private final NumberedKeys keys;
    private Map<ObjectId, AuditKey> opened = Map.of();

    /// Those whose key service is away: they are not lost.
    private Map<ObjectId, FieldEncryptionException> away = Map.of();

    private int newest;

    AuditKeys(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.keys = new NumberedKeys(database.getCollection(AuditKeysSchema.NAME), encryption, clock);
    }

    /// The key that seals now.
    ///
    /// @throws FieldEncryptionException when there are keys, but a key service that is away has them
    synchronized AuditKey current() {
        if (opened.isEmpty()) {
            load();
        }
        if (opened.isEmpty()) {
            for (FieldEncryptionException notNow : away.values()) {
                throw notNow;
            }
            keys.add(newest + 1);
            load();
        }
        if (opened.isEmpty()) {
            throw new IllegalStateException("The audit trail can't be sealed: another node's key can't be opened here."
                    + " Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
        return opened.values().iterator().next();
    }

    /// The key of this id; null when there is none that can be opened.
    ///
    /// @throws FieldEncryptionException when its key service is away
    synchronized @Nullable AuditKey byId(ObjectId id) {
        if (!opened.containsKey(id)) {
            load();
        }
        FieldEncryptionException notNow = away.get(id);
        if (notNow != null) {
            throw notNow;
        }
        return opened.get(id);
    }

    private void load() {
        Map<ObjectId, AuditKey> found = new LinkedHashMap<>();
        Map<ObjectId, FieldEncryptionException> shut = new LinkedHashMap<>();
        List<Kept> all = keys.all();
        newest = all.isEmpty() ? 0 : all.getFirst().number();
        for (Kept kept : all) {
            try {
                found.put(kept.id(), new AuditKey(kept.id(), keys.open(kept)));
            } catch (FieldEncryptionException | IllegalArgumentException lost) {
                if (lost instanceof FieldEncryptionException notNow && notNow.mayPass()) {
                    shut.put(kept.id(), notNow);
                }
                log.error("What was sealed by an audit key can't be verified: {}", lost.getMessage());
            }
        }
        opened = found;
        away = shut;
    }
}
