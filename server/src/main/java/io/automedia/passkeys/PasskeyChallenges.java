package io.automedia.passkeys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a passkey has to sign: an id and 256 random bits, good for one answer within five minutes, for
/// one purpose and, but for signing in, for one person. Only a hash is stored, where every node finds
/// it.
@Component
final class PasskeyChallenges {
    static final Duration VALID = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 12;
    private static final int RANDOM_BYTES = 32;

    private final MongoCollection<Document> challenges;
    private final Clock clock;

    PasskeyChallenges(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.challenges = database.getCollection(Schema.NAME);
        this.clock = clock;
    }

    /// What an answer is good for.
    enum Purpose {
        /// Adding a passkey.
        ADD,
        /// Signing in, whoever it is.
        SIGN_IN,
        /// Proving once more who it is.
        CONFIRM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A new one, in Base64 for addresses.
    ///
    /// @param person null for whoever it is
    String make(Purpose purpose, @Nullable UserId person) {
        ObjectId id = new ObjectId();
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] challenge = Arrays.copyOf(id.toByteArray(), ID_BYTES + RANDOM_BYTES);
        System.arraycopy(random, 0, challenge, ID_BYTES, RANDOM_BYTES);
        String text = PasskeyVerifier.text(challenge);
        Document made = new Document("_id", id)
                .append("purpose", purpose.word())
                .append("challenge", hash(text))
                .append("expiresAt", clock.instant().plus(VALID));
        if (person != null) {
            made.append("userId", person.value());
        }
        challenges.insertOne(made);
        return text;
    }

    /// Uses a challenge up.
    ///
    /// @return false when it is none of ours, was for something or somebody else, is too old or was
    /// answered before
    boolean use(Purpose purpose, @Nullable UserId person, String challenge) {
        byte[] bytes = PasskeyVerifier.bytes(challenge);
        return bytes.length == ID_BYTES + RANDOM_BYTES
                && challenges.findOneAndDelete(and(
                                eq("_id", new ObjectId(Arrays.copyOf(bytes, ID_BYTES))),
                                eq("challenge", hash(challenge)),
                                eq("purpose", purpose.word()),
                                eq("userId", person == null ? null : person.value()),
                                gt("expiresAt", clock.instant())))
                        != null;
    }

    void removeAll(UserId person) {
        challenges.deleteMany(eq("userId", person.value()));
    }

    private static String hash(String challenge) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }

    /// `passkeyChallenges`: what passkeys were asked to sign and did not yet.
    @Component
    static final class Schema implements CollectionSchema {
        static final String NAME = "passkeyChallenges";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String purpose() {
            return "what passkeys were asked to sign and did not yet; only hashes";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.refusing("userId", "users"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(
                    IndexDefinition.index("expires_at", "expired ones are removed", "expiresAt", 1)
                            .expiringAfter(Duration.ZERO),
                    IndexDefinition.index("user", "those of a person whose passkeys are removed", "userId", 1)
                            .asSparse());
        }

        @Override
        public Shape shape() {
            return Shape.object(
                    Shape.required("purpose", Shape.oneOf("add", "sign_in", "confirm")),
                    Shape.required("challenge", Shape.text(64, 64)),
                    Shape.optional("userId", Shape.id()),
                    Shape.required("expiresAt", Shape.time()));
        }
    }
}
