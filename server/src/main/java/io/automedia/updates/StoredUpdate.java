package io.automedia.updates;

import io.automedia.shared.UserId;
import java.time.Instant;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// An event as `updateEvents` keeps it.
///
/// @param timestamp when it happened
/// @param publishedAt when it got its number: it is kept from then on, however long it had waited
record StoredUpdate(
        @BsonId ObjectId id,
        ObjectId userId,
        long seq,
        String eventKey,
        String type,
        Document data,
        Instant timestamp,
        Instant publishedAt) {
    Update toUpdate() {
        return new Update(new UserId(userId), seq, type, data, timestamp);
    }
}
