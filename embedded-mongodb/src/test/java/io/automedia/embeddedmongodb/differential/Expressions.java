package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// Generates aggregation expressions, each of the kind that is asked for most of the time, so that few pipelines end
/// in an error.
final class Expressions {
    private final Dice dice;
    private final Values values;

    Expressions(Dice dice, Values values) {
        this.dice = dice;
        this.values = values;
    }

    BsonValue any(int depth) {
        if (depth == 0) {
            return dice.chance(70) ? field() : literal(values.value(1));
        }
        return switch (dice.below(12)) {
            case 0, 1 -> numeric(depth);
            case 2 -> textual(depth);
            case 3 -> date(depth);
            case 4, 5 -> listed(depth);
            case 6 -> truth(depth);
            case 7 -> object(depth);
            case 8 -> choice(depth);
            case 9 -> conversion(depth);
            default -> any(0);
        };
    }

    private BsonValue field() {
        return text("$" + dice.pick(Values.PATHS));
    }

    private static BsonDocument literal(BsonValue value) {
        return document("$literal", value);
    }

    private static BsonDocument call(String name, BsonValue... operands) {
        return document(name, operands.length == 1 ? operands[0] : list(operands));
    }

    BsonValue numeric(int depth) {
        if (depth == 0) {
            return dice.chance(60) ? text("$n") : literal(values.numeral());
        }
        int less = depth - 1;
        return switch (dice.below(14)) {
            case 0, 1 -> call(dice.pick("$add", "$multiply"), numeric(less), numeric(less));
            case 2 -> call("$subtract", numeric(less), numeric(less));
            case 3 -> call(dice.pick("$divide", "$mod"), numeric(less), literal(dice.pick(number(2), number(3))));
            case 4 -> call(dice.pick("$abs", "$ceil", "$floor"), numeric(less));
            case 5 -> call(dice.pick("$round", "$trunc"), numeric(less), number(dice.between(-1, 2)));
            case 6 -> call("$size", call("$ifNull", list(listed(0), list())));
            case 7 -> call(dice.pick("$strLenCP", "$strLenBytes"), call("$ifNull", list(text("$t"), text("é"))));
            case 8 -> call(dice.pick("$sum", "$avg", "$max", "$min"), listed(less));
            case 9 -> call("$cmp", any(less), any(less));
            case 10 -> call(dice.pick("$year", "$month", "$dayOfMonth", "$hour", "$dayOfWeek", "$isoWeek"), date(0));
            case 11 -> call("$indexOfArray", text("$l"), values.small());
            case 12 -> call("$sqrt", call("$abs", numeric(less)));
            default -> call("$pow", text("$n"), number(dice.below(3)));
        };
    }

    BsonValue textual(int depth) {
        if (depth == 0) {
            return dice.chance(70) ? text("$t") : literal(values.string());
        }
        int less = depth - 1;
        return switch (dice.below(10)) {
            case 0 -> call("$concat", textual(less), textual(less));
            case 1 -> call(dice.pick("$toUpper", "$toLower"), textual(less));
            case 2 -> call("$substrCP", textual(less), number(dice.below(2)), number(dice.below(3)));
            case 3 -> call("$type", any(less));
            case 4 -> document(dice.pick("$trim", "$ltrim", "$rtrim"), document("input", textual(less)));
            case 5 ->
                document(
                        dice.pick("$replaceOne", "$replaceAll"),
                        document("input", textual(less))
                                .append("find", text("a"))
                                .append("replacement", text("xa")));
            case 6 ->
                document("$dateToString", document("date", date(0)).append("format", text("%Y-%m-%dT%H:%M:%S.%LZ")));
            case 7 -> call("$toString", dice.chance(50) ? text("$n") : text("$d"));
            case 8 -> call("$arrayElemAt", call("$split", list(textual(less), text(" "))), number(0));
            default -> call("$ifNull", textual(less), text("none"));
        };
    }

    private BsonValue date(int depth) {
        if (depth == 0) {
            return dice.chance(80) ? text("$d") : literal(values.date());
        }
        String unit = dice.pick("year", "month", "week", "day", "hour", "minute", "second");
        return switch (dice.below(5)) {
            case 0 -> document("$dateTrunc", document("date", date(0)).append("unit", text(unit)));
            case 1 ->
                document(
                        dice.pick("$dateAdd", "$dateSubtract"),
                        document("startDate", date(0))
                                .append("unit", text(unit))
                                .append("amount", number(dice.below(4))));
            case 2 ->
                document(
                        "$dateDiff",
                        document("startDate", date(0))
                                .append("endDate", date(0))
                                .append("unit", text(unit)));
            case 3 -> call("$add", date(0), number(dice.below(1000)));
            default -> call("$toDate", text("$d"));
        };
    }

    BsonValue listed(int depth) {
        if (depth == 0) {
            return dice.chance(80) ? text("$l") : literal(values.array(0));
        }
        int less = depth - 1;
        return switch (dice.below(14)) {
            case 0 -> call("$concatArrays", listed(less), listed(less));
            case 1 ->
                document(
                        "$filter",
                        document("input", listed(less)).append("cond", call("$gt", text("$$this"), values.value(0))));
            case 2 ->
                document(
                        "$map",
                        document("input", listed(less))
                                .append("in", call(dice.pick("$type", "$isNumber"), text("$$this"))));
            case 3 -> call("$reverseArray", listed(less));
            case 4 -> call("$slice", listed(less), number(dice.pick(-2, -1, 1, 2)));
            case 5 ->
                document("$sortArray", document("input", listed(less)).append("sortBy", number(dice.pick(1, -1))));
            case 6 ->
                sorted(call(dice.pick("$setUnion", "$setIntersection", "$setDifference"), listed(less), listed(less)));
            case 7 -> call("$range", number(dice.below(2)), number(dice.below(4)));
            case 8 -> call("$objectToArray", literal(values.object(0)));
            case 9 -> call(dice.pick("$first", "$last"), listed(less));
            case 10 -> call("$arrayElemAt", listed(less), number(dice.between(-2, 2)));
            case 11 -> reduction(less);
            case 12 -> call("$split", textual(less), text("a"));
            default -> call("$concatArrays", list(any(less), any(less)), list());
        };
    }

    private static BsonValue sorted(BsonValue set) {
        return document("$sortArray", document("input", set).append("sortBy", number(1)));
    }

    private BsonValue reduction(int depth) {
        BsonDocument step = call("$concatArrays", text("$$value"), list(text("$$this")));
        return document(
                "$reduce",
                document("input", listed(depth))
                        .append("initialValue", new BsonArray())
                        .append("in", step));
    }

    BsonValue truth(int depth) {
        if (depth == 0) {
            return call(dice.pick("$gt", "$eq", "$lte"), field(), literal(values.value(0)));
        }
        int less = depth - 1;
        return switch (dice.below(9)) {
            case 0, 1, 2 -> call(dice.pick("$eq", "$ne", "$gt", "$gte", "$lt", "$lte"), any(less), any(less));
            case 3 -> call(dice.pick("$and", "$or"), truth(less), any(less));
            case 4 -> document("$not", list(any(less)));
            case 5 -> document(dice.pick("$isArray", "$isNumber"), list(any(less)));
            case 6 -> call("$in", any(0), call("$ifNull", list(text("$l"), list())));
            case 7 ->
                document(
                        "$regexMatch",
                        document("input", textual(0))
                                .append("regex", text(dice.pick("^a", "B", "[ab]")))
                                .append("options", text("i")));
            default ->
                call(dice.pick("$setEquals", "$setIsSubset"), literal(values.array(0)), literal(values.array(0)));
        };
    }

    private BsonValue object(int depth) {
        int less = depth - 1;
        return switch (dice.below(4)) {
            case 0 -> call("$mergeObjects", literal(values.object(0)), document("x", any(less)));
            case 1 -> document("$arrayToObject", literal(list(list(text("k"), values.value(0)))));
            case 2 -> document("$getField", document("field", text("b")).append("input", text("$a")));
            default -> document("x", any(less)).append("y", any(less));
        };
    }

    private BsonValue choice(int depth) {
        int less = depth - 1;
        return switch (dice.below(4)) {
            case 0 -> call("$cond", truth(less), any(less), any(less));
            case 1 -> call("$ifNull", any(less), any(less));
            case 2 ->
                document(
                        "$switch",
                        document("branches", list(document("case", truth(less)).append("then", any(less))))
                                .append("default", any(less)));
            default ->
                document(
                        "$let",
                        document("vars", document("v", any(less))).append("in", list(text("$$v"), text("$$v.b"))));
        };
    }

    private BsonValue conversion(int depth) {
        String target = dice.pick("int", "long", "double", "decimal", "string", "bool", "date");
        BsonDocument conversion = document("input", dice.chance(50) ? numeric(depth - 1) : any(depth - 1))
                .append("to", text(target))
                .append("onError", dice.pick(text("error"), BsonNull.VALUE))
                .append("onNull", new BsonDouble(0.25));
        return document("$convert", conversion);
    }
}
