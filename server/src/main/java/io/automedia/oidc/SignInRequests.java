package io.automedia.oidc;

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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who was sent to a provider and didn't come back yet. The `state` that goes there and back is an id and
/// 256 random bits, good for one answer within ten minutes, from the provider and in the browser that it
/// was made for. The nonce and the verifier of PKCE follow from it and from what only the cookie of that
/// browser holds, so that nothing that is stored helps to answer.
@Component
final class SignInRequests {
    static final Duration VALID = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final Pattern STATE = Pattern.compile("([0-9a-f]{24})\\.[A-Za-z0-9_-]{43}");

    private final MongoCollection<Document> requests;
    private final Clock clock;

    SignInRequests(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.requests = database.getCollection(Schema.NAME);
        this.clock = clock;
    }

    /// What goes to a provider.
    record Made(String state, Pending pending) {
        @Override
        public String toString() {
            return "Made[" + pending + "]";
        }
    }

    /// 256 random bits, in Base64 for addresses.
    static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return text(random);
    }

    /// A new one.
    ///
    /// @param browser what its cookie holds
    Made make(String provider, Purpose purpose, @Nullable UserId person, String next, String browser) {
        ObjectId id = new ObjectId();
        String state = id.toHexString() + "." + random();
        Document made = new Document("_id", id)
                .append("provider", provider)
                .append("purpose", purpose.word())
                .append("state", hash(state))
                .append("browser", hash(browser))
                .append("next", next)
                .append("expiresAt", clock.instant().plus(VALID));
        if (person != null) {
            made.append("userId", person.value());
        }
        requests.insertOne(made);
        return new Made(state, pending(provider, purpose, person, next, state, browser));
    }

    /// Uses one up.
    ///
    /// @return empty when it is none of ours, was made for another provider or browser, is too old or was
    /// answered before
    Optional<Pending> use(String provider, String state, String browser) {
        Matcher wellFormed = STATE.matcher(state);
        if (!wellFormed.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(requests.findOneAndDelete(and(
                        eq("_id", new ObjectId(wellFormed.group(1))),
                        eq("state", hash(state)),
                        eq("browser", hash(browser)),
                        eq("provider", provider),
                        gt("expiresAt", clock.instant()))))
                .map(found -> pending(
                        provider,
                        Purpose.valueOf(found.getString("purpose").toUpperCase(Locale.ROOT)),
                        found.getObjectId("userId") == null ? null : new UserId(found.getObjectId("userId")),
                        found.getString("next"),
                        state,
                        browser));
    }

    private static Pending pending(
            String provider, Purpose purpose, @Nullable UserId person, String next, String state, String browser) {
        return new Pending(
                provider,
                purpose,
                person,
                next,
                hash("nonce " + state + " " + browser),
                hash("verifier " + state + " " + browser));
    }

    /// What is stored of a secret, or told of one: SHA-256, in Base64 for addresses.
    static String hash(String secret) {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// `oidcRequests`: who was sent to a provider and didn't come back yet.
    @Component
    static final class Schema implements CollectionSchema {
        static final String NAME = "oidcRequests";
        static final int LONGEST_NEXT = 8_000;

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String purpose() {
            return "who was sent to an OpenID Connect provider and didn't come back yet; only hashes";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.refusing("userId", "users"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(IndexDefinition.index("expires_at", "expired ones are removed", "expiresAt", 1)
                    .expiringAfter(Duration.ZERO));
        }

        @Override
        public Shape shape() {
            return Shape.object(
                    Shape.required("provider", Shape.text(1, 40)),
                    Shape.required("purpose", Shape.oneOf("sign_in", "connect", "confirm")),
                    Shape.required("state", Shape.text(43, 43)),
                    Shape.required("browser", Shape.text(43, 43)),
                    Shape.required("next", Shape.text(1, LONGEST_NEXT)),
                    Shape.optional("userId", Shape.id()),
                    Shape.required("expiresAt", Shape.time()));
        }
    }
}
