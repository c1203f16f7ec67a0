package io.automedia.embeddedmongodb.bson;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From raw bytes to the objects of mongo-java-server.
final class Documents {
    private Documents() {}

    static Document decodeDocument(byte[] bytes, int offset) {
        Document document = new Document();
        ElementCursor cursor = new ElementCursor(bytes, offset);
        while (cursor.next()) {
            document.put(cursor.name(), decode(cursor.type(), bytes, cursor.valueOffset()));
        }
        return document;
    }

    static @Nullable Object decode(byte type, byte[] bytes, int offset) {
        return switch (type) {
            case ElementType.DOUBLE -> Double.longBitsToDouble(LittleEndian.readLong(bytes, offset));
            case ElementType.STRING -> text(bytes, offset);
            case ElementType.DOCUMENT -> decodeDocument(bytes, offset);
            case ElementType.ARRAY -> array(bytes, offset);
            case ElementType.BINARY -> binary(bytes, offset);
            case ElementType.NULL -> null;
            case ElementType.OBJECT_ID -> new ObjectId(Arrays.copyOfRange(bytes, offset, offset + 12));
            case ElementType.BOOLEAN -> bytes[offset] != 0;
            case ElementType.DATE -> Instant.ofEpochMilli(LittleEndian.readLong(bytes, offset));
            case ElementType.REGEX -> regex(bytes, offset);
            case ElementType.JAVASCRIPT -> new BsonJavaScript(text(bytes, offset));
            case ElementType.INT32 -> LittleEndian.readInt(bytes, offset);
            case ElementType.TIMESTAMP -> new BsonTimestamp(LittleEndian.readLong(bytes, offset));
            case ElementType.INT64 -> LittleEndian.readLong(bytes, offset);
            case ElementType.DECIMAL128 ->
                new Decimal128(LittleEndian.readLong(bytes, offset), LittleEndian.readLong(bytes, offset + 8));
            case ElementType.MIN_KEY -> MinKey.getInstance();
            case ElementType.MAX_KEY -> MaxKey.getInstance();
            default -> opaque(type, bytes, offset);
        };
    }

    static String describe(@Nullable Object value) {
        return Json.toJsonValue(value);
    }

    private static RawValue opaque(byte type, byte[] bytes, int offset) {
        int length = Sizes.ofValue(type, bytes, offset);
        return new RawValue(type, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset + 4, LittleEndian.readInt(bytes, offset) - 1, StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> array(byte[] bytes, int offset) {
        List<@Nullable Object> values = new ArrayList<>();
        ElementCursor cursor = new ElementCursor(bytes, offset);
        while (cursor.next()) {
            values.add(decode(cursor.type(), bytes, cursor.valueOffset()));
        }
        return values;
    }

    /// Only the subtypes that encode back to the same bytes; the rest stays raw.
    private static Object binary(byte[] bytes, int offset) {
        int length = LittleEndian.readInt(bytes, offset);
        byte subtype = bytes[offset + 4];
        int start = offset + 5;
        if (subtype == 0) {
            return new BinData(Arrays.copyOfRange(bytes, start, start + length));
        }
        if (subtype == 3 && length == 16) {
            return new LegacyUUID(LittleEndian.readLong(bytes, start), LittleEndian.readLong(bytes, start + 8));
        }
        if (subtype == 4 && length == 16) {
            return new UUID(
                    Long.reverseBytes(LittleEndian.readLong(bytes, start)),
                    Long.reverseBytes(LittleEndian.readLong(bytes, start + 8)));
        }
        return opaque(ElementType.BINARY, bytes, offset);
    }

    private static BsonRegularExpression regex(byte[] bytes, int offset) {
        int end = terminator(bytes, offset);
        int optionsEnd = terminator(bytes, end + 1);
        return new BsonRegularExpression(
                new String(bytes, offset, end - offset, StandardCharsets.UTF_8),
                new String(bytes, end + 1, optionsEnd - end - 1, StandardCharsets.UTF_8));
    }

    private static int terminator(byte[] bytes, int offset) {
        int end = offset;
        while (bytes[end] != 0) {
            end++;
        }
        return end;
    }
}
