package io.automedia.storage;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;

/// A document as it is sent, read in place: nothing is copied and no value becomes an object unless it is asked for.
final class BsonBytes {
    static final int DOUBLE = 1;
    static final int STRING = 2;
    static final int OBJECT = 3;
    static final int ARRAY = 4;
    static final int NULL = 10;
    static final int INT = 16;
    static final int LONG = 18;
    static final int DECIMAL = 19;

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final int start;

    private BsonBytes(byte[] bytes, int start) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.start = start;
    }

    static BsonBytes of(BsonDocument document) {
        if (document instanceof RawBsonDocument raw) {
            ByteBuffer buffer = raw.getByteBuffer().asNIO();
            return new BsonBytes(buffer.array(), buffer.arrayOffset() + buffer.position());
        }
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return new BsonBytes(out.getInternalBuffer(), 0);
        }
    }

    /// Where the document itself begins.
    int start() {
        return start;
    }

    /// The first element of the object or list that begins here.
    int first(int object) {
        return object + Integer.BYTES;
    }

    /// Whether there is an element here, and not the end of its object.
    boolean isElement(int at) {
        return bytes[at] != 0;
    }

    int type(int element) {
        return bytes[element];
    }

    /// Where the name of an element ends; its value begins one later.
    int endOfName(int element) {
        int end = element + 1;
        while (bytes[end] != 0) {
            end++;
        }
        return end;
    }

    boolean isNamed(byte[] name, int element, int endOfName) {
        int length = endOfName - element - 1;
        return length == name.length && Arrays.equals(bytes, element + 1, endOfName, name, 0, length);
    }

    String name(int element, int endOfName) {
        return new String(bytes, element + 1, endOfName - element - 1, StandardCharsets.UTF_8);
    }

    /// Where the value ends that begins here.
    int end(int type, int value) {
        return switch (type) {
            case DOUBLE, 9, 17, LONG -> value + 8;
            case STRING, 13, 14 -> value + Integer.BYTES + integer(value);
            case OBJECT, ARRAY, 15 -> value + integer(value);
            case 5 -> value + Integer.BYTES + 1 + integer(value);
            case 7 -> value + 12;
            case 8 -> value + 1;
            case 11 -> endOfText(endOfText(value));
            case 12 -> value + Integer.BYTES + integer(value) + 12;
            case INT -> value + Integer.BYTES;
            case DECIMAL -> value + 16;
            // undefined, null, and the keys below and above all others have no value
            default -> value;
        };
    }

    private int endOfText(int at) {
        int end = at;
        while (bytes[end] != 0) {
            end++;
        }
        return end + 1;
    }

    private int integer(int at) {
        return numbers.getInt(at);
    }

    /// How many bytes a text has, without the zero at its end.
    int textLength(int value) {
        return integer(value) - 1;
    }

    boolean isText(byte[] text, int value) {
        int begin = value + Integer.BYTES;
        int length = textLength(value);
        return length == text.length && Arrays.equals(bytes, begin, begin + length, text, 0, length);
    }

    String text(int value) {
        return new String(bytes, value + Integer.BYTES, textLength(value), StandardCharsets.UTF_8);
    }

    /// How many characters a text has; those beyond U+FFFF count once.
    int characters(int value) {
        int begin = value + Integer.BYTES;
        int end = begin + textLength(value);
        int count = 0;
        for (int i = begin; i < end; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    /// A number as far as bounds need it.
    double number(int type, int value) {
        return switch (type) {
            case INT -> integer(value);
            case LONG -> numbers.getLong(value);
            case DOUBLE -> numbers.getDouble(value);
            default -> decimal(value);
        };
    }

    private double decimal(int value) {
        Decimal128 decimal = Decimal128.fromIEEE754BIDEncoding(numbers.getLong(value + 8), numbers.getLong(value));
        if (decimal.isNaN()) {
            return Double.NaN;
        }
        if (decimal.isInfinite()) {
            return decimal.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        BigDecimal exact = decimal.isNegative() && decimal.compareTo(Decimal128.POSITIVE_ZERO) == 0
                ? BigDecimal.ZERO
                : decimal.bigDecimalValue();
        return exact.doubleValue();
    }
}
