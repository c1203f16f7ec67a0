package io.automedia.audit;

import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// An entry as it lies in the store, whatever somebody made of it there: what is not as it should be is empty.
record Stored(BsonDocument document) {
    ObjectId id() {
        return objectId("_id");
    }

    /// 0 for none that could have been given.
    long seq() {
        BsonValue seq = document.get("seq");
        return seq != null && (seq.isInt64() || seq.isInt32()) ? seq.asNumber().longValue() : 0;
    }

    Instant at() {
        BsonValue at = document.get("at");
        return at != null && at.isDateTime()
                ? Instant.ofEpochMilli(at.asDateTime().getValue())
                : Instant.MAX;
    }

    String seal() {
        return text("seal");
    }

    String previous() {
        return text("previous");
    }

    String hash() {
        return text("hash");
    }

    ObjectId key() {
        return objectId("key");
    }

    ObjectId chainKey() {
        return objectId("chainKey");
    }

    private String text(String name) {
        BsonValue value = document.get(name);
        return value != null && value.isString() ? value.asString().getValue() : "";
    }

    private ObjectId objectId(String name) {
        @Nullable BsonValue value = document.get(name);
        return value != null && value.isObjectId() ? value.asObjectId().getValue() : new ObjectId(new byte[12]);
    }
}
