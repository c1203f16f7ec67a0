package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Writes one BSON document, nested ones included: `begin`/`end` pairs open and close embedded documents and arrays.
/// Not safe for several threads; `build` ends its life.
public final class BsonBuilder {
    private byte[] bytes = new byte[256];
    private int position = 4;
    private int[] starts = new int[8];
    private int depth;

    public BsonBuilder() {
        starts[0] = 0;
    }

    /// Adds every entry of a map, in its order.
    public BsonBuilder addAll(Map<String, ?> document) {
        document.forEach(this::add);
        return this;
    }

    /// Copies all elements of a document.
    public BsonBuilder addAll(RawDocument document) {
        return copy(document.array(), document.offset() + 4, document.length() - 5);
    }

    /// Copies one element, name and all, from where the cursor stands in `source`.
    public BsonBuilder addElement(RawDocument source, ElementCursor cursor) {
        return copy(source.array(), cursor.elementOffset(), cursor.elementEnd() - cursor.elementOffset());
    }

    public BsonBuilder add(String name, RawValue value) {
        return header(value.type(), name).copy(value.bytes(), value.offset(), value.length());
    }

    public BsonBuilder add(String name, RawDocument value) {
        return header(ElementType.DOCUMENT, name).copy(value.array(), value.offset(), value.length());
    }

    public BsonBuilder add(String name, int value) {
        header(ElementType.INT32, name);
        return int32(value);
    }

    public BsonBuilder add(String name, long value) {
        header(ElementType.INT64, name);
        return int64(value);
    }

    public BsonBuilder add(String name, double value) {
        header(ElementType.DOUBLE, name);
        return int64(Double.doubleToRawLongBits(value));
    }

    public BsonBuilder add(String name, boolean value) {
        return header(ElementType.BOOLEAN, name).raw(value ? 1 : 0);
    }

    public BsonBuilder add(String name, String value) {
        return header(ElementType.STRING, name).text(value);
    }

    /// Adds raw values and documents, maps and collections, and the Java objects that stand for single values.
    public BsonBuilder add(String name, @Nullable Object value) {
        return switch (value) {
            case null -> header(ElementType.NULL, name);
            case RawValue raw -> add(name, raw);
            case RawDocument document -> add(name, document);
            case String text -> add(name, text);
            case Integer number -> add(name, number.intValue());
            case Long number -> add(name, number.longValue());
            case Double number -> add(name, number.doubleValue());
            case Boolean flag -> add(name, flag.booleanValue());
            case Map<?, ?> map -> addMap(name, map);
            case Collection<?> list -> addArray(name, list);
            case Instant instant -> header(ElementType.DATE, name).int64(instant.toEpochMilli());
            case ObjectId id -> header(ElementType.OBJECT_ID, name).copy(id.toByteArray(), 0, 12);
            case Decimal128 number ->
                header(ElementType.DECIMAL128, name).int64(number.getLow()).int64(number.getHigh());
            case byte[] data -> binary(name, data);
            case UUID uuid -> uuid(name, uuid);
            default -> throw new IllegalArgumentException("No BSON type for " + value.getClass());
        };
    }

    public BsonBuilder beginDocument(String name) {
        return begin(ElementType.DOCUMENT, name);
    }

    /// Opens an array; the elements' names are the caller's (`"0"`, `"1"`, …).
    public BsonBuilder beginArray(String name) {
        return begin(ElementType.ARRAY, name);
    }

    public BsonBuilder end() {
        raw(0);
        LittleEndian.writeInt(bytes, starts[depth], position - starts[depth]);
        depth--;
        return this;
    }

    /// How many bytes are written so far.
    public int length() {
        return position;
    }

    public RawDocument build() {
        while (depth >= 0) {
            end();
        }
        return RawDocument.of(position == bytes.length ? bytes : Arrays.copyOf(bytes, position));
    }

    private BsonBuilder begin(byte type, String name) {
        header(type, name);
        depth++;
        if (depth == starts.length) {
            starts = Arrays.copyOf(starts, depth * 2);
        }
        starts[depth] = position;
        return int32(0);
    }

    private BsonBuilder addMap(String name, Map<?, ?> map) {
        beginDocument(name);
        map.forEach((key, value) -> add(String.valueOf(key), value));
        return end();
    }

    private BsonBuilder addArray(String name, Collection<?> list) {
        beginArray(name);
        int index = 0;
        for (Object value : list) {
            add(Integer.toString(index++), value);
        }
        return end();
    }

    private BsonBuilder binary(String name, byte[] data) {
        return header(ElementType.BINARY, name).int32(data.length).raw(0).copy(data, 0, data.length);
    }

    private BsonBuilder uuid(String name, UUID uuid) {
        return header(ElementType.BINARY, name)
                .int32(16)
                .raw(4)
                .int64(Long.reverseBytes(uuid.getMostSignificantBits()))
                .int64(Long.reverseBytes(uuid.getLeastSignificantBits()));
    }

    private BsonBuilder header(byte type, String name) {
        return raw(type).cstring(name);
    }

    private BsonBuilder cstring(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return copy(encoded, 0, encoded.length).raw(0);
    }

    private BsonBuilder text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return int32(encoded.length + 1).copy(encoded, 0, encoded.length).raw(0);
    }

    private BsonBuilder raw(int value) {
        room(1);
        bytes[position++] = (byte) value;
        return this;
    }

    private BsonBuilder int32(int value) {
        room(4);
        LittleEndian.writeInt(bytes, position, value);
        position += 4;
        return this;
    }

    private BsonBuilder int64(long value) {
        room(8);
        LittleEndian.writeLong(bytes, position, value);
        position += 8;
        return this;
    }

    private BsonBuilder copy(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, position, length);
        position += length;
        return this;
    }

    private void room(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }
}
