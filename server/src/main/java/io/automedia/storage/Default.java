package io.automedia.storage;

import com.mongodb.MongoClientSettings;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What a field is in a new document that doesn't have it.
///
/// @param value null for the moment of the insertion
public record Default(@Nullable BsonValue value) {
    static final Default NOW = new Default(null);

    static Default of(Object value) {
        BsonDocument document =
                new Document("is", value).toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
        return new Default(document.get("is"));
    }

    BsonValue at(long now) {
        return value == null ? new BsonDateTime(now) : value;
    }

    /// What it is, for people.
    String words() {
        if (value == null) {
            return "the moment";
        }
        String json = new BsonDocument("", value).toJson();
        return json.substring(json.indexOf(':') + 1, json.length() - 1).strip();
    }
}
