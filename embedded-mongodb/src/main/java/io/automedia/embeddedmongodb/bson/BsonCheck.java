package io.automedia.embeddedmongodb.bson;

/// Checks bytes from outside once, so that everything after may trust them: lengths, terminators, known types,
/// nesting of at most 100 documents, as MongoDB does.
public final class BsonCheck {
    /// The deepest nesting MongoDB stores.
    public static final int MAXIMUM_DEPTH = 100;

    private final byte[] bytes;

    private BsonCheck(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The document at `offset`, of which `available` bytes are at hand; throws {@link MalformedBson}.
    public static RawDocument document(byte[] bytes, int offset, int available) {
        int length = new BsonCheck(bytes).checkDocument(offset, offset + available, 1);
        assert length <= available;
        return RawDocument.of(bytes, offset);
    }

    private int checkDocument(int offset, int limit, int depth) {
        if (depth > MAXIMUM_DEPTH + 80) {
            throw new MalformedBson("BSON nested deeper than " + (MAXIMUM_DEPTH + 80) + " levels");
        }
        int length = length(offset, limit, 5);
        int end = offset + length - 1;
        if (bytes[end] != 0) {
            throw new MalformedBson("BSON document at offset " + offset + " lacks its terminator");
        }
        int position = offset + 4;
        while (position < end) {
            byte type = bytes[position];
            int valueStart = terminator(position + 1, end) + 1;
            position = valueStart + checkValue(type, valueStart, end, depth);
        }
        if (position != end) {
            throw new MalformedBson("An element of the document at offset " + offset + " runs over its end");
        }
        return length;
    }

    private int checkValue(byte type, int offset, int end, int depth) {
        return switch (type) {
            case ElementType.DOCUMENT, ElementType.ARRAY -> checkDocument(offset, end, depth + 1);
            case ElementType.STRING, ElementType.JAVASCRIPT, ElementType.SYMBOL -> checkText(offset, end);
            case ElementType.DB_POINTER -> fits(checkText(offset, end) + 12, offset, end);
            case ElementType.BINARY -> fits(5 + length(offset, end, 0), offset, end);
            case ElementType.REGEX -> terminator(terminator(offset, end) + 1, end) + 1 - offset;
            case ElementType.BOOLEAN -> fits(1, offset, end);
            case ElementType.JAVASCRIPT_WITH_SCOPE -> checkCodeWithScope(offset, end, depth);
            default -> fits(Sizes.ofValue(type, bytes, offset), offset, end);
        };
    }

    private int checkCodeWithScope(int offset, int end, int depth) {
        int total = length(offset, end, 14);
        int code = checkText(offset + 4, offset + total);
        int scope = checkDocument(offset + 4 + code, offset + total, depth + 1);
        if (4 + code + scope != total) {
            throw new MalformedBson("Code with scope at offset " + offset + " has a wrong length");
        }
        return total;
    }

    private int checkText(int offset, int end) {
        int size = 4 + textLength(offset, end);
        if (bytes[offset + size - 1] != 0) {
            throw new MalformedBson("String at offset " + offset + " lacks its terminator");
        }
        return size;
    }

    private int textLength(int offset, int end) {
        fits(4, offset, end);
        int length = LittleEndian.readInt(bytes, offset);
        if (length < 1 || length > end - offset - 4) {
            throw new MalformedBson("String at offset " + offset + " has the impossible length " + length);
        }
        return length;
    }

    private int length(int offset, int limit, int minimum) {
        fits(4, offset, limit);
        int length = LittleEndian.readInt(bytes, offset);
        if (length < minimum || length > limit - offset) {
            throw new MalformedBson("BSON value at offset " + offset + " has the impossible length " + length);
        }
        return length;
    }

    private int fits(int size, int offset, int end) {
        if (size < 0 || size > end - offset) {
            throw new MalformedBson("BSON value at offset " + offset + " runs over the end of its document");
        }
        return size;
    }

    private int terminator(int from, int end) {
        for (int position = from; position < end; position++) {
            if (bytes[position] == 0) {
                return position;
            }
        }
        throw new MalformedBson("Name or pattern at offset " + from + " lacks its terminator");
    }
}
