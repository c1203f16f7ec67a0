package io.automedia.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data keys, shared by all nodes: kept in the store, each wrapped by the master key. The newest
/// that can be opened encrypts; every one that can be opened decrypts.
final class EncryptionKeys {
    private static final Logger log = LoggerFactory.getLogger(EncryptionKeys.class);
    private static final Configuration TINK = AeadConfig2026.get();
    private static final String NUMBER = "number";

    /// A key in use.
    record DataKey(String id, Aead aead) {}

    private final MongoCollection<Document> collection;
    private final MasterKey master;
    private final Clock clock;
    private Map<String, DataKey> opened = Map.of();

    private EncryptionKeys(MongoDatabase database, MasterKey master, Clock clock) {
        this.collection = database.getCollection(EncryptionKeysSchema.NAME);
        this.master = master;
        this.clock = clock;
    }

    /// Whether the store holds a key already, so that only the right master key will do.
    static boolean areIn(MongoDatabase database) {
        return database.getCollection(EncryptionKeysSchema.NAME).find().first() != null;
    }

    /// Opens the keys in the store, and makes the first where there is none.
    ///
    /// @param masterKeyIsLost makes another when none can be opened: what was encrypted before is given up
    /// @throws MasterKeyException when there are keys, and this master key opens none of them
    static EncryptionKeys open(MongoDatabase database, MasterKey master, boolean masterKeyIsLost, Clock clock) {
        EncryptionKeys keys = new EncryptionKeys(database, master, clock);
        keys.begin(masterKeyIsLost);
        return keys;
    }

    private synchronized void begin(boolean masterKeyIsLost) {
        List<Document> shut = load();
        if (opened.isEmpty() && (shut.isEmpty() || masterKeyIsLost)) {
            add(1
                    + shut.stream()
                            .mapToInt(key -> key.getInteger(NUMBER, 0))
                            .max()
                            .orElse(0));
            shut = load();
        }
        if (opened.isEmpty()) {
            throw wrongMasterKey(shut.getFirst());
        }
        for (Document key : shut) {
            log.error(
                    "The encryption key {} belongs to another master key than the one in {}: what was encrypted with it"
                            + " can't be read until AUTOMEDIA_MASTER_KEY is that one.",
                    key.getObjectId("_id"),
                    master.place());
        }
    }

    private MasterKeyException wrongMasterKey(Document key) {
        return new MasterKeyException("The master key in " + master.place() + " is not the one of this store: it does"
                + " not open the encryption key " + key.getObjectId("_id") + " of database "
                + collection.getNamespace().getDatabaseName()
                + ". Set AUTOMEDIA_MASTER_KEY to the key that was used before, the same on every node (without that"
                + " setting it was master.key in the data folder). Nothing was changed. " + WHEN_LOST);
    }

    /// What to do without the key.
    static final String WHEN_LOST = "If the key is lost, start once with --automedia.master-key-lost=true: stored API"
            + " keys and credentials stay unreadable and must be entered again, and people sign in again.";

    /// The key that encrypts now.
    synchronized DataKey current() {
        return opened.values().iterator().next();
    }

    /// A key by its id; null when it isn't there or the master key doesn't open it.
    synchronized @Nullable DataKey byId(String id) {
        DataKey key = opened.get(id);
        if (key == null) {
            load();
            key = opened.get(id);
        }
        return key;
    }

    /// @return the keys that this master key doesn't open, newest first
    private List<Document> load() {
        Map<String, DataKey> found = new LinkedHashMap<>();
        List<Document> shut = new ArrayList<>();
        for (Document stored : collection.find().sort(Sorts.descending("createdAt", "_id"))) {
            String id = stored.getObjectId("_id").toHexString();
            try {
                found.put(id, open(id, stored.get("keyset", Binary.class).getData()));
            } catch (GeneralSecurityException ofAnotherMasterKey) {
                shut.add(stored);
            }
        }
        opened = found;
        return shut;
    }

    private DataKey open(String id, byte[] wrapped) throws GeneralSecurityException {
        KeysetHandle keyset = TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master.aead(), associated(id), TINK);
        return new DataKey(id, keyset.getPrimitive(TINK, Aead.class));
    }

    /// Adds a key, unless another node that starts in this moment was faster.
    private void add(int number) {
        ObjectId id = new ObjectId();
        try {
            collection.insertOne(new Document("_id", id)
                    .append(NUMBER, number)
                    .append("keyset", new Binary(make(id.toHexString())))
                    .append("createdAt", clock.instant()));
        } catch (MongoWriteException failed) {
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }

    private byte[] make(String id) {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master.aead(), associated(id), TINK);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java can't make AES keys.", cause);
        }
    }

    private static byte[] associated(String id) {
        return (EncryptionKeysSchema.NAME + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
