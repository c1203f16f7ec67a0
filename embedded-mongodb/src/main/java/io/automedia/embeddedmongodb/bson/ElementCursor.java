package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks the elements of one document or array without decoding them: `while (cursor.next()) { … }`.
/// The accessors speak of the current element. Trusts the bytes (see {@link BsonCheck}).
public final class ElementCursor {
    private final byte[] bytes;
    private int position;
    private byte type;
    private int nameStart;
    private int nameEnd;
    private int valueStart;

    ElementCursor(byte[] bytes, int documentOffset) {
        this.bytes = bytes;
        this.position = documentOffset + 4;
    }

    /// Moves to the next element; false at the end.
    public boolean next() {
        type = bytes[position];
        if (type == 0) {
            return false;
        }
        nameStart = position + 1;
        int end = nameStart;
        while (bytes[end] != 0) {
            end++;
        }
        nameEnd = end;
        valueStart = end + 1;
        position = valueStart + Sizes.ofValue(type, bytes, valueStart);
        return true;
    }

    public byte type() {
        return type;
    }

    public String name() {
        return new String(bytes, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
    }

    /// Whether the name is these UTF-8 bytes.
    public boolean nameIs(byte[] name) {
        return Arrays.equals(bytes, nameStart, nameEnd, name, 0, name.length);
    }

    public RawValue value() {
        return new RawValue(type, bytes, valueStart, position - valueStart);
    }

    public int valueOffset() {
        return valueStart;
    }

    /// Where the element begins, its type byte included.
    public int elementOffset() {
        return nameStart - 1;
    }

    /// One past the last byte of the element.
    public int elementEnd() {
        return position;
    }

    public int nameOffset() {
        return nameStart;
    }

    public int nameLength() {
        return nameEnd - nameStart;
    }
}
