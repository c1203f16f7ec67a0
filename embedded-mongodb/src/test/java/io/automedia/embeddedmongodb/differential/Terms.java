package io.automedia.embeddedmongodb.differential;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Short names for the values that commands are made of.
final class Terms {
    private Terms() {}

    static BsonDocument document(String name, BsonValue value) {
        return new BsonDocument(name, value);
    }

    static BsonDocument document(String name, int value) {
        return new BsonDocument(name, number(value));
    }

    static BsonArray list(BsonValue... values) {
        return new BsonArray(List.of(values));
    }

    static BsonInt32 number(int value) {
        return new BsonInt32(value);
    }

    static BsonString text(String value) {
        return new BsonString(value);
    }

    static BsonBoolean flag(boolean value) {
        return BsonBoolean.valueOf(value);
    }
}
