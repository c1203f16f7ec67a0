package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Json;
import io.automedia.embeddedmongodb.values.Raw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The error of a second document with the same key, with the key's values as MongoDB names them.
final class DuplicateKey {
    private DuplicateKey() {}

    static MongoError error(Namespace namespace, Index index, byte[] key, RawDocument document) {
        BsonBuilder keyValue = new BsonBuilder();
        StringBuilder text = new StringBuilder();
        int offset = 4;
        KeyBuilder builder = new KeyBuilder();
        for (IndexField field : index.definition().fields()) {
            RawValue value = valueAt(key, offset, field, document);
            builder.truncate(0);
            KeyEncoding.append(value, field.descending(), builder);
            offset += builder.length();
            keyValue.add(field.path().dotted(), (Object) value);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(field.path().dotted())
                    .append(": ")
                    .append(value == null ? "null" : Json.of(Raw.read(value.bytes(), value.type(), value.offset())));
        }
        RawDocument details = new BsonBuilder()
                .add("keyPattern", index.definition().keyPattern())
                .add("keyValue", keyValue.build())
                .build();
        return new MongoError(
                ErrorCode.DUPLICATE_KEY,
                "E11000 duplicate key error collection: " + namespace + " index: "
                        + index.definition().name() + " dup key: { " + text + " }",
                details);
    }

    /// Which of the field's values stands at this place of the key.
    private static @Nullable RawValue valueAt(byte[] key, int offset, IndexField field, RawDocument document) {
        List<RawValue> candidates = new ArrayList<>();
        field.path().visit(document, value -> {
            if (value != null) {
                candidates.add(value);
                if (value.isArray()) {
                    for (ElementCursor cursor = value.asDocument().cursor(); cursor.next(); ) {
                        candidates.add(cursor.value());
                    }
                }
            }
        });
        for (RawValue candidate : candidates) {
            KeyBuilder builder = new KeyBuilder();
            KeyEncoding.append(candidate, field.descending(), builder);
            byte[] encoded = builder.toBytes();
            int end = offset + encoded.length;
            if (end <= key.length && Arrays.equals(key, offset, end, encoded, 0, encoded.length)) {
                return candidate;
            }
        }
        return null;
    }
}
