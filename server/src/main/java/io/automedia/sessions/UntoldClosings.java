package io.automedia.sessions;

import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Sessions that were closed while Redis could not be told. As long as there are any, no node believes what
/// Redis says of open sessions. Each node looks at most once in [#GOOD_FOR]; whoever adds a session waits as
/// long, so that every node knows when he answers.
@Component
final class UntoldClosings {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final MongoCollection<Document> closings;
    private final Clock clock;
    private boolean any;
    private long lookedAt;

    UntoldClosings(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.closings = database.getCollection(Schema.NAME);
        this.clock = clock;
        this.lookedAt = System.nanoTime() - GOOD_FOR.toNanos();
    }

    /// Whether Redis may call a session open that is closed.
    synchronized boolean any() {
        long now = System.nanoTime();
        if (now - lookedAt >= GOOD_FOR.toNanos()) {
            any = closings.find(gt("expiresAt", clock.instant())).first() != null;
            lookedAt = now;
        }
        return any;
    }

    /// Notes closed sessions, and returns when every node knows.
    void add(List<ObjectId> sessions) {
        List<Document> documents = sessions.stream()
                .map(session -> new Document("session", session)
                        .append("expiresAt", clock.instant().plus(FastSessions.FORGOTTEN_AFTER)))
                .toList();
        closings.insertMany(documents);
        expireWhatIsKnown();
        awaitTheOthers();
    }

    private synchronized void expireWhatIsKnown() {
        lookedAt = System.nanoTime() - GOOD_FOR.toNanos();
    }

    private static void awaitTheOthers() {
        try {
            Thread.sleep(GOOD_FOR);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// `untoldClosings`: sessions that were closed while Redis could not be told.
    @Component
    static final class Schema implements CollectionSchema {
        static final String NAME = "untoldClosings";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String purpose() {
            return "sessions that were closed while Redis could not be told";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.keeping("session", "sessions"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(
                    IndexDefinition.index("expires_at", "whether there are any; old ones are removed", "expiresAt", 1)
                            .expiringAfter(Duration.ZERO));
        }

        @Override
        public Shape shape() {
            return Shape.object(Shape.required("session", Shape.id()), Shape.required("expiresAt", Shape.time()));
        }
    }
}
