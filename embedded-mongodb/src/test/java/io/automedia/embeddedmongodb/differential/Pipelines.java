package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// Generates pipelines with every stage that the README names but `$sample`, which answers by chance.
final class Pipelines {
    private final Dice dice;
    private final Filters filters;
    private final Expressions expressions;

    Pipelines(Dice dice, Filters filters, Expressions expressions) {
        this.dice = dice;
        this.filters = filters;
        this.expressions = expressions;
    }

    BsonArray pipeline() {
        BsonArray stages = new BsonArray();
        if (dice.chance(40)) {
            stages.add(document("$match", filters.filter(1)));
        }
        boolean sorted = dice.chance(40);
        if (sorted) {
            stages.add(document("$sort", order()));
            page(stages);
        }
        for (int i = dice.below(3); i > 0; i--) {
            stages.add(shaping());
        }
        if (dice.chance(45)) {
            collecting(stages, sorted);
        }
        if (dice.chance(15)) {
            stages.add(dice.chance(50) ? document("$match", filters.filter(1)) : document("$count", text("count")));
        }
        return stages.isEmpty() ? list(shaping()) : stages;
    }

    BsonDocument order() {
        BsonDocument order = new BsonDocument();
        for (int i = dice.below(3); i > 0; i--) {
            order.append(dice.pick("a", "b", "n", "t", "d", "a.b", "l"), number(dice.pick(1, -1)));
        }
        return order.append("_id", number(dice.pick(1, 1, -1)));
    }

    private void page(BsonArray stages) {
        if (dice.chance(30)) {
            stages.add(document("$skip", number(dice.below(6))));
        }
        if (dice.chance(40)) {
            stages.add(document("$limit", number(1 + dice.below(8))));
        }
    }

    private BsonDocument shaping() {
        return switch (dice.below(10)) {
            case 0, 1, 2 ->
                document(
                        dice.pick("$addFields", "$set"),
                        document(dice.pick("e", "a", "a.e", "n", "t", "l"), expressions.any(2)));
            case 3, 4 -> document("$project", projection());
            case 5 -> document("$unset", text(dice.pick(Values.PATHS)));
            case 6, 7 -> unwind();
            case 8 -> document("$replaceRoot", document("newRoot", whole()));
            default -> document("$match", filters.filter(1));
        };
    }

    private BsonValue whole() {
        return document("$mergeObjects", list(text("$$ROOT"), document("e", expressions.any(1))));
    }

    private BsonDocument unwind() {
        String path = "$" + dice.pick("l", "l", "a", "b", "a.b", "b.a");
        if (dice.chance(50)) {
            return document("$unwind", text(path));
        }
        BsonDocument unwind = document("path", text(path));
        if (dice.chance(60)) {
            unwind.append("preserveNullAndEmptyArrays", BsonBoolean.valueOf(dice.chance(80)));
        }
        return document("$unwind", dice.chance(50) ? unwind.append("includeArrayIndex", text("i")) : unwind);
    }

    /// Inclusions or exclusions, and expressions among inclusions.
    BsonDocument projection() {
        BsonValue flag = number(dice.below(2));
        BsonDocument projection = document(dice.pick("a", "a.b", "a.c", "n"), flag);
        projection.append(dice.pick("b", "b.a", "c", "c.b", "l"), flag);
        if (dice.chance(15)) {
            projection.append("_id", number(0));
        }
        return flag.equals(number(1)) && dice.chance(50) ? projection.append("e", expressions.any(2)) : projection;
    }

    private void collecting(BsonArray stages, boolean sorted) {
        switch (dice.below(8)) {
            case 0 -> stages.add(document("$sortByCount", key()));
            case 1 -> stages.add(document("$bucket", bucket()));
            case 2 ->
                stages.add(document(
                        "$facet",
                        document("x", list(group(), document("$sort", document("_id", 1))))
                                .append("y", list(counted()))));
            case 3 -> stages.add(document("$lookup", lookup()));
            case 4 ->
                stages.add(document("$unionWith", document("coll", text("fuzz")).append("pipeline", list(shaping()))));
            default -> {
                BsonDocument group = group();
                if (sorted && dice.chance(60)) {
                    group.getDocument("$group")
                            .append("o", document(dice.pick("$first", "$last", "$push"), orNull(expressions.any(1))));
                }
                stages.add(group);
                if (dice.chance(30)) {
                    group.getDocument("$group").append("u", document("$addToSet", key()));
                    BsonDocument sort = document("input", text("$u")).append("sortBy", number(1));
                    stages.add(document("$set", document("u", document("$sortArray", sort))));
                }
            }
        }
    }

    private static BsonDocument counted() {
        return document("$count", text("n"));
    }

    private BsonDocument group() {
        BsonDocument group = document("_id", key()).append("n", document("$sum", number(1)));
        return document(
                "$group",
                group.append(
                        "s",
                        document(
                                dice.pick("$sum", "$avg", "$min", "$max", "$stdDevPop"),
                                dice.chance(50) ? expressions.numeric(1) : text("$" + dice.pick(Values.PATHS)))));
    }

    /// The independent server keeps groups for null and for nothing apart; MongoDB doesn't, and the kept programs say
    /// so.
    private BsonValue key() {
        return orNull(rawKey());
    }

    private static BsonDocument orNull(BsonValue value) {
        return document("$ifNull", list(value, BsonNull.VALUE));
    }

    private BsonValue rawKey() {
        return switch (dice.below(5)) {
            case 0 -> BsonNull.VALUE;
            case 1 -> document("x", orNull(text("$t"))).append("y", orNull(text("$n")));
            case 2 -> expressions.any(1);
            default -> text("$" + dice.pick(Values.PATHS));
        };
    }

    private BsonDocument bucket() {
        return document("groupBy", text("$n"))
                .append("boundaries", list(number(-1), number(1), number(3)))
                .append("default", text("other"));
    }

    private BsonDocument lookup() {
        BsonDocument lookup = document("from", text("fuzz"));
        BsonArray pipeline = list(
                document("$match", filters.filter(1)),
                document("$sort", document("_id", 1)),
                document("$project", document("_id", 1)));
        if (dice.chance(50)) {
            lookup.append("localField", text(dice.pick("a", "n", "l", "a.b")))
                    .append("foreignField", text(dice.pick("a", "n", "_id", "l")));
        } else {
            BsonValue correlated =
                    document("$expr", document("$eq", list(text("$" + dice.pick("n", "t", "a")), text("$$v"))));
            lookup.append("let", document("v", text("$" + dice.pick("n", "t", "a"))));
            pipeline.add(0, document("$match", correlated));
        }
        return lookup.append("pipeline", pipeline).append("as", text(dice.pick("e", "x.e")));
    }

    BsonDocument shown() {
        return switch (dice.below(5)) {
            case 0 ->
                document(
                        dice.pick("l", "a"),
                        document(
                                "$slice",
                                dice.chance(50)
                                        ? number(dice.pick(-2, 1, 2))
                                        : list(number(dice.between(-2, 2)), number(2))));
            case 1 ->
                document(
                        dice.pick("l", "a"),
                        document("$elemMatch", dice.chance(50) ? filters.range() : filters.filter(0)));
            default -> projection();
        };
    }
}
