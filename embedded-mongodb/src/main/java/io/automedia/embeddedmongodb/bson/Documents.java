package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// From raw bytes to Java objects and to text.
final class Documents {
    private static final JsonWriterSettings TEXT = JsonWriterSettings.builder()
            .objectIdConverter((id, writer) -> writer.writeRaw("ObjectId('" + id + "')"))
            .build();

    private Documents() {}

    static Map<String, @Nullable Object> decodeDocument(byte[] bytes, int offset) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        ElementCursor cursor = new ElementCursor(bytes, offset);
        while (cursor.next()) {
            document.put(cursor.name(), decode(cursor.type(), bytes, cursor.valueOffset()));
        }
        return document;
    }

    /// Types without a Java class of their own stay raw.
    static @Nullable Object decode(byte type, byte[] bytes, int offset) {
        return switch (type) {
            case ElementType.DOUBLE -> Double.longBitsToDouble(LittleEndian.readLong(bytes, offset));
            case ElementType.STRING ->
                new String(bytes, offset + 4, LittleEndian.readInt(bytes, offset) - 1, StandardCharsets.UTF_8);
            case ElementType.DOCUMENT -> decodeDocument(bytes, offset);
            case ElementType.ARRAY -> array(bytes, offset);
            case ElementType.NULL -> null;
            case ElementType.OBJECT_ID -> new ObjectId(Arrays.copyOfRange(bytes, offset, offset + 12));
            case ElementType.BOOLEAN -> bytes[offset] != 0;
            case ElementType.DATE -> Instant.ofEpochMilli(LittleEndian.readLong(bytes, offset));
            case ElementType.INT32 -> LittleEndian.readInt(bytes, offset);
            case ElementType.INT64 -> LittleEndian.readLong(bytes, offset);
            case ElementType.DECIMAL128 ->
                Decimal128.fromIEEE754BIDEncoding(
                        LittleEndian.readLong(bytes, offset + 8), LittleEndian.readLong(bytes, offset));
            default -> opaque(type, bytes, offset);
        };
    }

    /// The document as JSON, for people.
    static String describe(RawDocument document) {
        return new RawBsonDocument(document.array(), document.offset(), document.length()).toJson(TEXT);
    }

    static String describe(RawValue value) {
        String named = describe(new BsonBuilder().add("", value).build());
        return named.substring("{\"\": ".length(), named.length() - 1);
    }

    private static RawValue opaque(byte type, byte[] bytes, int offset) {
        int length = Sizes.ofValue(type, bytes, offset);
        return new RawValue(type, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    private static List<@Nullable Object> array(byte[] bytes, int offset) {
        List<@Nullable Object> values = new ArrayList<>();
        ElementCursor cursor = new ElementCursor(bytes, offset);
        while (cursor.next()) {
            values.add(decode(cursor.type(), bytes, cursor.valueOffset()));
        }
        return values;
    }
}
