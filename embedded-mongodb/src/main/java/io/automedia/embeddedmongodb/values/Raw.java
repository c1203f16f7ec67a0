package io.automedia.embeddedmongodb.values;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import java.nio.charset.StandardCharsets;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/// Reads BSON where it lies, without copying. An element is addressed by the offset of its type byte; the bytes must
/// have been validated before.
public final class Raw {
    private Raw() {}

    public static int int32(byte[] bytes, int offset) {
        return LittleEndian.readInt(bytes, offset);
    }

    public static long int64(byte[] bytes, int offset) {
        return LittleEndian.readLong(bytes, offset);
    }

    public static double float64(byte[] bytes, int offset) {
        return Double.longBitsToDouble(int64(bytes, offset));
    }

    /// The first element of the document at `document`; it is the terminating zero when the document is empty.
    public static int first(int document) {
        return document + 4;
    }

    public static boolean isEnd(byte[] bytes, int element) {
        return bytes[element] == 0;
    }

    /// Where the element's value starts: after its type and name.
    public static int value(byte[] bytes, int element) {
        int offset = element + 1;
        while (bytes[offset] != 0) {
            offset++;
        }
        return offset + 1;
    }

    /// The element after the one whose value starts at `value`.
    public static int next(byte[] bytes, int element, int value) {
        return value + size(bytes, bytes[element], value);
    }

    public static int next(byte[] bytes, int element) {
        return next(bytes, element, value(bytes, element));
    }

    public static String name(byte[] bytes, int element, int value) {
        return new String(bytes, element + 1, value - element - 2, StandardCharsets.UTF_8);
    }

    public static boolean isNamed(byte[] bytes, int element, byte[] name) {
        int offset = element + 1;
        for (byte expected : name) {
            if (bytes[offset++] != expected) {
                return false;
            }
        }
        return bytes[offset] == 0;
    }

    /// The element with this name in the document at `document`, or -1.
    public static int find(byte[] bytes, int document, byte[] name) {
        int element = first(document);
        while (bytes[element] != 0) {
            if (isNamed(bytes, element, name)) {
                return element;
            }
            element = next(bytes, element);
        }
        return -1;
    }

    /// How many bytes the value of this type at `value` takes.
    public static int size(byte[] bytes, byte type, int value) {
        return switch (type) {
            case 1, 9, 17, 18 -> 8;
            case 2, 13, 14 -> 4 + int32(bytes, value);
            case 3, 4, 15 -> int32(bytes, value);
            case 5 -> 5 + int32(bytes, value);
            case 6, 10, -1, 127 -> 0;
            case 7 -> 12;
            case 8 -> 1;
            case 11 -> afterZero(bytes, afterZero(bytes, value)) - value;
            case 12 -> 4 + int32(bytes, value) + 12;
            case 16 -> 4;
            case 19 -> 16;
            default -> throw new IllegalArgumentException("no BSON type " + type);
        };
    }

    private static int afterZero(byte[] bytes, int offset) {
        int end = offset;
        while (bytes[end] != 0) {
            end++;
        }
        return end + 1;
    }

    public static String string(byte[] bytes, int value) {
        return new String(bytes, value + 4, int32(bytes, value) - 1, StandardCharsets.UTF_8);
    }

    /// The value as a Java object; documents and arrays stay raw inside.
    public static Object read(byte[] bytes, byte type, int value) {
        return switch (BsonType.of(type)) {
            case DOUBLE -> float64(bytes, value);
            case STRING -> string(bytes, value);
            case DOCUMENT -> new Document(bytes, value);
            case ARRAY -> new Array(bytes, value);
            case BINARY -> binary(bytes, value);
            case UNDEFINED -> new BsonUndefined();
            case OBJECT_ID -> new ObjectId(copy(bytes, value, 12));
            case BOOLEAN -> bytes[value] != 0;
            case DATE -> new BsonDateTime(int64(bytes, value));
            case NULL -> BsonNull.VALUE;
            case REGEX -> regex(bytes, value);
            case DB_POINTER -> {
                int id = value + 4 + int32(bytes, value);
                yield new BsonDbPointer(string(bytes, value), new ObjectId(copy(bytes, id, 12)));
            }
            case JAVASCRIPT -> new BsonJavaScript(string(bytes, value));
            case SYMBOL -> new BsonSymbol(string(bytes, value));
            case JAVASCRIPT_WITH_SCOPE -> {
                int scope = value + 8 + int32(bytes, value + 4);
                yield new BsonJavaScriptWithScope(
                        string(bytes, value + 4), new RawBsonDocument(copy(bytes, scope, int32(bytes, scope))));
            }
            case INT -> int32(bytes, value);
            case TIMESTAMP -> new BsonTimestamp(int64(bytes, value));
            case LONG -> int64(bytes, value);
            case DECIMAL -> Decimal128.fromIEEE754BIDEncoding(int64(bytes, value + 8), int64(bytes, value));
            case MIN_KEY -> new BsonMinKey();
            case MAX_KEY -> new BsonMaxKey();
        };
    }

    private static BsonBinary binary(byte[] bytes, int value) {
        return new BsonBinary(bytes[value + 4], copy(bytes, value + 5, int32(bytes, value)));
    }

    private static BsonRegularExpression regex(byte[] bytes, int value) {
        int options = afterZero(bytes, value);
        int end = afterZero(bytes, options);
        return new BsonRegularExpression(
                new String(bytes, value, options - value - 1, StandardCharsets.UTF_8),
                new String(bytes, options, end - options - 1, StandardCharsets.UTF_8));
    }

    static byte[] copy(byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }
}
