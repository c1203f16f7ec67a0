package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an index is: the specification as `listIndexes` shows it, taken apart.
/// @param id never used twice, the first four bytes of every key
/// @param specification `v`, `key`, `name` and the options
public record IndexDefinition(int id, RawDocument specification, List<IndexField> fields) {
    /// The index every collection has.
    public static final String ID_INDEX = "_id_";

    public IndexDefinition {
        fields = List.copyOf(fields);
    }

    public static IndexDefinition of(int id, RawDocument specification) {
        List<IndexField> fields = new ArrayList<>();
        for (var cursor = require(specification, "key").asDocument().cursor(); cursor.next(); ) {
            fields.add(new IndexField(FieldPath.of(cursor.name()), direction(cursor.value()) < 0));
        }
        return new IndexDefinition(id, specification, fields);
    }

    static IndexDefinition forId(int id) {
        return of(
                id,
                new BsonBuilder()
                        .add("v", 2)
                        .add("key", new BsonBuilder().add("_id", 1).build())
                        .add("name", ID_INDEX)
                        .build());
    }

    /// -1 or 1 for a number of any type.
    private static int direction(RawValue value) {
        return ((Number) java.util.Objects.requireNonNull(value.toObject())).doubleValue() < 0 ? -1 : 1;
    }

    public String name() {
        return require(specification, "name").asString();
    }

    public RawDocument keyPattern() {
        return require(specification, "key").asDocument();
    }

    public boolean isIdIndex() {
        return name().equals(ID_INDEX);
    }

    public boolean isUnique() {
        return flag("unique") || isIdIndex();
    }

    public boolean isSparse() {
        return flag("sparse");
    }

    public @Nullable RawDocument partialFilter() {
        RawValue filter = specification.get("partialFilterExpression");
        return filter == null ? null : filter.asDocument();
    }

    /// Seconds after which a document with a date in this index goes; null when it stays.
    public @Nullable Long expireAfterSeconds() {
        RawValue seconds = specification.get("expireAfterSeconds");
        return seconds != null && seconds.toObject() instanceof Number number ? number.longValue() : null;
    }

    private boolean flag(String name) {
        RawValue value = specification.get(name);
        return value != null
                && switch (value.toObject()) {
                    case Boolean flag -> flag;
                    case Number number -> number.doubleValue() != 0;
                    case null, default -> false;
                };
    }

    private static RawValue require(RawDocument document, String name) {
        RawValue value = document.get(name);
        if (value == null) {
            throw new IllegalArgumentException("An index specification lacks " + name);
        }
        return value;
    }
}
