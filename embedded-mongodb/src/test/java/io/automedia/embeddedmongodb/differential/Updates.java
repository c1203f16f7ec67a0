package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/// Generates update statements without their filter: operators, array filters, replacements and pipelines.
final class Updates {
    private static final List<String> OPERATORS = List.of(
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
            "$pullAll",
            "$rename",
            "$bit",
            "$currentDate",
            "$setOnInsert");

    private final Dice dice;
    private final Values values;
    private final Filters filters;
    private final Expressions expressions;

    Updates(Dice dice, Values values, Filters filters, Expressions expressions) {
        this.dice = dice;
        this.values = values;
        this.filters = filters;
        this.expressions = expressions;
    }

    /// `{u: …}`, with `arrayFilters` where the update needs them.
    BsonDocument statement() {
        return switch (dice.below(10)) {
            case 0 -> document("u", replacement());
            case 1, 2 -> document("u", pipeline());
            case 3 -> inArrays();
            default -> document("u", operators());
        };
    }

    BsonDocument operators() {
        BsonDocument update = new BsonDocument();
        List<String> roots = new ArrayList<>(List.of("a", "b", "c", "n", "l", "e"));
        for (int i = dice.below(3); i >= 0; i--) {
            String root = roots.remove(dice.below(roots.size()));
            String path = root + dice.pick("", "", "", ".a", ".b", ".1", ".b.c");
            String operator = dice.pick(OPERATORS);
            BsonDocument fields =
                    update.getDocument(operator, new BsonDocument()).clone();
            update.put(operator, fields.append(path, operand(operator)));
        }
        return update;
    }

    private BsonValue operand(String operator) {
        return switch (operator) {
            case "$inc", "$mul" -> dice.chance(60) ? number(dice.between(1, 3)) : values.numeral();
            case "$pop" -> number(dice.chance(50) ? 1 : -1);
            case "$push" -> dice.chance(50) ? values.value(1) : push();
            case "$addToSet" -> dice.chance(50) ? values.value(1) : document("$each", values.array(1));
            case "$pull" -> dice.chance(50) ? values.value(0) : dice.chance(50) ? filters.range() : filters.filter(0);
            case "$pullAll" -> values.array(0);
            case "$rename" -> text(dice.pick("f", "g", "h.a"));
            case "$bit" ->
                document(
                        dice.pick("and", "or", "xor"),
                        dice.chance(70) ? number(dice.below(8)) : new BsonInt64(dice.below(8)));
            case "$currentDate" -> flag(true);
            default -> values.value(2);
        };
    }

    private BsonDocument push() {
        BsonDocument push = document("$each", values.array(1));
        if (dice.chance(40)) {
            push.append("$slice", number(dice.between(-3, 3)));
        }
        if (dice.chance(30)) {
            push.append("$position", number(dice.between(-2, 3)));
        }
        if (dice.chance(20)) {
            push.append("$sort", number(dice.pick(1, -1)));
        } else if (dice.chance(15)) {
            push.append("$sort", document(dice.pick("a", "a.b"), dice.pick(1, -1)));
        }
        return push;
    }

    private BsonDocument inArrays() {
        String array = dice.pick("a", "b", "l", "l");
        String operator = dice.pick("$set", "$inc", "$mul", "$min", "$max", "$unset", "$push");
        if (dice.chance(30)) {
            return document(
                    "u", document(operator, document(array + ".$[]" + dice.pick("", "", ".a"), operand(operator))));
        }
        BsonDocument update = document(operator, document(array + ".$[x]" + dice.pick("", ".b"), operand(operator)));
        BsonDocument condition = dice.chance(60)
                ? document("x", dice.chance(50) ? filters.range() : values.value(0))
                : document("x.a", filters.range());
        return document("u", update).append("arrayFilters", list(condition));
    }

    private BsonDocument replacement() {
        BsonDocument replacement = values.document(number(0));
        replacement.remove("_id");
        return replacement;
    }

    private BsonArray pipeline() {
        BsonArray stages = new BsonArray();
        for (int i = dice.below(2); i >= 0; i--) {
            stages.add(
                    switch (dice.below(6)) {
                        case 0 -> document("$unset", text(dice.pick("a", "b.a", "c", "n")));
                        case 1 -> document("$replaceWith", replacing());
                        case 2 -> document("$project", document(dice.pick("a", "b", "l"), number(dice.below(2))));
                        default -> document("$set", document(dice.pick("a", "b.c", "e", "n"), expressions.any(2)));
                    });
        }
        return stages;
    }

    private BsonDocument replacing() {
        return document("$mergeObjects", list(text("$$ROOT"), document("e", expressions.any(1))));
    }

    /// A filter on an array and an update of the item that it found.
    BsonDocument positional(BsonValue id) {
        String operator = dice.pick("$set", "$inc", "$unset", "$min");
        BsonDocument filter = document("_id", id);
        BsonDocument update = document(operator, document("l.$", operand(operator)));
        BsonValue sought = dice.chance(50) ? values.small() : document("$elemMatch", filters.range());
        return document("q", filter.append("l", sought)).append("u", update);
    }
}
