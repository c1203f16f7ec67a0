package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// BSON values as bytes that compare, unsigned and byte by byte, in MongoDB's order: a type byte, then the value.
/// No encoding is the beginning of another one. Equal numbers of different types have equal bytes.
public final class KeyEncoding {
    private static final int UNDEFINED = 0x0C;
    private static final int NULL = 0x10;
    private static final int NUMBER = 0x20;
    private static final int STRING = 0x30;
    private static final int MIN_KEY = 0x08;
    private static final int DOCUMENT = 0x40;
    private static final int ARRAY = 0x48;
    private static final int BINARY = 0x50;
    private static final int OBJECT_ID = 0x58;
    private static final int BOOLEAN = 0x60;
    private static final int DATE = 0x68;
    private static final int TIMESTAMP = 0x70;
    private static final int REGEX = 0x78;
    private static final int DB_POINTER = 0x7C;
    private static final int CODE = 0x80;
    private static final int CODE_WITH_SCOPE = 0x84;
    private static final int MAX_KEY = 0xE0;

    private KeyEncoding() {}

    /// The encoding of one value, ascending; null stands for a missing field and equals BSON's null.
    public static byte[] encode(@Nullable RawValue value) {
        KeyBuilder builder = new KeyBuilder();
        append(value, builder);
        return builder.toBytes();
    }

    /// Appends a value in the order asked for.
    public static void append(@Nullable RawValue value, boolean descending, KeyBuilder out) {
        int start = out.length();
        append(value, out);
        if (descending) {
            out.invertFrom(start);
        }
    }

    /// Appends what `encode` returned, in the order asked for.
    public static void appendEncoded(byte[] encoded, boolean descending, KeyBuilder out) {
        int start = out.length();
        out.raw(encoded);
        if (descending) {
            out.invertFrom(start);
        }
    }

    /// What an empty array leaves in an index: less than null.
    public static byte[] emptyArray() {
        return new byte[] {UNDEFINED};
    }

    /// The byte with which the encodings of a BSON type begin; numbers of all types share one.
    public static int typeByte(byte type) {
        return switch (type) {
            case ElementType.MIN_KEY -> MIN_KEY;
            case ElementType.UNDEFINED -> UNDEFINED;
            case ElementType.NULL -> NULL;
            case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 -> NUMBER;
            case ElementType.STRING, ElementType.SYMBOL -> STRING;
            case ElementType.DOCUMENT -> DOCUMENT;
            case ElementType.ARRAY -> ARRAY;
            case ElementType.BINARY -> BINARY;
            case ElementType.OBJECT_ID -> OBJECT_ID;
            case ElementType.BOOLEAN -> BOOLEAN;
            case ElementType.DATE -> DATE;
            case ElementType.TIMESTAMP -> TIMESTAMP;
            case ElementType.REGEX -> REGEX;
            case ElementType.DB_POINTER -> DB_POINTER;
            case ElementType.JAVASCRIPT -> CODE;
            case ElementType.JAVASCRIPT_WITH_SCOPE -> CODE_WITH_SCOPE;
            default -> MAX_KEY;
        };
    }

    private static void append(@Nullable RawValue value, KeyBuilder out) {
        if (value == null) {
            out.raw(NULL);
            return;
        }
        out.raw(typeByte(value.type()));
        appendBody(value, out);
    }

    private static void appendBody(RawValue value, KeyBuilder out) {
        byte[] bytes = value.bytes();
        int offset = value.offset();
        switch (value.type()) {
            case ElementType.INT32 -> NumberEncoding.append(value.asInt32(), out);
            case ElementType.INT64 -> NumberEncoding.append(value.asInt64(), out);
            case ElementType.DOUBLE -> NumberEncoding.append(value.asDouble(), out);
            case ElementType.DECIMAL128 -> NumberEncoding.appendDecimal(value, out);
            case ElementType.STRING, ElementType.SYMBOL, ElementType.JAVASCRIPT ->
                text(bytes, offset + 4, LittleEndian.readInt(bytes, offset) - 1, out);
            case ElementType.DOCUMENT -> fields(value.asDocument(), out);
            case ElementType.ARRAY -> elements(value.asDocument(), out);
            case ElementType.BINARY ->
                out.int32(LittleEndian.readInt(bytes, offset)).raw(bytes, offset + 4, value.length() - 4);
            case ElementType.OBJECT_ID, ElementType.BOOLEAN -> out.raw(bytes, offset, value.length());
            case ElementType.DATE -> out.int64(value.asInt64() ^ Long.MIN_VALUE);
            case ElementType.TIMESTAMP -> out.int64(value.asInt64());
            case ElementType.REGEX -> regex(value, out);
            case ElementType.DB_POINTER, ElementType.JAVASCRIPT_WITH_SCOPE ->
                out.int32(value.length()).raw(bytes, offset, value.length());
            default -> {
                // null, undefined, least and greatest key: the type says all
            }
        }
    }

    /// The text, ended by 0; 0 and 1 inside it are written as 1 1 and 1 2.
    private static void text(byte[] bytes, int offset, int length, KeyBuilder out) {
        int clean = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0 || bytes[i] == 1) {
                out.raw(bytes, clean, i - clean).raw(1).raw(bytes[i] + 1);
                clean = i + 1;
            }
        }
        out.raw(bytes, clean, offset + length - clean).raw(0);
    }

    private static void fields(RawDocument document, KeyBuilder out) {
        ElementCursor cursor = document.cursor();
        while (cursor.next()) {
            out.raw(typeByte(cursor.type()));
            text(document.array(), cursor.nameOffset(), cursor.nameLength(), out);
            appendBody(cursor.value(), out);
        }
        out.raw(0);
    }

    private static void elements(RawDocument array, KeyBuilder out) {
        ElementCursor cursor = array.cursor();
        while (cursor.next()) {
            append(cursor.value(), out);
        }
        out.raw(0);
    }

    private static void regex(RawValue value, KeyBuilder out) {
        String raw = new String(value.bytes(), value.offset(), value.length(), StandardCharsets.UTF_8);
        for (String part : raw.substring(0, raw.length() - 1).split("\0", 2)) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            text(text, 0, text.length, out);
        }
    }
}
