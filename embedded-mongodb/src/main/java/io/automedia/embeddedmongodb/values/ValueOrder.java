package io.automedia.embeddedmongodb.values;

import io.automedia.embeddedmongodb.bson.RawValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
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
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/// MongoDB's total order over all values: by type first, numbers exactly across their types, documents field by field
/// (type, name, value). Source: MongoDB manual, "Comparison/Sort Order", and `BSONElement::woCompare`.
public final class ValueOrder {
    public static final Comparator<Object> COMPARATOR = ValueOrder::compare;

    private ValueOrder() {}

    public static BsonType typeOf(Object value) {
        return switch (value) {
            case String _ -> BsonType.STRING;
            case Integer _ -> BsonType.INT;
            case Long _ -> BsonType.LONG;
            case Double _ -> BsonType.DOUBLE;
            case Document _ -> BsonType.DOCUMENT;
            case Array _ -> BsonType.ARRAY;
            case Boolean _ -> BsonType.BOOLEAN;
            case BsonDateTime _ -> BsonType.DATE;
            case BsonNull _ -> BsonType.NULL;
            case ObjectId _ -> BsonType.OBJECT_ID;
            case Decimal128 _ -> BsonType.DECIMAL;
            case BsonTimestamp _ -> BsonType.TIMESTAMP;
            case BsonBinary _ -> BsonType.BINARY;
            case BsonRegularExpression _ -> BsonType.REGEX;
            case BsonSymbol _ -> BsonType.SYMBOL;
            case BsonJavaScript _ -> BsonType.JAVASCRIPT;
            case BsonJavaScriptWithScope _ -> BsonType.JAVASCRIPT_WITH_SCOPE;
            case BsonDbPointer _ -> BsonType.DB_POINTER;
            case BsonUndefined _ -> BsonType.UNDEFINED;
            case BsonMinKey _ -> BsonType.MIN_KEY;
            case BsonMaxKey _ -> BsonType.MAX_KEY;
            default -> throw new IllegalArgumentException("no BSON value: " + value.getClass());
        };
    }

    public static int compare(RawValue left, RawValue right) {
        return compareRaw(left.type(), left.bytes(), left.offset(), right.type(), right.bytes(), right.offset());
    }

    /// As `compare`, for values where they lie.
    public static int compareRaw(
            byte leftType, byte[] left, int leftValue, byte rightType, byte[] right, int rightValue) {
        if (leftType == rightType) {
            switch (leftType) {
                case 2 -> {
                    return compareStrings(left, leftValue, right, rightValue);
                }
                case 9, 18 -> {
                    return Long.compare(Raw.int64(left, leftValue), Raw.int64(right, rightValue));
                }
                case 16 -> {
                    return Integer.compare(Raw.int32(left, leftValue), Raw.int32(right, rightValue));
                }
                case 7 -> {
                    return Arrays.compareUnsigned(left, leftValue, leftValue + 12, right, rightValue, rightValue + 12);
                }
                case 3 -> {
                    return compareDocuments(left, leftValue, right, rightValue, true);
                }
                case 4 -> {
                    return compareDocuments(left, leftValue, right, rightValue, false);
                }
                default -> {
                    // below, decoded
                }
            }
        }
        int leftRank = BsonType.of(leftType).rank();
        int rightRank = BsonType.of(rightType).rank();
        return leftRank != rightRank
                ? Integer.compare(leftRank, rightRank)
                : compare(Raw.read(left, leftType, leftValue), Raw.read(right, rightType, rightValue));
    }

    private static int compareStrings(byte[] left, int leftValue, byte[] right, int rightValue) {
        int leftStart = leftValue + 4;
        int rightStart = rightValue + 4;
        return Arrays.compareUnsigned(
                left,
                leftStart,
                leftStart + Raw.int32(left, leftValue) - 1,
                right,
                rightStart,
                rightStart + Raw.int32(right, rightValue) - 1);
    }

    private static int compareDocuments(byte[] left, int leftStart, byte[] right, int rightStart, boolean names) {
        int l = Raw.first(leftStart);
        int r = Raw.first(rightStart);
        while (!Raw.isEnd(left, l) && !Raw.isEnd(right, r)) {
            int leftValue = Raw.value(left, l);
            int rightValue = Raw.value(right, r);
            int byRank = Integer.compare(
                    BsonType.of(left[l]).rank(), BsonType.of(right[r]).rank());
            if (byRank != 0) {
                return byRank;
            }
            if (names) {
                int byName = Arrays.compareUnsigned(left, l + 1, leftValue - 1, right, r + 1, rightValue - 1);
                if (byName != 0) {
                    return byName;
                }
            }
            int byValue = compareRaw(left[l], left, leftValue, right[r], right, rightValue);
            if (byValue != 0) {
                return byValue;
            }
            l = Raw.next(left, l, leftValue);
            r = Raw.next(right, r, rightValue);
        }
        return Boolean.compare(!Raw.isEnd(left, l), !Raw.isEnd(right, r));
    }

    public static int compare(Object left, Object right) {
        if (left instanceof Integer l && right instanceof Integer r) {
            return Integer.compare(l, r);
        }
        BsonType leftType = typeOf(left);
        int byRank = Integer.compare(leftType.rank(), typeOf(right).rank());
        if (byRank != 0) {
            return byRank;
        }
        return switch (leftType) {
            case DOUBLE, INT, LONG, DECIMAL -> compareNumbers(left, right);
            case STRING, SYMBOL -> compareText(text(left), text(right));
            case DOCUMENT -> compareDocuments((Document) left, (Document) right);
            case ARRAY -> compareArrays((Array) left, (Array) right);
            case BINARY -> compareBinary((BsonBinary) left, (BsonBinary) right);
            case OBJECT_ID -> ((ObjectId) left).compareTo((ObjectId) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case DATE -> Long.compare(((BsonDateTime) left).getValue(), ((BsonDateTime) right).getValue());
            case TIMESTAMP ->
                Long.compareUnsigned(((BsonTimestamp) left).getValue(), ((BsonTimestamp) right).getValue());
            case REGEX -> compareRegex((BsonRegularExpression) left, (BsonRegularExpression) right);
            case DB_POINTER -> compareText(left.toString(), right.toString());
            case JAVASCRIPT -> compareText(((BsonJavaScript) left).getCode(), ((BsonJavaScript) right).getCode());
            case JAVASCRIPT_WITH_SCOPE -> compareText(left.toString(), right.toString());
            case NULL, UNDEFINED, MIN_KEY, MAX_KEY -> 0;
        };
    }

    private static String text(Object value) {
        return value instanceof BsonSymbol symbol ? symbol.getSymbol() : (String) value;
    }

    /// By UTF-8 bytes, which is by code points; Java's own order differs beyond U+FFFF.
    private static int compareText(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean surrogates = Character.isSurrogate(l) != Character.isSurrogate(r);
                return surrogates ? (Character.isSurrogate(l) ? 1 : -1) : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareBinary(BsonBinary left, BsonBinary right) {
        int byLength = Integer.compare(left.getData().length, right.getData().length);
        if (byLength != 0) {
            return byLength;
        }
        int bySubtype = Integer.compare(left.getType() & 0xff, right.getType() & 0xff);
        return bySubtype != 0 ? bySubtype : Arrays.compareUnsigned(left.getData(), right.getData());
    }

    private static int compareRegex(BsonRegularExpression left, BsonRegularExpression right) {
        int byPattern = compareText(left.getPattern(), right.getPattern());
        return byPattern != 0 ? byPattern : compareText(left.getOptions(), right.getOptions());
    }

    private static int compareDocuments(Document left, Document right) {
        if (left.isRaw() && right.isRaw()) {
            return compareDocuments(left.bytes(), left.offset(), right.bytes(), right.offset(), true);
        }
        Iterator<Map.Entry<String, Object>> l = left.fields().entrySet().iterator();
        Iterator<Map.Entry<String, Object>> r = right.fields().entrySet().iterator();
        while (l.hasNext() && r.hasNext()) {
            Map.Entry<String, Object> leftField = l.next();
            Map.Entry<String, Object> rightField = r.next();
            int byRank = Integer.compare(
                    typeOf(leftField.getValue()).rank(),
                    typeOf(rightField.getValue()).rank());
            int byName = byRank != 0 ? byRank : compareText(leftField.getKey(), rightField.getKey());
            int byValue = byName != 0 ? byName : compare(leftField.getValue(), rightField.getValue());
            if (byValue != 0) {
                return byValue;
            }
        }
        return Boolean.compare(l.hasNext(), r.hasNext());
    }

    private static int compareArrays(Array left, Array right) {
        if (left.isRaw() && right.isRaw()) {
            return compareDocuments(left.bytes(), left.offset(), right.bytes(), right.offset(), false);
        }
        int length = Math.min(left.size(), right.size());
        for (int i = 0; i < length; i++) {
            int byItem = compare(left.get(i), right.get(i));
            if (byItem != 0) {
                return byItem;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareNumbers(Object left, Object right) {
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            return compareDecimals(left, right);
        }
        if (left instanceof Double l) {
            return right instanceof Double r
                    ? compareDoubles(l, r)
                    : -compareLongToDouble(((Number) right).longValue(), l);
        }
        long l = ((Number) left).longValue();
        return right instanceof Double r ? compareLongToDouble(l, r) : Long.compare(l, ((Number) right).longValue());
    }

    private static int compareDoubles(double left, double right) {
        if (left == right) {
            return 0;
        }
        if (Double.isNaN(left)) {
            return Double.isNaN(right) ? 0 : -1;
        }
        return Double.isNaN(right) ? 1 : Double.compare(left, right);
    }

    private static int compareLongToDouble(long left, double right) {
        if (Double.isNaN(right)) {
            return 1;
        }
        if (right >= 0x1p63) {
            return -1;
        }
        if (right < -0x1p63) {
            return 1;
        }
        long whole = (long) right;
        return left != whole ? Long.compare(left, whole) : Double.compare(0, right - whole + 0.0);
    }

    private static int compareDecimals(Object left, Object right) {
        double l = Numbers.toDouble(left);
        double r = Numbers.toDouble(right);
        if (!isExact(left, l) || !isExact(right, r)) {
            return compareDoubles(l, r);
        }
        return exact(left).compareTo(exact(right));
    }

    private static boolean isExact(Object number, double asDouble) {
        return number instanceof Decimal128 decimal
                ? !decimal.isNaN() && !decimal.isInfinite()
                : !Double.isNaN(asDouble) && !Double.isInfinite(asDouble);
    }

    private static BigDecimal exact(Object number) {
        return switch (number) {
            case Decimal128 decimal -> Numbers.toBigDecimal(decimal);
            case Double d -> new BigDecimal(d);
            default -> BigDecimal.valueOf(((Number) number).longValue());
        };
    }

    /// Equal values have equal hashes, whatever their number type.
    public static int hash(Object value) {
        return switch (value) {
            case Integer i -> Double.hashCode(i);
            case Long l -> Double.hashCode(l.doubleValue());
            case Double d -> Double.hashCode(d + 0.0);
            case Decimal128 d -> Double.hashCode(Numbers.toDouble(d) + 0.0);
            case String text -> text.hashCode();
            case BsonSymbol symbol -> symbol.getSymbol().hashCode();
            case Document document -> {
                int hash = 1;
                for (Map.Entry<String, Object> field : document.fields().entrySet()) {
                    hash = 31 * hash + field.getKey().hashCode() * 17 + hash(field.getValue());
                }
                yield hash;
            }
            case Array array -> {
                int hash = 2;
                for (Object item : array) {
                    hash = 31 * hash + hash(item);
                }
                yield hash;
            }
            case BsonBinary binary -> Arrays.hashCode(binary.getData());
            default -> value.hashCode();
        };
    }
}
