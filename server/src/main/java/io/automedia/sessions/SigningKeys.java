package io.automedia.sessions;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
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
import io.automedia.storage.InstalledSchema;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private record Known(ObjectId id, int number, Instant createdAt, RSAKey key) {
        Instant signsFrom() {
            return createdAt.plus(PUBLISHED_BEFORE);
        }
    }

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    /// The newest first.
    private List<Known> keys = List.of();

    private int newest;
    private Instant loadedAt = Instant.MIN;

    SigningKeys(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.collection = database.getCollection(SigningKeysSchema.NAME);
        this.encryption = encryption;
        this.clock = clock;
    }

    /// The key that signs now, with its private part.
    synchronized RSAKey current() {
        return signing().key();
    }

    private Known signing() {
        if (isOutdated()) {
            load();
        }
        if (keys.isEmpty()) {
            add(newest + 1);
            load();
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("Access tokens can't be signed: another node's signing key can't be opened"
                    + " here. Set AUTOMEDIA_MASTER_KEY to the same key on every node.");
        }
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> !now.isBefore(key.signsFrom()))
                .findFirst()
                .orElseGet(keys::getLast);
    }

    /// The key of this id; null when there is none.
    synchronized @Nullable RSAKey byId(String id) {
        RSAKey key = find(id);
        if (key == null && isOutdated()) {
            load();
            key = find(id);
        }
        return key;
    }

    private @Nullable RSAKey find(String id) {
        return keys.stream()
                .map(Known::key)
                .filter(key -> key.getKeyID().equals(id))
                .findFirst()
                .orElse(null);
    }

    /// The public parts, for whoever wants to verify tokens.
    synchronized JWKSet published() {
        signing();
        return new JWKSet(keys.stream().<JWK>map(Known::key).toList()).toPublicJWKSet();
    }

    /// Makes a key that takes the place of the one that signs, a moment later. Nobody is logged out: the
    /// former keys go on verifying what they signed.
    synchronized void rotate() {
        load();
        add(newest + 1);
        load();
    }

    /// How old the newest key is.
    synchronized Duration age() {
        signing();
        return Duration.between(keys.getFirst().createdAt(), clock.instant());
    }

    /// Removes keys whose last tokens are over.
    ///
    /// @return how many
    synchronized long removeFormer() {
        load();
        Known signs = signing();
        if (clock.instant().isBefore(signs.signsFrom().plus(KEPT_AFTER))) {
            return 0;
        }
        long removed =
                collection.deleteMany(Filters.in("_id", storedBefore(signs))).getDeletedCount();
        load();
        return removed;
    }

    private List<ObjectId> storedBefore(Known one) {
        return stored().stream()
                .filter(key -> number(key) < one.number())
                .map(key -> key.getObjectId("_id"))
                .toList();
    }

    private boolean isOutdated() {
        return !clock.instant().isBefore(loadedAt.plus(LOOK_AGAIN));
    }

    private void load() {
        List<Known> found = new ArrayList<>();
        List<Document> stored = stored();
        newest = stored.stream().mapToInt(SigningKeys::number).max().orElse(0);
        for (Document document : stored) {
            ObjectId id = document.getObjectId("_id");
            try {
                found.add(new Known(
                        id,
                        number(document),
                        document.getDate("createdAt").toInstant(),
                        open(id, document.getString(PRIVATE))));
            } catch (FieldEncryptionException lost) {
                log.error("A signing key is lost, and with it the access tokens it signed: {}", lost.getMessage());
            } catch (ParseException damaged) {
                log.error("The signing key {} is damaged", id, damaged);
            }
        }
        found.sort(Comparator.comparingInt(Known::number).reversed());
        keys = List.copyOf(found);
        loadedAt = clock.instant();
    }

    private List<Document> stored() {
        return collection.find().sort(Sorts.descending("createdAt", "_id")).into(new ArrayList<>());
    }

    private static int number(Document key) {
        return key.getInteger(NUMBER, 0);
    }

    private RSAKey open(ObjectId id, String encrypted) throws ParseException {
        return RSAKey.parse(encryption.decrypt(SigningKeysSchema.NAME, id, PRIVATE, encrypted));
    }

    private void add(int number) {
        ObjectId id = new ObjectId();
        RSAKey key = generate(id.toHexString());
        try {
            collection.insertOne(new Document("_id", id)
                    .append(NUMBER, number)
                    .append("algorithm", "RS256")
                    .append("publicKey", key.toPublicJWK().toJSONString())
                    .append(PRIVATE, encryption.encrypt(SigningKeysSchema.NAME, id, PRIVATE, key.toJSONString()))
                    .append("createdAt", clock.instant()));
        } catch (MongoWriteException failed) {
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
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
