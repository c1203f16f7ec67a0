package io.automedia.sessions;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The RSA keys that sign access tokens. All nodes share them: all of them verify, and the newest that was
/// there long enough for every node to know and publish it signs. The first is made when it is first needed,
/// by whichever node is fastest. One that another took the place of goes when what it signed is over.
@Component
final class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final String PRIVATE = "privateKey";
    private static final String NUMBER = "number";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /// So long a new key is only published, so that whoever verifies has it before it signs.
    static final Duration PUBLISHED_BEFORE = Duration.ofSeconds(10);

    /// So long after another key began to sign a former one is kept: what it signed last is over by then,
    /// also on clocks that differ.
    static final Duration KEPT_AFTER = AccessTokens.VALID.plus(Duration.ofMinutes(10));

    /// A key that opens here.
    ///
    /// @param number those that are made later have higher ones
    private record Key(int number, Instant createdAt, RSAKey key) {
        Instant signsFrom() {
            return createdAt.plus(PUBLISHED_BEFORE);
        }
    }

    /// What is known of the store.
    ///
    /// @param keys that open here, the newest first
    /// @param newest the highest number, also of those that don't
    /// @param away those whose key service is away: they are not lost
    private record Known(List<Key> keys, int newest, Map<String, FieldEncryptionException> away, Instant at) {
        @Nullable
        Key find(String id) {
            return keys.stream()
                    .filter(key -> key.key().getKeyID().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    /// Held by who looks into the store, and may wait for a key service. Who has the key that he needs
    /// doesn't wait.
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Known known = new Known(List.of(), 0, Map.of(), Instant.MIN);

    SigningKeys(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.collection = database.getCollection(SigningKeysSchema.NAME);
        this.encryption = encryption;
        this.clock = clock;
    }

    /// The key that signs now, with its private part.
    ///
    /// @throws FieldEncryptionException when there are keys, but a key service that is away has them
    RSAKey current() {
        return signing().key();
    }

    private Key signing() {
        List<Key> keys = upToDate().keys();
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> !now.isBefore(key.signsFrom()))
                .findFirst()
                .orElseGet(keys::getLast);
    }

    /// With a key at least.
    private Known upToDate() {
        if (known.keys().isEmpty()) {
            looking(this::begin);
        } else if (isOutdated() && looking.tryLock()) {
            try {
                load();
            } finally {
                looking.unlock();
            }
        }
        return known;
    }

    private void begin() {
        if (isOutdated()) {
            load();
        }
        if (known.keys().isEmpty()) {
            for (FieldEncryptionException notNow : known.away().values()) {
                throw notNow;
            }
            add(known.newest() + 1);
            load();
        }
        if (known.keys().isEmpty()) {
            throw new IllegalStateException("Access tokens can't be signed: another node's signing key can't be opened"
                    + " here. Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
    }

    private void looking(Runnable what) {
        looking.lock();
        try {
            what.run();
        } finally {
            looking.unlock();
        }
    }

    /// The key of this id; null when there is none.
    ///
    /// @throws FieldEncryptionException when its key service is away
    @Nullable
    RSAKey byId(String id) {
        Key key = known.find(id);
        if (key == null && isOutdated()) {
            looking(() -> {
                if (isOutdated()) {
                    load();
                }
            });
        }
        Known now = known;
        key = now.find(id);
        FieldEncryptionException notNow = now.away().get(id);
        if (key == null && notNow != null) {
            throw notNow;
        }
        return key == null ? null : key.key();
    }

    /// The public parts, for whoever wants to verify tokens.
    JWKSet published() {
        return new JWKSet(upToDate().keys().stream().<JWK>map(Key::key).toList()).toPublicJWKSet();
    }

    /// Makes a key that takes the place of the one that signs, a moment later. Nobody is logged out: the
    /// former keys go on verifying what they signed.
    void rotate() {
        looking(() -> {
            load();
            add(known.newest() + 1);
            load();
        });
    }

    /// How old the newest key is.
    Duration age() {
        return Duration.between(upToDate().keys().getFirst().createdAt(), clock.instant());
    }

    /// Removes keys whose last tokens are over.
    ///
    /// @return how many
    long removeFormer() {
        looking(this::load);
        Key signs = signing();
        if (clock.instant().isBefore(signs.signsFrom().plus(KEPT_AFTER))) {
            return 0;
        }
        long removed =
                collection.deleteMany(Filters.in("_id", storedBefore(signs))).getDeletedCount();
        looking(this::load);
        return removed;
    }

    private List<ObjectId> storedBefore(Key one) {
        return stored().stream()
                .filter(key -> number(key) < one.number())
                .map(key -> key.getObjectId("_id"))
                .toList();
    }

    private boolean isOutdated() {
        return !clock.instant().isBefore(known.at().plus(LOOK_AGAIN));
    }

    private void load() {
        List<Key> found = new ArrayList<>();
        Map<String, FieldEncryptionException> away = new HashMap<>();
        List<Document> stored = stored();
        for (Document document : stored) {
            ObjectId id = document.getObjectId("_id");
            try {
                Key before = known.find(id.toHexString());
                found.add(before == null ? open(document) : before);
            } catch (FieldEncryptionException shut) {
                if (shut.mayPass()) {
                    away.put(id.toHexString(), shut);
                } else {
                    log.error("A signing key is lost, and with it the access tokens it signed: {}", shut.getMessage());
                }
            } catch (ParseException damaged) {
                log.error("The signing key {} is damaged", id, damaged);
            }
        }
        found.sort(Comparator.comparingInt(Key::number).reversed());
        known = new Known(
                List.copyOf(found),
                stored.stream().mapToInt(SigningKeys::number).max().orElse(0),
                away,
                clock.instant());
    }

    private List<Document> stored() {
        return collection.find().sort(Sorts.descending("createdAt", "_id")).into(new ArrayList<>());
    }

    private static int number(Document key) {
        return key.getInteger(NUMBER, 0);
    }

    private Key open(Document stored) throws ParseException {
        String key = encryption.decrypt(
                SigningKeysSchema.NAME, stored.getObjectId("_id"), PRIVATE, stored.getString(PRIVATE));
        return new Key(number(stored), stored.getDate("createdAt").toInstant(), RSAKey.parse(key));
    }

    private void add(int number) {
        ObjectId id = new ObjectId();
        RSAKey key = generate(id.toHexString());
        Inserts.unlessThere(
                collection,
                new Document("_id", id)
                        .append(NUMBER, number)
                        .append("algorithm", "RS256")
                        .append("publicKey", key.toPublicJWK().toJSONString())
                        .append(PRIVATE, encryption.encrypt(SigningKeysSchema.NAME, id, PRIVATE, key.toJSONString()))
                        .append("createdAt", clock.instant()));
    }

    private static RSAKey generate(String id) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException cause) {
            throw new IllegalStateException("This Java can't make RSA keys.", cause);
        }
    }
}
