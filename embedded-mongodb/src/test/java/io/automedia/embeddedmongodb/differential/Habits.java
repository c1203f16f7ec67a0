package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// Commands as applications send them all day: pages behind a position, work that is claimed, leases, changes of
/// some documents if they are still as they were, upserts in bulk.
final class Habits {
    private final Dice dice;
    private final Values values;
    private final Filters filters;

    Habits(Dice dice, Values values, Filters filters) {
        this.dice = dice;
        this.values = values;
        this.filters = filters;
    }

    BsonDocument command(List<BsonValue> ids) {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> page(dice.pick(ids));
            case 3 -> claim();
            case 4 -> lease(dice.pick(ids));
            case 5, 6 -> update(some(ids));
            case 7 -> update(bulk(ids)).append("ordered", flag(dice.chance(50)));
            case 8 -> count();
            default -> removal();
        };
    }

    private static BsonDocument to(String name) {
        return document(name, text("fuzz"));
    }

    private static BsonDocument update(BsonArray statements) {
        return to("update").append("updates", statements);
    }

    /// The documents behind one, in an order that `_id` completes.
    private BsonDocument page(BsonValue last) {
        String field = dice.pick("n", "t", "d", "b");
        boolean descending = dice.chance(50);
        BsonValue position = value(field);
        String behind = descending ? "$lt" : "$gt";
        BsonDocument among = document(field, position).append("_id", document(behind, last));
        BsonDocument filter = document("$or", list(document(field, document(behind, position)), among));
        if (dice.chance(60)) {
            filter = document("$and", list(condition(), filter));
        }
        int direction = descending ? -1 : 1;
        return to("find")
                .append("filter", filter)
                .append("sort", document(field, direction).append("_id", number(direction)))
                .append("limit", number(1 + dice.below(6)))
                .append("batchSize", number(1000));
    }

    private BsonValue value(String field) {
        return switch (field) {
            case "n" -> values.numeral();
            case "t" -> values.string();
            case "d" -> values.date();
            default -> values.value(0);
        };
    }

    /// What one asks of a field whose type is known.
    private BsonDocument condition() {
        return switch (dice.below(8)) {
            case 0 -> document("t", values.string());
            case 1 -> document("t", document("$in", list(values.string(), values.string(), BsonNull.VALUE)));
            case 2 -> document("d", document("$gte", values.date()).append("$lt", values.date()));
            case 3 -> document("n", document(dice.pick("$gt", "$gte", "$lte"), values.small()));
            case 4 -> document(dice.pick("l.2", "c", "a.b"), document("$exists", flag(dice.chance(50))));
            case 5 -> document("l", document("$size", number(dice.below(3))).append("$all", list(values.small())));
            case 6 -> document("l", dice.chance(50) ? values.small() : document("$ne", values.small()));
            default -> filters.filter(1);
        };
    }

    private BsonDocument claim() {
        BsonDocument query = document("d", document("$lte", values.date()))
                .append("t", document("$in", list(BsonNull.VALUE, values.string())));
        BsonDocument change = document("$set", document("t", values.string()))
                .append("$min", document("d", values.date()))
                .append("$inc", document("c", 1));
        return to("findAndModify")
                .append("query", query)
                .append("sort", document("d", 1).append("_id", number(1)))
                .append("update", change)
                .append("new", flag(dice.chance(70)));
    }

    private BsonDocument lease(BsonValue id) {
        BsonArray free = list(document("d", document("$lte", values.date())), document("t", values.string()));
        BsonDocument change = document("$set", document("t", values.string()).append("d", values.date()))
                .append("$max", document("b", values.date()))
                .append("$inc", document("n", 1));
        return to("findAndModify")
                .append("query", document("_id", id).append("$or", free))
                .append("update", change)
                .append("upsert", flag(dice.chance(70)))
                .append("new", BsonBoolean.TRUE);
    }

    private BsonArray some(List<BsonValue> ids) {
        BsonDocument named = document("_id", document("$in", list(dice.pick(ids), dice.pick(ids), values.id())));
        BsonDocument query = dice.chance(70) ? document("$and", list(named, condition())) : named;
        return list(document("q", query).append("u", change()).append("multi", BsonBoolean.TRUE));
    }

    private BsonDocument change() {
        BsonDocument change = document("$inc", document("__v", 1));
        return switch (dice.below(7)) {
            case 0 -> change.append("$addToSet", document("l", values.small()));
            case 1 -> change.append("$pull", document("l", document("$in", list(values.small(), values.small()))));
            case 2 -> change.append("$pull", document("l", document("a", document("$in", list(values.small())))));
            case 3 -> change.append("$pullAll", document("l", list(values.small(), values.small())));
            case 4 -> change.append("$unset", document("c", text("")).append("a.b", text("")));
            case 5 -> change.append("$push", document("l", pushed()));
            default -> change.append("$set", document("t", values.string()).append("a.b", values.value(1)));
        };
    }

    private BsonDocument pushed() {
        return document("$each", list(values.small(), document("a", values.small())))
                .append("$slice", number(dice.pick(-3, 2)));
    }

    private BsonArray bulk(List<BsonValue> ids) {
        BsonArray statements = new BsonArray();
        for (int i = 2 + dice.below(3); i > 0; i--) {
            BsonDocument query = document("_id", dice.chance(70) ? dice.pick(ids) : values.id());
            BsonDocument replacement = values.document(number(0));
            replacement.remove("_id");
            BsonDocument once =
                    document("$setOnInsert", document("t", values.string()).append("d", values.date()));
            statements.add(document("q", query)
                    .append("u", dice.chance(50) ? replacement : once)
                    .append("upsert", flag(dice.chance(80))));
        }
        return statements;
    }

    private BsonDocument count() {
        BsonDocument count = to("count").append("query", condition()).append("limit", number(1 + dice.below(5)));
        return dice.chance(30) ? count.append("skip", number(dice.below(3))) : count;
    }

    private BsonDocument removal() {
        BsonDocument query = dice.chance(30)
                ? document("_id", document("$gte", text("a")).append("$lt", text("b")))
                : document("$and", list(document("d", document("$lt", values.date())), condition()));
        return to("delete").append("deletes", list(document("q", query).append("limit", number(0))));
    }
}
