package io.automedia.sessions;

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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Links that sign their holder in once, within ten minutes.
@Component
final class OneTimeLogins {
    private static final Duration VALID = Duration.ofMinutes(10);

    private final MongoCollection<Document> logins;
    private final Clock clock;

    OneTimeLogins(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.logins = database.getCollection(Schema.NAME);
        this.clock = clock;
    }

    String make(UserId user) {
        SecretToken token = SecretToken.make(new ObjectId());
        logins.insertOne(new Document("_id", token.id())
                .append("userId", user.value())
                .append("token", token.hash())
                .append("expiresAt", clock.instant().plus(VALID)));
        return token.text();
    }

    /// Whose it is. It can't be used again.
    Optional<UserId> use(String text) {
        return SecretToken.read(text)
                .flatMap(token -> Optional.ofNullable(logins.findOneAndDelete(
                        and(eq("_id", token.id()), eq("token", token.hash()), gt("expiresAt", clock.instant())))))
                .map(found -> new UserId(found.getObjectId("userId")));
    }

    /// `oneTimeLogins`: links that were not used yet.
    @Component
    static final class Schema implements CollectionSchema {
        static final String NAME = "oneTimeLogins";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String purpose() {
            return "links that sign somebody in once and were not used yet";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.refusing("userId", "users"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(IndexDefinition.index("expires_at", "expired links are removed", "expiresAt", 1)
                    .expiringAfter(Duration.ZERO));
        }

        @Override
        public Shape shape() {
            return Shape.object(
                    Shape.required("userId", Shape.id()),
                    Shape.required("token", Shape.text()),
                    Shape.required("expiresAt", Shape.time()));
        }
    }
}
