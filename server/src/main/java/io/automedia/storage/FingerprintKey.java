package io.automedia.storage;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The key by which requests are fingerprinted, shared by all nodes: in the store, encrypted. Whoever has a copy of
/// the store can't try passwords at a fingerprint of a request that held one.
@Component
public class FingerprintKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String NUMBER = "number";
    private static final String KEY = "key";
    private static final int BYTES = 32;

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    private @Nullable SecretKeySpec opened;

    FingerprintKey(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.collection = database.getCollection(FingerprintKeysSchema.NAME);
        this.encryption = encryption;
        this.clock = clock;
    }

    /// An HMAC-SHA-256 that begins now.
    public Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", cause);
        }
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec key = opened;
        if (key == null) {
            key = stored();
            opened = key;
        }
        return key;
    }

    /// The newest key; where it is lost with its master key, another takes its place.
    private SecretKeySpec stored() {
        Document newest = newest();
        SecretKeySpec key = newest == null ? null : open(newest);
        if (key == null) {
            add(newest == null ? 1 : 1 + newest.get(NUMBER, Number.class).intValue());
            newest = newest();
            key = newest == null ? null : open(newest);
        }
        if (key == null) {
            throw new IllegalStateException("Requests can't be fingerprinted: another node's key can't be opened here."
                    + " Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
        return key;
    }

    private @Nullable Document newest() {
        return collection.find().sort(Sorts.descending(NUMBER)).first();
    }

    private @Nullable SecretKeySpec open(Document stored) {
        try {
            String key = encryption.decrypt(
                    FingerprintKeysSchema.NAME, stored.getObjectId("_id"), KEY, stored.getString(KEY));
            return new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM);
        } catch (FieldEncryptionException lost) {
            return null;
        }
    }

    private void add(int number) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        ObjectId id = new ObjectId();
        String key = Base64.getEncoder().encodeToString(bytes);
        try {
            collection.insertOne(new Document("_id", id)
                    .append(NUMBER, number)
                    .append(KEY, encryption.encrypt(FingerprintKeysSchema.NAME, id, KEY, key))
                    .append("createdAt", clock.instant()));
        } catch (MongoWriteException failed) {
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }
}
