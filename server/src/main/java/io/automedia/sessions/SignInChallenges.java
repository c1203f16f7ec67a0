package io.automedia.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.users.User;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// What somebody holds between his right password and the code beside it. It opens nothing by
/// itself, is good for one sign-in to one account within five minutes and for five codes, and for
/// nothing once the password was changed.
@Component
final class SignInChallenges {
    static final Duration VALID = Duration.ofMinutes(5);
    static final int CODES = 5;

    private final MongoCollection<Document> challenges;
    private final Clock clock;

    SignInChallenges(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.challenges = database.getCollection(Schema.NAME);
        this.clock = clock;
    }

    /// One for a person who showed his password.
    String make(User user) {
        SecretToken token = SecretToken.make(new ObjectId());
        challenges.insertOne(new Document("_id", token.id())
                .append("userId", user.id())
                .append("password", SecretToken.hash(user.password()))
                .append("token", token.hash())
                .append("codes", 0)
                .append("expiresAt", clock.instant().plus(VALID)));
        return token.text();
    }

    /// Whose a challenge is.
    ///
    /// @param password the hash of that with which it was made
    record Known(UserId person, String password) {
        /// Whether the account has still the password that was shown.
        boolean isOf(User user) {
            return SecretToken.same(password, SecretToken.hash(user.password()));
        }
    }

    /// Counts a code that is shown with a challenge; empty when it is none, too old, or had too
    /// many.
    Optional<Known> attempt(String text) {
        return SecretToken.read(text)
                .flatMap(token -> Optional.ofNullable(
                        challenges.findOneAndUpdate(and(open(token), lt("codes", CODES)), Updates.inc("codes", 1))))
                .map(found -> new Known(new UserId(found.getObjectId("userId")), found.getString("password")));
    }

    /// Uses a challenge up: of those who show it at the same time one is let in.
    boolean use(String text) {
        return SecretToken.read(text)
                .map(token -> challenges.deleteOne(open(token)).getDeletedCount() == 1)
                .orElse(false);
    }

    private Bson open(SecretToken token) {
        return and(eq("_id", token.id()), eq("token", token.hash()), gt("expiresAt", clock.instant()));
    }

    /// `signInChallenges`: sign-ins that wait for a code.
    @Component
    static final class Schema implements CollectionSchema {
        static final String NAME = "signInChallenges";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String purpose() {
            return "sign-ins that wait for the code beside the password; only hashes";
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
                    Shape.required("userId", Shape.id()),
                    Shape.required("password", Shape.text(64, 64)),
                    Shape.required("token", Shape.text(64, 64)),
                    Shape.required("codes", Shape.count()),
                    Shape.required("expiresAt", Shape.time()));
        }
    }
}
