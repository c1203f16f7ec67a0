package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A BSON document as a slice of a byte array: reading a field walks the bytes, nothing is decoded or copied.
/// Immutable as long as nobody writes to the array. Foreign bytes go through {@link BsonCheck} first.
public final class RawDocument {
    public static final RawDocument EMPTY = of(new byte[] {5, 0, 0, 0, 0});

    private final byte[] bytes;
    private final int offset;

    private RawDocument(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
    }

    public static RawDocument of(byte[] bytes) {
        return new RawDocument(bytes, 0);
    }

    public static RawDocument of(byte[] bytes, int offset) {
        return new RawDocument(bytes, offset);
    }

    /// Encodes a map of what {@link RawValue#toObject()} gives, in its order.
    public static RawDocument from(Map<String, ?> document) {
        return new BsonBuilder().addAll(document).build();
    }

    /// The array that holds the document; only `length()` bytes from `offset()` belong to it.
    public byte[] array() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return LittleEndian.readInt(bytes, offset);
    }

    public boolean isEmpty() {
        return length() == 5;
    }

    public ElementCursor cursor() {
        return new ElementCursor(bytes, offset);
    }

    /// The value of a top-level field, or null when it is missing.
    public @Nullable RawValue get(String name) {
        return get(name.getBytes(StandardCharsets.UTF_8));
    }

    /// As `get(String)`, with the name in UTF-8.
    public @Nullable RawValue get(byte[] name) {
        ElementCursor cursor = cursor();
        while (cursor.next()) {
            if (cursor.nameIs(name)) {
                return cursor.value();
            }
        }
        return null;
    }

    /// The number of top-level fields.
    public int size() {
        int size = 0;
        for (ElementCursor cursor = cursor(); cursor.next(); ) {
            size++;
        }
        return size;
    }

    /// Exactly the document's bytes: the array itself when it holds nothing else.
    public byte[] toBytes() {
        int length = length();
        return offset == 0 && bytes.length == length ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawDocument that
                && Arrays.equals(
                        bytes, offset, offset + length(), that.bytes, that.offset, that.offset + that.length());
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length(); i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return Documents.describe(this);
    }
}
