package io.automedia.embeddedmongodb.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Makes documents, filters, updates and pipelines from few names and few values, so that they meet often. The same
/// seed makes the same.
final class Generator {
    private static final List<String> FIELDS = List.of("a", "b", "c");
    private static final List<String> PATHS = List.of("a", "b", "c", "a.b", "a.c", "b.a", "a.0", "b.1", "a.b.c", "c.b");

    private final Random random;

    Generator(long seed) {
        random = new Random(seed);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    BsonDocument document(int id) {
        BsonDocument document = new BsonDocument("_id", new BsonInt32(id));
        for (String field : FIELDS) {
            if (chance(75)) {
                document.append(field, value(2));
            }
        }
        return document;
    }

    BsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 9)) {
            case 0, 1, 2 -> new BsonInt32(random.nextInt(5) - 1);
            case 3 -> new BsonInt64(random.nextInt(4));
            case 4 -> new BsonDouble(random.nextInt(6) / 2.0);
            case 5, 6 -> new BsonString(pick(List.of("", "a", "b", "ab", "B")));
            case 7 -> chance(50) ? BsonNull.VALUE : BsonBoolean.valueOf(chance(50));
            case 8 -> new BsonDateTime(random.nextInt(3) * 3_600_000L);
            case 9, 10, 11 -> array(depth - 1);
            default -> nested(depth - 1);
        };
    }

    private BsonArray array(int depth) {
        BsonArray array = new BsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    /// Never empty: MongoDB makes an empty array where nothing is pushed into nothing, the independent server doesn't.
    private BsonArray filled() {
        BsonArray array = array(1);
        array.add(value(0));
        return array;
    }

    private BsonDocument nested(int depth) {
        BsonDocument document = new BsonDocument();
        for (String field : FIELDS) {
            if (chance(50)) {
                document.append(field, value(depth));
            }
        }
        return document;
    }

    BsonDocument filter(int depth) {
        if (depth > 0 && chance(20)) {
            BsonArray parts = new BsonArray(List.of(filter(depth - 1), filter(depth - 1)));
            return new BsonDocument(pick(List.of("$and", "$or", "$nor")), parts);
        }
        BsonDocument filter = new BsonDocument(pick(PATHS), condition(depth));
        if (chance(20)) {
            filter.append(pick(PATHS), condition(depth));
        }
        return filter;
    }

    private BsonValue condition(int depth) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> value(1);
            case 2 -> new BsonDocument("$ne", value(1));
            case 3, 4, 5 -> new BsonDocument(pick(List.of("$gt", "$gte", "$lt", "$lte")), value(0));
            case 6 -> new BsonDocument(pick(List.of("$in", "$nin")), new BsonArray(List.of(value(1), value(0))));
            case 7 -> new BsonDocument("$exists", BsonBoolean.valueOf(chance(50)));
            case 8 ->
                new BsonDocument(
                        "$type",
                        new BsonString(pick(List.of("int", "number", "string", "array", "object", "null", "date"))));
            case 9 -> new BsonDocument("$size", new BsonInt32(random.nextInt(3)));
            case 10 -> new BsonDocument("$all", new BsonArray(List.of(value(0), value(0))));
            case 11 -> new BsonDocument("$elemMatch", chance(50) ? operators() : filter(0));
            case 12 -> new BsonDocument("$not", operators());
            default ->
                depth > 0
                        ? new BsonDocument("$regex", new BsonString(pick(List.of("^a", "b$", "A", "."))))
                        : new BsonDocument("$mod", new BsonArray(List.of(new BsonInt32(2), new BsonInt32(1))));
        };
    }

    private BsonDocument operators() {
        return new BsonDocument("$gte", value(0)).append(pick(List.of("$lt", "$lte", "$ne")), value(0));
    }

    BsonDocument update() {
        BsonDocument update = new BsonDocument();
        List<String> paths = new ArrayList<>(List.of("a", "b", "c"));
        for (int i = random.nextInt(2); i >= 0; i--) {
            String root = paths.remove(random.nextInt(paths.size()));
            String path = root + pick(List.of("", "", "", ".a", ".b", ".1"));
            String operator = pick(List.of(
                    "$set",
                    "$set",
                    "$unset",
                    "$inc",
                    "$mul",
                    "$min",
                    "$max",
                    "$push",
                    "$push",
                    "$addToSet",
                    "$pull",
                    "$pop",
                    "$pullAll"));
            BsonDocument fields =
                    update.getDocument(operator, new BsonDocument()).clone();
            update.put(operator, fields.append(path, operand(operator)));
        }
        return update;
    }

    private BsonValue operand(String operator) {
        return switch (operator) {
            case "$inc", "$mul" -> chance(70) ? new BsonInt32(1 + random.nextInt(3)) : new BsonDouble(0.5);
            case "$pop" -> new BsonInt32(chance(50) ? 1 : -1);
            case "$push" -> chance(50) ? value(1) : push();
            case "$addToSet" -> chance(50) ? value(1) : new BsonDocument("$each", filled());
            case "$pull" -> chance(50) ? value(0) : chance(50) ? operators() : filter(0);
            case "$pullAll" -> array(0);
            default -> value(1);
        };
    }

    private BsonDocument push() {
        BsonDocument push = new BsonDocument("$each", filled());
        if (chance(40)) {
            push.append("$slice", new BsonInt32(chance(50) ? 1 + random.nextInt(3) : -1 - random.nextInt(3)));
        }
        if (chance(30)) {
            push.append("$position", new BsonInt32(random.nextInt(4) - 1));
        }
        return chance(30) ? push.append("$sort", new BsonInt32(chance(50) ? 1 : -1)) : push;
    }

    List<BsonDocument> pipeline() {
        List<BsonDocument> stages = new ArrayList<>();
        if (chance(40)) {
            stages.add(new BsonDocument("$match", filter(1)));
        }
        switch (random.nextInt(6)) {
            case 0 ->
                stages.add(
                        new BsonDocument("$unwind", new BsonString("$" + pick(List.of("a", "b", "a.b", "b.a", "c")))));
            case 1 -> stages.add(new BsonDocument("$project", projection()));
            case 2 ->
                stages.add(new BsonDocument(
                        "$addFields", new BsonDocument(pick(List.of("d", "a", "a.d")), expression(2))));
            case 3 -> stages.add(new BsonDocument("$unset", new BsonString(pick(PATHS))));
            default -> {
                stages.add(new BsonDocument("$group", group()));
                stages.add(new BsonDocument("$sort", new BsonDocument("_id", new BsonInt32(1))));
                return stages;
            }
        }
        stages.add(new BsonDocument("$sort", new BsonDocument("_id", new BsonInt32(1))));
        return stages;
    }

    private BsonDocument projection() {
        BsonInt32 flag = new BsonInt32(chance(50) ? 1 : 0);
        BsonDocument projection = new BsonDocument(pick(List.of("a", "a.b", "a.c")), flag);
        projection.append(pick(List.of("b", "b.a", "c", "c.b")), flag);
        return flag.getValue() == 1 && chance(50) ? projection.append("d", expression(2)) : projection;
    }

    private BsonDocument group() {
        return new BsonDocument("_id", chance(70) ? groupKey() : BsonNull.VALUE)
                .append("n", new BsonDocument("$sum", new BsonInt32(1)))
                .append("s", new BsonDocument(pick(List.of("$sum", "$avg", "$min", "$max")), expression(1)));
    }

    /// The independent server keeps groups for null and for nothing apart, MongoDB doesn't.
    private BsonDocument groupKey() {
        return new BsonDocument("$ifNull", new BsonArray(List.of(new BsonString("$" + pick(PATHS)), BsonNull.VALUE)));
    }

    private BsonValue expression(int depth) {
        if (depth == 0 || chance(30)) {
            return chance(70) ? new BsonString("$" + pick(PATHS)) : new BsonDocument("$literal", value(0));
        }
        BsonValue left = expression(depth - 1);
        BsonValue right = expression(depth - 1);
        BsonArray both = new BsonArray(List.of(left, right));
        return switch (random.nextInt(9)) {
            case 0 -> new BsonDocument(pick(List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$cmp")), both);
            case 1 -> new BsonDocument(pick(List.of("$add", "$subtract", "$multiply")), both);
            case 2 -> new BsonDocument("$cond", new BsonArray(List.of(left, right, expression(depth - 1))));
            case 3 -> new BsonDocument("$ifNull", both);
            case 4 -> new BsonDocument(pick(List.of("$and", "$or")), both);
            case 5 ->
                new BsonDocument(pick(List.of("$type", "$isArray", "$isNumber", "$not")), new BsonArray(List.of(left)));
            case 6 -> new BsonDocument(pick(List.of("$concat", "$in", "$concatArrays", "$arrayElemAt")), both);
            case 7 ->
                new BsonDocument(
                        pick(List.of(
                                "$size", "$toUpper", "$strLenCP", "$first", "$last", "$toString", "$abs", "$floor")),
                        new BsonArray(List.of(left)));
            default -> new BsonArray(List.of(left, right));
        };
    }
}
