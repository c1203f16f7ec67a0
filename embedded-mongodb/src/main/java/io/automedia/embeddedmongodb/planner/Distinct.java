package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.storage.KeyEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Collects the distinct values of a field in MongoDB's order; equal numbers of different types are one.
final class Distinct {
    private final FieldPath path;
    private final Map<byte[], RawValue> values = new TreeMap<>(java.util.Arrays::compareUnsigned);

    Distinct(FieldPath path) {
        this.path = path;
    }

    /// Adds the values of a document; the elements of an array count one by one.
    void add(RawDocument document) {
        visit(document, path, value -> values.putIfAbsent(KeyEncoding.encode(value), value));
    }

    static void visit(RawDocument document, FieldPath path, Consumer<RawValue> visitor) {
        path.visit(document, value -> {
            if (value == null) {
                return;
            }
            if (value.isArray()) {
                for (ElementCursor cursor = value.asDocument().cursor(); cursor.next(); ) {
                    visitor.accept(cursor.value());
                }
            } else {
                visitor.accept(value);
            }
        });
    }

    List<RawValue> values() {
        return new ArrayList<>(values.values());
    }
}
