package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/// Values and documents of few names and few values, so that they meet often. The fields `a`, `b` and `c` hold
/// anything; `n` numbers, `t` text, `d` dates and `l` lists, null or nothing.
final class Values {
    static final List<String> MIXED = List.of("a", "b", "c");
    static final List<String> PATHS = List.of(
            "a", "b", "c", "a.b", "a.c", "b.a", "a.0", "b.1", "a.b.c", "c.b", "n", "t", "d", "l", "l.0", "a.0.b");

    private final Dice dice;

    Values(Dice dice) {
        this.dice = dice;
    }

    BsonDocument document(BsonValue id) {
        BsonDocument document = new BsonDocument("_id", id);
        for (String field : MIXED) {
            if (dice.chance(70)) {
                document.append(field, value(2));
            }
        }
        typed(document, "n", numeral());
        typed(document, "t", string());
        typed(document, "d", date());
        typed(document, "l", list());
        return document;
    }

    private void typed(BsonDocument document, String field, BsonValue value) {
        if (dice.chance(80)) {
            document.append(field, dice.chance(8) ? BsonNull.VALUE : value);
        }
    }

    BsonValue id() {
        return switch (dice.below(12)) {
            case 0 -> string();
            case 1 -> objectId();
            case 2 -> new BsonDocument("x", number(dice.below(3)));
            case 3 -> date();
            default -> number(dice.below(30));
        };
    }

    BsonValue value(int depth) {
        return switch (dice.below(depth > 0 ? 16 : 11)) {
            case 0, 1, 2, 3 -> small();
            case 4 -> numeral();
            case 5, 6 -> string();
            case 7 -> dice.chance(50) ? BsonNull.VALUE : flag(dice.chance(50));
            case 8 -> date();
            case 9 -> rare();
            case 10 -> small();
            case 11, 12, 13 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    BsonValue small() {
        return number(dice.between(-1, 4));
    }

    BsonValue numeral() {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> small();
            case 3 -> new BsonInt64(dice.below(4));
            case 4, 5 -> new BsonDouble(dice.below(6) / 2.0);
            case 6 -> decimal(dice.pick("0", "1", "1.0", "2.50", "-3", "0.1"));
            default -> odd();
        };
    }

    private BsonValue odd() {
        return dice.pick(
                new BsonInt64(Long.MAX_VALUE),
                new BsonInt64(Long.MIN_VALUE),
                new BsonInt64((1L << 53) + 1),
                number(Integer.MAX_VALUE),
                number(Integer.MIN_VALUE),
                new BsonDouble(-0.0),
                new BsonDouble(Double.NaN),
                new BsonDouble(Double.POSITIVE_INFINITY),
                new BsonDouble(0x1p53),
                new BsonDouble(0.1),
                decimal("NaN"),
                decimal("-Infinity"),
                decimal("1E+3"));
    }

    private static BsonValue decimal(String digits) {
        return new BsonDecimal128(Decimal128.parse(digits));
    }

    BsonValue string() {
        return text(dice.pick("", "a", "b", "ab", "B", "a b", "é", "\uD83D\uDE00", "10", "a.b"));
    }

    BsonValue date() {
        return new BsonDateTime(dice.pick(0L, 3_600_000L, 86_400_000L, 951_782_400_000L, -1L, 1_577_836_799_999L));
    }

    private BsonValue objectId() {
        return new BsonObjectId(new ObjectId(dice.pick("000000010000000000000001", "000000020000000000000002")));
    }

    private BsonValue rare() {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> objectId();
            case 3 -> new BsonBinary(dice.pick(new byte[] {}, new byte[] {1}, new byte[] {-1, 2}));
            case 4 -> new BsonBinary((byte) 4, new byte[16]);
            case 5 -> new BsonTimestamp(dice.below(2), dice.below(3));
            case 6 -> new BsonRegularExpression("a", dice.pick("", "i"));
            default -> dice.chance(50) ? new BsonMinKey() : new BsonMaxKey();
        };
    }

    BsonArray array(int depth) {
        BsonArray array = new BsonArray();
        for (int i = dice.below(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private BsonArray list() {
        BsonArray list = new BsonArray();
        for (int i = dice.below(5); i > 0; i--) {
            list.add(dice.chance(80) ? small() : value(1));
        }
        return list;
    }

    BsonDocument object(int depth) {
        BsonDocument object = new BsonDocument();
        for (String field : MIXED) {
            if (dice.chance(50)) {
                object.append(field, value(depth));
            }
        }
        return object;
    }
}
