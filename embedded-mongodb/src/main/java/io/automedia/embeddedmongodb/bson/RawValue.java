package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One value inside a byte array: its type and where its bytes are. Equal when type and bytes are equal, so
/// `1` and `1.0` are not. The accessors trust the type; ask it first.
@SuppressWarnings("ArrayRecordComponent") // equality is over the slice and written below
public record RawValue(byte type, byte[] bytes, int offset, int length) {

    /// The bytes between the length prefix and the terminator, as text.
    public String asString() {
        return new String(bytes, offset + 4, LittleEndian.readInt(bytes, offset) - 1, StandardCharsets.UTF_8);
    }

    /// A view of the embedded document, or of the array as a document with the names `0`, `1`, ….
    public RawDocument asDocument() {
        return RawDocument.of(bytes, offset);
    }

    public int asInt32() {
        return LittleEndian.readInt(bytes, offset);
    }

    /// The eight bytes of an int64, a date (milliseconds since 1970) or a timestamp.
    public long asInt64() {
        return LittleEndian.readLong(bytes, offset);
    }

    public double asDouble() {
        return Double.longBitsToDouble(LittleEndian.readLong(bytes, offset));
    }

    public boolean asBoolean() {
        return bytes[offset] != 0;
    }

    public boolean isNumber() {
        return type == ElementType.INT32
                || type == ElementType.INT64
                || type == ElementType.DOUBLE
                || type == ElementType.DECIMAL128;
    }

    /// Null and the deprecated undefined.
    public boolean isNull() {
        return type == ElementType.NULL || type == ElementType.UNDEFINED;
    }

    public boolean isArray() {
        return type == ElementType.ARRAY;
    }

    public boolean isDocument() {
        return type == ElementType.DOCUMENT;
    }

    /// The value as a Java object: a map, a list, a driver's `ObjectId` or `Decimal128`, an `Instant` …; null for null,
    /// and the raw value itself for the rarer types.
    public @Nullable Object toObject() {
        return Documents.decode(type, bytes, offset);
    }

    /// The value of a Java object, as `toObject` gives it.
    public static RawValue of(@Nullable Object value) {
        RawDocument holder = new BsonBuilder().add("", value).build();
        ElementCursor cursor = holder.cursor();
        cursor.next();
        return cursor.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawValue(byte otherType, byte[] otherBytes, int otherOffset, int otherLength)
                && type == otherType
                && Arrays.equals(bytes, offset, offset + length, otherBytes, otherOffset, otherOffset + otherLength);
    }

    @Override
    public int hashCode() {
        int hash = type;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return Documents.describe(this);
    }
}
