package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.NumberedKeys.Kept;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
    /// Of the number of a key, at the most.
    private static final int DIGITS = 9;

    private final NumberedKeys keys;
    private final Map<Integer, SecretKeySpec> opened = new ConcurrentHashMap<>();
    private volatile int newest;

    FingerprintKey(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.keys = new NumberedKeys(database.getCollection(FingerprintKeysSchema.NAME), encryption, clock);
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
            key = keys.numbered(number).map(this::open).orElse(null);
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
        Kept kept = keys.newest().orElse(null);
        SecretKeySpec key = kept == null ? null : open(kept);
        if (key == null) {
            if (kept != null) {
                log.warn(
                        "The key number {} by which requests are fingerprinted is lost, and another takes its place:"
                                + " requests that are repeated across this moment are refused",
                        kept.number());
            }
            keys.add(kept == null ? 1 : 1 + kept.number());
            kept = keys.newest().orElse(null);
            key = kept == null ? null : open(kept);
        }
        if (kept == null || key == null) {
            throw new IllegalStateException("Requests can't be fingerprinted: another node's key can't be opened here."
                    + " Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
        newest = kept.number();
        return begin(newest, key);
    }

    private @Nullable SecretKeySpec open(Kept kept) {
        try {
            SecretKeySpec key = new SecretKeySpec(keys.open(kept), ALGORITHM);
            opened.put(kept.number(), key);
            return key;
        } catch (FieldEncryptionException shut) {
            if (shut.mayPass()) {
                throw shut;
            }
            return null;
        }
    }
}
