package io.automedia.embeddedmongodb.bson;

/// How many bytes a value takes, read from its first bytes.
final class Sizes {
    private Sizes() {}

    static int ofValue(byte type, byte[] bytes, int offset) {
        return switch (type) {
            case ElementType.DOUBLE, ElementType.DATE, ElementType.TIMESTAMP, ElementType.INT64 -> 8;
            case ElementType.STRING, ElementType.JAVASCRIPT, ElementType.SYMBOL ->
                4 + LittleEndian.readInt(bytes, offset);
            case ElementType.DOCUMENT, ElementType.ARRAY, ElementType.JAVASCRIPT_WITH_SCOPE ->
                LittleEndian.readInt(bytes, offset);
            case ElementType.BINARY -> 5 + LittleEndian.readInt(bytes, offset);
            case ElementType.UNDEFINED, ElementType.NULL, ElementType.MIN_KEY, ElementType.MAX_KEY -> 0;
            case ElementType.OBJECT_ID -> 12;
            case ElementType.BOOLEAN -> 1;
            case ElementType.REGEX -> regex(bytes, offset);
            case ElementType.DB_POINTER -> 4 + LittleEndian.readInt(bytes, offset) + 12;
            case ElementType.INT32 -> 4;
            case ElementType.DECIMAL128 -> 16;
            default -> throw new MalformedBson("Unrecognized BSON type " + (type & 0xFF) + " at offset " + offset);
        };
    }

    private static int regex(byte[] bytes, int offset) {
        int position = offset;
        for (int terminators = 0; terminators < 2; position++) {
            if (bytes[position] == 0) {
                terminators++;
            }
        }
        return position - offset;
    }
}
