package io.automedia.embeddedmongodb.differential;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;

/// Looks into commands and documents, and makes others of them.
final class Rewrite {
    private Rewrite() {}

    /// Whether a field of this name, however deep, has such a value.
    static boolean holds(BsonValue value, String name, Predicate<BsonValue> test) {
        return switch (value) {
            case BsonDocument document ->
                document.entrySet().stream()
                        .anyMatch(field -> (field.getKey().equals(name) && test.test(field.getValue()))
                                || holds(field.getValue(), name, test));
            case BsonArray array -> array.stream().anyMatch(item -> holds(item, name, test));
            default -> false;
        };
    }

    /// Whether this or something in it is such a value.
    static boolean contains(BsonValue value, Predicate<BsonValue> test) {
        return test.test(value)
                || switch (value) {
                    case BsonDocument document -> document.values().stream().anyMatch(part -> contains(part, test));
                    case BsonArray array -> array.stream().anyMatch(item -> contains(item, test));
                    default -> false;
                };
    }

    /// With another value for each field of this name.
    static BsonValue fields(BsonValue value, String name, UnaryOperator<BsonValue> change) {
        return each(value, part -> {
            if (part instanceof BsonDocument document && document.containsKey(name)) {
                return document.clone().append(name, change.apply(document.get(name)));
            }
            return part;
        });
    }

    /// With every part changed, the inner ones first.
    static BsonValue each(BsonValue value, UnaryOperator<BsonValue> change) {
        return change.apply(
                switch (value) {
                    case BsonDocument document -> {
                        BsonDocument changed = new BsonDocument();
                        document.forEach((name, field) -> changed.append(name, each(field, change)));
                        yield changed;
                    }
                    case BsonArray array ->
                        new BsonArray(
                                array.stream().map(item -> each(item, change)).toList());
                    default -> value;
                });
    }

    /// Without these items of arrays, however deep.
    static BsonValue without(BsonValue value, Predicate<BsonValue> unwanted) {
        return each(
                value,
                part -> part instanceof BsonArray array
                        ? new BsonArray(array.stream().filter(unwanted.negate()).toList())
                        : part);
    }

    /// Without arrays that are items of arrays.
    static BsonDocument flat(BsonDocument document) {
        return without(document, BsonValue::isArray).asDocument();
    }

    /// Without fields and items that hold nothing, and without nulls in arrays.
    static BsonValue pruned(BsonValue value, BsonValue... nothing) {
        return each(value, part -> {
            if (part instanceof BsonArray array) {
                return new BsonArray(array.stream()
                        .filter(item -> !item.isNull() && !List.of(nothing).contains(item))
                        .toList());
            }
            if (!(part instanceof BsonDocument document)) {
                return part;
            }
            BsonDocument rest = new BsonDocument();
            document.forEach((name, field) -> {
                if (!List.of(nothing).contains(field)) {
                    rest.append(name, field);
                }
            });
            return rest;
        });
    }

    /// The command with other update operators.
    static BsonDocument update(BsonDocument command, UnaryOperator<BsonDocument> change) {
        BsonDocument changed = command.clone();
        if (command.get("update") instanceof BsonDocument update) {
            changed.append("update", change.apply(update.clone()));
        }
        if (command.get("updates") instanceof BsonArray statements) {
            changed.append(
                    "updates",
                    new BsonArray(statements.stream()
                            .map(BsonValue::asDocument)
                            .map(statement -> statement.get("u") instanceof BsonDocument update
                                    ? statement.clone().append("u", change.apply(update.clone()))
                                    : statement)
                            .toList()));
        }
        return changed;
    }

    /// The command without those fields of an update operator; it stays an update with operators, and keeps array
    /// filters only where they are used.
    static BsonDocument withoutPaths(BsonDocument command, String operator, Predicate<String> unwanted) {
        BsonDocument changed = update(command, update -> {
            if (update.get(operator) instanceof BsonDocument fields) {
                BsonDocument rest = fields.clone();
                rest.keySet().removeIf(unwanted);
                update.remove(operator);
                if (!rest.isEmpty()) {
                    update.append(operator, rest);
                } else if (update.isEmpty()) {
                    update.append("$unset", Terms.document("nowhere", 1));
                }
            }
            return update;
        });
        return Program.json(changed).contains(".$[x]") ? changed : withoutFilters(changed);
    }

    private static BsonDocument withoutFilters(BsonDocument command) {
        return each(command, part -> {
                    if (part instanceof BsonDocument statement && statement.containsKey("arrayFilters")) {
                        BsonDocument rest = statement.clone();
                        rest.remove("arrayFilters");
                        return rest;
                    }
                    return part;
                })
                .asDocument();
    }

    /// The command with these stages in front of every stage of that name.
    static BsonDocument before(BsonDocument command, String name, UnaryOperator<BsonValue> stage) {
        return each(command, part -> {
                    if (!(part instanceof BsonArray array)) {
                        return part;
                    }
                    BsonArray stages = new BsonArray();
                    for (BsonValue each : array) {
                        if (each instanceof BsonDocument document
                                && Commands.name(document).equals(name)) {
                            stages.add(stage.apply(document.get(name, BsonNull.VALUE)));
                        }
                        stages.add(each);
                    }
                    return stages;
                })
                .asDocument();
    }

    static BsonValue evenDecimals(BsonValue leaf) {
        return leaf.isDecimal128() ? new BsonDouble(Answers.asDouble(leaf)) : leaf;
    }

    static boolean isNoNumber(BsonValue value) {
        return (value.isDouble() || value.isDecimal128()) && Double.isNaN(Answers.asDouble(value));
    }

    static boolean isUnlimited(BsonValue value) {
        return (value.isDouble() || value.isDecimal128()) && !Double.isFinite(Answers.asDouble(value));
    }

    static boolean isAtAnEnd(BsonValue value) {
        return value.getBsonType() == BsonType.MIN_KEY || value.getBsonType() == BsonType.MAX_KEY;
    }

    static boolean isLarge(BsonValue value) {
        return value.isInt64() && Math.abs((double) value.asInt64().getValue()) >= 0x1p53;
    }

    static boolean isLargeDouble(BsonValue value) {
        return value.isDouble() && Math.abs(value.asDouble().getValue()) >= 1e15;
    }
}
