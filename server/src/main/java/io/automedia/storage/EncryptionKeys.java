package io.automedia.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
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

    /// A key in use.
    record DataKey(String id, Aead aead) {}

    private final MongoCollection<Document> collection;
    private final Aead master;
    private final Clock clock;
    private Map<String, DataKey> opened = Map.of();

    EncryptionKeys(MongoDatabase database, Aead master, Clock clock) {
        this.collection = database.getCollection(EncryptionKeysSchema.NAME);
        this.master = master;
        this.clock = clock;
    }

    /// The key that encrypts now.
    synchronized DataKey current() throws GeneralSecurityException {
        if (opened.isEmpty()) {
            load();
        }
        if (opened.isEmpty()) {
            create();
        }
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

    private void load() {
        Map<String, DataKey> found = new LinkedHashMap<>();
        for (Document stored : collection.find().sort(Sorts.descending("createdAt", "_id"))) {
            String id = stored.getObjectId("_id").toHexString();
            try {
                found.put(id, open(id, stored.get("keyset", Binary.class).getData()));
            } catch (GeneralSecurityException wrongMasterKey) {
                log.error(
                        "The encryption key {} can't be opened with this master key: what was encrypted with it can't be"
                                + " read. Set AUTOMEDIA_MASTER_KEY to the former key to have it back.",
                        id);
            }
        }
        opened = found;
    }

    private DataKey open(String id, byte[] wrapped) throws GeneralSecurityException {
        return key(id, TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, associated(id), TINK));
    }

    private void create() throws GeneralSecurityException {
        ObjectId id = new ObjectId();
        KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        byte[] wrapped =
                TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master, associated(id.toHexString()), TINK);
        collection.insertOne(
                new Document("_id", id).append("keyset", new Binary(wrapped)).append("createdAt", clock.instant()));
        opened = Map.of(id.toHexString(), key(id.toHexString(), keyset));
    }

    private static DataKey key(String id, KeysetHandle keyset) throws GeneralSecurityException {
        return new DataKey(id, keyset.getPrimitive(TINK, Aead.class));
    }

    private static byte[] associated(String id) {
        return (EncryptionKeysSchema.NAME + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
