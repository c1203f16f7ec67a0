package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.values.Raw;

/// Whether any value at a path passes a test. Arrays on the way are entered, by position where the path names one and
/// through each of their documents; of an array at the end each item is tried, then the array itself
/// (source: MongoDB's `BSONElementIterator`).
final class PathTest implements DocumentTest {
    private static final byte DOCUMENT = 3;
    private static final byte ARRAY = 4;

    private final byte[][] names;
    private final int[] positions;
    private final boolean entersLastArray;
    private final ElementTest test;

    PathTest(FieldPath path, boolean entersLastArray, ElementTest test) {
        names = new byte[path.size()][];
        positions = new int[path.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = path.part(i);
            positions[i] = path.position(i);
        }
        this.entersLastArray = entersLastArray;
        this.test = test;
    }

    @Override
    public boolean test(byte[] bytes, int document) {
        return inDocument(bytes, document, 0);
    }

    private boolean inDocument(byte[] bytes, int document, int depth) {
        int element = Raw.find(bytes, document, names[depth]);
        if (element < 0) {
            return test.test(ElementTest.MISSING, bytes, 0);
        }
        byte type = bytes[element];
        int value = element + 2 + names[depth].length;
        if (depth == names.length - 1) {
            return atEnd(type, bytes, value);
        }
        return switch (type) {
            case DOCUMENT -> inDocument(bytes, value, depth + 1);
            case ARRAY -> inArray(bytes, value, depth + 1);
            default -> test.test(ElementTest.MISSING, bytes, 0);
        };
    }

    private boolean atEnd(byte type, byte[] bytes, int value) {
        if (type == ARRAY && entersLastArray) {
            int element = Raw.first(value);
            while (!Raw.isEnd(bytes, element)) {
                int item = Raw.value(bytes, element);
                if (test.test(bytes[element], bytes, item)) {
                    return true;
                }
                element = Raw.next(bytes, element, item);
            }
        }
        return test.test(type, bytes, value);
    }

    private boolean inArray(byte[] bytes, int array, int depth) {
        int position = 0;
        int element = Raw.first(array);
        while (!Raw.isEnd(bytes, element)) {
            byte type = bytes[element];
            int item = Raw.value(bytes, element);
            if (type == DOCUMENT && inDocument(bytes, item, depth)) {
                return true;
            }
            if (position == positions[depth] && atPosition(type, bytes, item, depth)) {
                return true;
            }
            position++;
            element = Raw.next(bytes, element, item);
        }
        return false;
    }

    private boolean atPosition(byte type, byte[] bytes, int item, int depth) {
        if (depth == names.length - 1) {
            return test.test(type, bytes, item);
        }
        return switch (type) {
            case DOCUMENT -> inDocument(bytes, item, depth + 1);
            case ARRAY -> inArray(bytes, item, depth + 1);
            default -> false;
        };
    }
}
