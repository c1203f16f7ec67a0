package io.automedia.updates;

import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import com.mongodb.client.model.PushOptions;
import io.automedia.storage.Shape;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// Something to announce to one person, written inside the document whose change it announces, in the same
/// write. The publisher takes it out again once it is published.
///
/// @param key names the event for this person: an event with the same key is published once, whatever
///     happens. Make it from the id and the version of what changed, and from the person where later
///     writes to the same document may announce the same to others: it is taken out again by its key
/// @param type such as `content:collected`
/// @param data what the page gets to see; ids and times become text there
public record PendingUpdate(String key, String type, ObjectId userId, Document data, Instant at) {
    /// The field of a document that holds its announcements.
    public static final String FIELD = "pendingUpdates";

    /// What that field may hold.
    public static final Shape SHAPE = listOf(object(
            required("key", text()),
            required("type", text(1, 100)),
            required("userId", id()),
            required("data", open()),
            required("at", time())));

    /// The part of an update that adds announcements to a document.
    public static Bson push(List<PendingUpdate> updates) {
        return com.mongodb.client.model.Updates.pushEach(
                FIELD, updates.stream().map(PendingUpdate::toDocument).toList(), new PushOptions());
    }

    /// This announcement as an element of the field, for documents that are built by hand.
    public Document toDocument() {
        return new Document("key", key)
                .append("type", type)
                .append("userId", userId)
                .append("data", data)
                .append("at", at);
    }
}
