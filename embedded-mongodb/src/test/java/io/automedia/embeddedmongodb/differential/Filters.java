package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/// Generates filters with every query operator that the README names.
final class Filters {
    private final Dice dice;
    private final Values values;
    private final Expressions expressions;

    Filters(Dice dice, Values values, Expressions expressions) {
        this.dice = dice;
        this.values = values;
        this.expressions = expressions;
    }

    BsonDocument filter(int depth) {
        if (depth > 0 && dice.chance(20)) {
            BsonArray parts = list(filter(depth - 1), filter(depth - 1));
            return document(dice.pick("$and", "$or", "$nor"), parts);
        }
        if (depth > 0 && dice.chance(6)) {
            return document("$expr", expressions.truth(2));
        }
        if (depth > 0 && dice.chance(3)) {
            return document("$jsonSchema", schema());
        }
        BsonDocument filter = document(path(), condition(depth));
        return dice.chance(20) ? filter.append(path(), condition(depth)) : filter;
    }

    private String path() {
        return dice.pick(Values.PATHS);
    }

    private BsonValue condition(int depth) {
        return switch (dice.below(18)) {
            case 0, 1, 2 -> values.value(1);
            case 3 -> document("$ne", values.value(1));
            case 4, 5, 6 -> document(dice.pick("$gt", "$gte", "$lt", "$lte"), values.value(dice.chance(20) ? 1 : 0));
            case 7 -> range();
            case 8, 9 -> document(dice.pick("$in", "$nin"), list(values.value(1), values.value(0), values.value(0)));
            case 10 -> document("$exists", flag(dice.chance(50)));
            case 11 -> document("$type", type());
            case 12 -> document("$size", number(dice.below(4)));
            case 13 -> all();
            case 14 -> document("$elemMatch", dice.chance(50) ? range() : filter(0));
            case 15 -> document("$not", dice.chance(70) ? range() : regex());
            case 16 -> depth > 0 ? regex() : modulo();
            default -> dice.chance(50) ? modulo() : bits();
        };
    }

    BsonDocument range() {
        return document(dice.pick("$gte", "$gt"), values.value(0))
                .append(dice.pick("$lt", "$lte", "$ne"), values.value(0));
    }

    private BsonValue type() {
        BsonValue alias = text(dice.pick(
                "int",
                "long",
                "double",
                "decimal",
                "number",
                "string",
                "array",
                "object",
                "null",
                "date",
                "bool",
                "objectId",
                "binData",
                "regex",
                "timestamp",
                "minKey",
                "maxKey"));
        return switch (dice.below(4)) {
            case 0 -> number(dice.pick(1, 2, 3, 4, 8, 9, 10, 16, 18));
            case 1 -> list(alias, text("int"));
            default -> alias;
        };
    }

    private BsonDocument all() {
        return dice.chance(70)
                ? document("$all", list(values.value(0), values.value(0)))
                : document("$all", list(document("$elemMatch", range()), document("$elemMatch", filter(0))));
    }

    private BsonValue regex() {
        String pattern = dice.pick("^a", "b$", "A", ".", "^$", "a|b", "[0-9]+", "é", "a b");
        String options = dice.pick("", "", "i", "s", "m", "x");
        return dice.chance(50)
                ? new BsonRegularExpression(pattern, options)
                : document("$regex", new BsonRegularExpression(pattern, options));
    }

    private BsonDocument modulo() {
        BsonValue divisor = dice.chance(80) ? number(dice.pick(2, 3, -2)) : new BsonDouble(2.7);
        return document("$mod", list(divisor, dice.chance(80) ? number(dice.between(-1, 1)) : new BsonDouble(1.0)));
    }

    private BsonDocument bits() {
        BsonValue mask = dice.chance(50) ? number(dice.below(8)) : list(number(dice.below(3)), number(dice.below(70)));
        return document(dice.pick("$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear"), mask);
    }

    BsonDocument schema() {
        BsonDocument rule = switch (dice.below(5)) {
            case 0 -> document("bsonType", text(dice.pick("int", "string", "number", "array", "object", "date")));
            case 1 -> document("minimum", number(dice.below(3)));
            case 2 -> document("maxLength", number(dice.below(2)));
            case 3 -> document("enum", list(values.value(0), values.value(0), values.value(0)));
            default -> document("maxItems", number(dice.below(3)));
        };
        BsonDocument schema = document("properties", document(dice.pick("a", "b", "n", "t", "l"), rule));
        return dice.chance(40) ? schema.append("required", list(text(dice.pick("a", "b", "c")))) : schema;
    }
}
