package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import io.automedia.embeddedmongodb.storage.KeyEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order of a result: fields with directions. Makes of every document a key that compares byte by byte.
public record SortPattern(List<Field> fields) {
    public static final SortPattern NONE = new SortPattern(List.of());

    /// One field; an array sorts by its least element ascending and by its greatest descending.
    public record Field(FieldPath path, boolean descending) {}

    /// `{field: 1, other: -1}`; `$natural` counts as no order.
    public static SortPattern of(RawDocument pattern) {
        List<Field> fields = new ArrayList<>();
        for (ElementCursor cursor = pattern.cursor(); cursor.next(); ) {
            String name = cursor.name();
            RawValue value = cursor.value();
            if (name.equals("$natural")) {
                return NONE;
            }
            if (!(value.toObject() instanceof Number number) || Math.abs(number.doubleValue()) != 1) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "Illegal key in $sort specification: " + name + ": " + value + "; only 1 and -1 are supported");
            }
            fields.add(new Field(FieldPath.of(name), number.doubleValue() < 0));
        }
        return new SortPattern(List.copyOf(fields));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /// The key of a document, of its first `count` fields.
    byte[] key(RawDocument document, int count, KeyBuilder builder) {
        builder.truncate(0);
        for (int i = 0; i < count; i++) {
            append(document, fields.get(i), builder);
        }
        return builder.toBytes();
    }

    private static void append(RawDocument document, Field field, KeyBuilder builder) {
        RawValue plain = field.path.resolve(document);
        if (plain != null && !plain.isArray()) {
            KeyEncoding.append(plain, field.descending, builder);
            return;
        }
        int start = builder.length();
        byte[] best = extreme(document, field);
        builder.truncate(start);
        KeyEncoding.appendEncoded(best, field.descending, builder);
    }

    private static byte[] extreme(RawDocument document, Field field) {
        byte[][] best = new byte[1][];
        field.path.visitWithGaps(document, value -> {
            if (value != null && value.isArray()) {
                ElementCursor cursor = value.asDocument().cursor();
                boolean empty = true;
                while (cursor.next()) {
                    empty = false;
                    best[0] = better(best[0], KeyEncoding.encode(cursor.value()), field.descending);
                }
                if (empty) {
                    best[0] = better(best[0], KeyEncoding.emptyArray(), field.descending);
                }
            } else {
                best[0] = better(best[0], KeyEncoding.encode(value), field.descending);
            }
        });
        return best[0] == null ? KeyEncoding.encode(null) : best[0];
    }

    private static byte[] better(byte @Nullable [] old, byte[] candidate, boolean greatest) {
        if (old == null) {
            return candidate;
        }
        int order = Arrays.compareUnsigned(candidate, old);
        return (greatest ? order > 0 : order < 0) ? candidate : old;
    }
}
