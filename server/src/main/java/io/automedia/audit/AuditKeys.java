package io.automedia.audit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.InstalledSchema;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
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
    private static final String NUMBER = "number";
    private static final String KEY = "key";
    private static final int BYTES = 32;

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    private Map<ObjectId, AuditKey> opened = Map.of();

    /// Those whose key service is away: they are not lost.
    private Map<ObjectId, FieldEncryptionException> away = Map.of();

    private int newest;

    AuditKeys(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.collection = database.getCollection(AuditKeysSchema.NAME);
        this.encryption = encryption;
        this.clock = clock;
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
            add(newest + 1);
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
        List<Document> stored = collection.find().sort(Sorts.descending(NUMBER)).into(new ArrayList<>());
        newest = stored.isEmpty()
                ? 0
                : stored.getFirst().get(NUMBER, Number.class).intValue();
        for (Document document : stored) {
            ObjectId id = document.getObjectId("_id");
            try {
                String key = encryption.decrypt(AuditKeysSchema.NAME, id, KEY, document.getString(KEY));
                found.put(id, new AuditKey(id, Base64.getDecoder().decode(key)));
            } catch (FieldEncryptionException | IllegalArgumentException lost) {
                if (lost instanceof FieldEncryptionException notNow && notNow.mayPass()) {
                    shut.put(id, notNow);
                }
                log.error("What was sealed by an audit key can't be verified: {}", lost.getMessage());
            }
        }
        opened = found;
        away = shut;
    }

    private void add(int number) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        ObjectId id = new ObjectId();
        String key = Base64.getEncoder().encodeToString(bytes);
        try {
            collection.insertOne(new Document("_id", id)
                    .append(NUMBER, number)
                    .append(KEY, encryption.encrypt(AuditKeysSchema.NAME, id, KEY, key))
                    .append("createdAt", clock.instant()));
        } catch (MongoWriteException failed) {
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }
}
