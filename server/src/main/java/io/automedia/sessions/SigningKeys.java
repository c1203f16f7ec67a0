package io.automedia.sessions;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The RSA keys that sign access tokens. All nodes share them; the newest signs, all of them verify.
/// The first is made when it is first needed, by whichever node is fastest.
@Component
final class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final String PRIVATE = "privateKey";
    private static final String NUMBER = "number";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;
    private Map<String, RSAKey> keys = Map.of();
    private int newest;
    private Instant loadedAt = Instant.MIN;

    SigningKeys(MongoDatabase database, FieldEncryption encryption, Clock clock, InstalledSchema installed) {
        this.collection = database.getCollection(SigningKeysSchema.NAME);
        this.encryption = encryption;
        this.clock = clock;
    }

    /// The key that signs now, with its private part.
    synchronized RSAKey current() {
        if (keys.isEmpty()) {
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
        return keys.values().iterator().next();
    }

    /// The key of this id; null when there is none.
    synchronized @Nullable RSAKey byId(String id) {
        RSAKey key = keys.get(id);
        if (key == null && clock.instant().isAfter(loadedAt.plus(LOOK_AGAIN))) {
            load();
            key = keys.get(id);
        }
        return key;
    }

    /// The public parts, for whoever wants to verify tokens.
    synchronized JWKSet published() {
        current();
        return new JWKSet(new ArrayList<>(keys.values())).toPublicJWKSet();
    }

    private void load() {
        Map<String, RSAKey> found = new LinkedHashMap<>();
        List<Document> stored =
                collection.find().sort(Sorts.descending("createdAt", "_id")).into(new ArrayList<>());
        newest =
                stored.stream().mapToInt(key -> key.getInteger(NUMBER, 0)).max().orElse(0);
        for (Document document : stored) {
            ObjectId id = document.getObjectId("_id");
            try {
                found.put(id.toHexString(), open(id, document.getString(PRIVATE)));
            } catch (FieldEncryptionException lost) {
                log.error("A signing key is lost, and with it the access tokens it signed: {}", lost.getMessage());
            } catch (ParseException damaged) {
                log.error("The signing key {} is damaged", id, damaged);
            }
        }
        keys = found;
        loadedAt = clock.instant();
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
