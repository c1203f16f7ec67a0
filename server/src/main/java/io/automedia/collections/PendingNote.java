package io.automedia.collections;

import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import io.automedia.storage.Shape;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What is to be noted in the activity of who has an address, after the request that changed what he
/// may do is answered. It is written inside the collection, in the same write as that change, and for
/// an address that nobody has, too: so the request does the same for both, and how long it takes tells
/// nothing. [AddressNotes] takes it out again.
///
/// @param key names it within its collection
/// @param person who has the address; null for nobody
/// @param role what he may do then: `owner`, `editor`, `viewer` or `none`
record PendingNote(String key, @Nullable ObjectId person, String role, Instant at) {
    static final String FIELD = "pendingNotes";

    static final Shape SHAPE = listOf(object(
            required("key", text(1, 24)),
            optional("userId", id()),
            required("role", oneOf("owner", "editor", "viewer", PermissionChanged.NOTHING)),
            required("at", time())));

    /// Of a collection as it is after the change.
    static PendingNote of(@Nullable ObjectId person, PostCollection changed, Instant now) {
        return new PendingNote(
                new ObjectId().toHexString(),
                person,
                person == null ? PermissionChanged.NOTHING : CollectionSharing.present(changed, person),
                now);
    }

    static PendingNote read(Document stored) {
        return new PendingNote(
                stored.getString("key"),
                stored.getObjectId("userId"),
                stored.getString("role"),
                stored.getDate("at").toInstant());
    }

    /// The part of an update that adds it.
    Bson push() {
        Document stored = new Document("key", key).append("role", role).append("at", at);
        if (person != null) {
            stored.append("userId", person);
        }
        return Updates.pushEach(FIELD, List.of(stored), new PushOptions());
    }
}
