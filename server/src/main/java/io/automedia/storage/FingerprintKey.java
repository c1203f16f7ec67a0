package io.automedia.storage;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The key by which requests are fingerprinted, shared by all nodes: in the store, encrypted. Whoever has a copy of
/// the store can't try passwords at a fingerprint of a request that held one.
@Component
public class FingerprintKey {
    private static final Logger log = LoggerFactory.getLogger(FingerprintKey.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String NUMBER = "number";
    private static final String KEY = "key";
    private static final int BYTES = 32;
    /// Of the number of a key, at the most.
    private static final int DIGITS = 9;

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    private final Map<Integer, SecretKeySpec> opened = new ConcurrentHashMap<>();
    private volatile int newest;

    FingerprintKey(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        // a key that another node made a moment ago must not be missed: it would be replaced
        this.collection =
                database.getCollection(FingerprintKeysSchema.NAME).withReadPreference(ReadPreference.primary());
        this.encryption = encryption;
        this.clock = clock;
    }

    /// One that begins now.
    ///
    /// @throws FieldEncryptionException when there is a key, but a key service that is away has it
    public Fingerprint begin() {
        SecretKeySpec key = opened.get(newest);
        return key == null ? find() : begin(newest, key);
    }

    /// One that begins now, to compare with one that was made before; empty when its key is lost.
    ///
    /// @throws FieldEncryptionException when a key service that is away has it
    public Optional<Fingerprint> like(String made) {
        int colon = made.indexOf(':');
        if (colon < 1 || colon > DIGITS || !made.chars().limit(colon).allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        int number = Integer.parseInt(made.substring(0, colon));
        SecretKeySpec key = opened.get(number);
        if (key == null) {
            Document stored = collection.find(Filters.eq(NUMBER, number)).first();
            key = stored == null ? null : open(stored);
        }
        return key == null ? Optional.empty() : Optional.of(begin(number, key));
    }

    private static Fingerprint begin(int number, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Fingerprint(number, mac);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", cause);
        }
    }

    /// With the newest key; where it is lost with its master key, another takes its place.
    private Fingerprint find() {
        Document stored = newest();
        SecretKeySpec key = stored == null ? null : open(stored);
        if (key == null) {
            if (stored != null) {
                log.warn(
                        "The key number {} by which requests are fingerprinted is lost, and another takes its place:"
                                + " requests that are repeated across this moment are refused",
                        number(stored));
            }
            add(stored == null ? 1 : 1 + number(stored));
            stored = newest();
            key = stored == null ? null : open(stored);
        }
        if (stored == null || key == null) {
            throw new IllegalStateException("Requests can't be fingerprinted: another node's key can't be opened here."
                    + " Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
        newest = number(stored);
        return begin(newest, key);
    }

    private @Nullable Document newest() {
        return collection.find().sort(Sorts.descending(NUMBER)).first();
    }

    private static int number(Document stored) {
        return stored.get(NUMBER, Number.class).intValue();
    }

    private @Nullable SecretKeySpec open(Document stored) {
        try {
            String text = encryption.decrypt(
                    FingerprintKeysSchema.NAME, stored.getObjectId("_id"), KEY, stored.getString(KEY));
            SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM);
            opened.put(number(stored), key);
            return key;
        } catch (FieldEncryptionException shut) {
            if (shut.mayPass()) {
                throw shut;
            }
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
