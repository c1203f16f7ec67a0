package io.automedia.embeddedmongodb.differential;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// What the independent server (FerretDB 2 over DocumentDB) is known to answer differently from what MongoDB 7
/// documents, each as narrow as the answers allow to tell.
final class KnownDeviations {
    private record Deviation(String reason, Predicate<Difference> explains) {}

    private static final List<Deviation> ALL = List.of(
            new Deviation("breaks down", Difference::theyBreakDown),
            new Deviation(
                    "either of two equal values may be shown (1 and 1.0), MongoDB leaves open which",
                    difference -> (difference.is("distinct") || difference.uses("$group", "$sortByCount", "$bucket"))
                            && Answers.evenedUnordered(difference.ours())
                                    .equals(Answers.evenedUnordered(difference.theirs()))),
            new Deviation(
                    "counts a replacement by the same document as modified",
                    difference -> !difference.weRefuse() && isSameBut(difference, "nModified")),
            new Deviation(
                    "makes no array where $push or $addToSet has nothing to add",
                    difference -> !difference.onlyOneRefuses()
                            && (holds(difference.command(), "$each", new BsonArray()::equals)
                                    || holds(difference.command(), "$slice", Terms.number(0)::equals))),
            new Deviation(
                    "refuses the options s and x in a $regex",
                    difference -> difference.onlyTheyRefuse()
                            && holds(difference.command(), "$regex", KnownDeviations::hasRareOption)),
            new Deviation(
                    "counts to 0 with $count, where MongoDB gives no document",
                    difference -> difference.uses("$count")
                            && difference
                                    .ours()
                                    .equals(without(difference.theirs(), KnownDeviations::isCountOfNothing))),
            new Deviation(
                    "sorts an empty array after null instead of before it",
                    difference -> !difference.weRefuse()
                            && !difference.theyRefuse()
                            && difference.sorts()
                            && (difference.sortedFieldsHold(new BsonArray())
                                    || (difference.uses("$facet")
                                            && holds(difference.ours(), "_id", new BsonArray()::equals)))),
            new Deviation(
                    "joins with everything where localField is missing and a pipeline is given",
                    difference -> holds(
                            difference.command(),
                            "$lookup",
                            value -> value.asDocument().keySet().containsAll(Set.of("localField", "pipeline")))),
            new Deviation(
                    "refuses the alias number in a $jsonSchema",
                    difference -> difference.onlyTheyRefuse()
                            && holds(difference.command(), "bsonType", value -> value.equals(Terms.text("number")))),
            new Deviation(
                    "whether an expression is evaluated where other conditions exclude a document is left open",
                    difference -> difference.onlyOneRefuses() && difference.uses("$expr")),
            new Deviation(
                    "findAndModify says that nothing was found where an update changed nothing",
                    difference -> difference.is("findAndModify") && isSameBut(difference, "lastErrorObject")),
            new Deviation(
                    "refuses to $unset at a path that leads through an array or a single value",
                    difference -> difference.theyRefuse() && difference.uses("$unset")),
            new Deviation(
                    "refuses to $rename what an array does not hold",
                    difference -> difference.onlyTheyRefuse() && difference.uses("$rename")),
            new Deviation(
                    "does not evaluate what a later $count or $match of a pipeline makes needless",
                    difference -> difference.onlyWeRefuse()
                            && difference.is("aggregate")
                            && difference.endsWith("$count", "$match")),
            new Deviation(
                    "loses the sign of zero in a power",
                    difference -> difference.uses("$pow")
                            && isSameBut(difference.mapped(KnownDeviations::withoutNegativeZeros), "nothing")),
            new Deviation(
                    "keeps groups for a decimal and for an equal other number apart",
                    difference -> !difference.onlyOneRefuses()
                            && difference.uses("$group", "$sortByCount")
                            && contains(difference.contents(), BsonValue::isDecimal128)),
            new Deviation(
                    "has a number of its own for a duplicate key in findAndModify",
                    difference -> difference.is("findAndModify")
                            && difference.theyRefuse()
                            && difference.ours().get("refused", BsonNull.VALUE).equals(Terms.text("duplicate key"))),
            new Deviation(
                    "makes the parents and the items that $pull, $pullAll and $pop take nothing from",
                    difference -> !difference.onlyOneRefuses()
                            && difference.uses("$pull", "$pullAll", "$pop")
                            && isSameBut(difference.mapped(KnownDeviations::pruned), "nModified")),
            new Deviation(
                    "updates the items of what is no array with $unset, which MongoDB refuses",
                    difference -> difference.onlyWeRefuse()
                            && holds(
                                    difference.command(),
                                    "$unset",
                                    value -> value instanceof BsonDocument paths
                                            && paths.keySet().stream().anyMatch(path -> path.contains("$[")))),
            new Deviation(
                    "finds another reason to refuse before it comes to the duplicate key",
                    difference -> difference.weRefuse()
                            && difference.theyRefuse()
                            && difference.ours().toString().contains("duplicate key")),
            new Deviation(
                    "makes the parents that $pull takes nothing from, so that a unique index has nothing to refuse",
                    difference -> difference.onlyWeRefuse()
                            && difference.ours().toString().contains("duplicate key")
                            && difference.uses("$pull", "$pullAll", "$pop")),
            new Deviation(
                    "does not take a missing value to lie between the least and the greatest key",
                    difference -> !difference.onlyOneRefuses()
                            && (contains(difference.command(), KnownDeviations::isAtAnEnd)
                                    || (difference.is("aggregate")
                                            && contains(difference.contents(), KnownDeviations::isAtAnEnd)))),
            new Deviation(
                    "keeps the fields that $project or $unset took away for a $set right behind it",
                    difference -> difference.hasStages(Set.of("$project", "$unset"), Set.of("$set", "$addFields"))),
            new Deviation(
                    "tests the bits of decimals and of fractions, and takes a position given twice for another",
                    difference -> difference.uses("$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear")
                            && !difference.onlyOneRefuses()),
            new Deviation(
                    "takes back what an update of several documents did before one of them was refused",
                    difference -> difference.weRefuse() && difference.theyRefuse() && difference.uses("multi")),
            new Deviation(
                    "averages decimals as doubles",
                    difference -> difference.uses("$avg")
                            && contains(difference.contents(), BsonValue::isDecimal128)
                            && isSameBut(
                                    difference.mapped(value -> Answers.rounded(Answers.evened(value))), "nothing")),
            new Deviation(
                    "truncates the first moment of a day to the day before",
                    difference -> difference.uses("$dateTrunc")),
            new Deviation(
                    "makes the parents of the target of a $rename that has nothing to move",
                    difference -> difference.uses("$rename")
                            && isSameBut(difference.mapped(KnownDeviations::pruned), "nModified")),
            new Deviation(
                    "does not keep the order of $sort for $push, $first and $last of a $group behind it",
                    difference -> difference.sorts()
                            && difference.uses("$group")
                            && difference.uses("$push", "$first", "$last")
                            && difference
                                    .mapped(KnownDeviations::withoutOrdered)
                                    .isSameUnordered()),
            new Deviation(
                    "makes 0E-15 of 0.0 as a decimal",
                    difference -> (contains(difference.command(), KnownDeviations::isZero)
                                    || contains(difference.contents(), KnownDeviations::isZero))
                            && isSameBut(difference.mapped(KnownDeviations::withPlainDecimals), "nothing")),
            new Deviation(
                    "refuses to compare with a regular expression only when it comes to that condition",
                    difference -> difference.onlyWeRefuse()
                            && Stream.of("$gt", "$gte", "$lt", "$lte", "$ne")
                                    .anyMatch(operator ->
                                            holds(difference.command(), operator, BsonValue::isRegularExpression))),
            new Deviation(
                    "evaluates operands that MongoDB never looks at",
                    difference -> difference.onlyTheyRefuse()
                            && difference.uses(
                                    "$ifNull", "$cond", "$switch", "$and", "$or", "$concatArrays", "$concat")),
            new Deviation(
                    "pulls no strings by a regular expression",
                    difference -> holds(
                            difference.command(), "$pull", value -> contains(value, BsonValue::isRegularExpression))),
            new Deviation(
                    "pulls arrays by conditions on documents",
                    difference -> !difference.onlyOneRefuses()
                            && holds(
                                    difference.command(),
                                    "$pull",
                                    value -> value instanceof BsonDocument fields
                                            && fields.values().stream().anyMatch(BsonValue::isDocument))),
            new Deviation(
                    "finds nothing missing in an item that is no document for an array filter",
                    difference -> !difference.onlyOneRefuses()
                            && holds(
                                    difference.command(), "arrayFilters", value -> contains(value, BsonValue::isNull))),
            new Deviation(
                    "joins with nothing where a second $match follows the one that uses a variable",
                    difference -> holds(
                            difference.command(),
                            "$lookup",
                            value -> value.asDocument().containsKey("let")
                                    && Difference.hasStages(value, Set.of("$match"), Set.of("$match")))),
            new Deviation(
                    "renames nothing where the source leads through an array, which MongoDB refuses",
                    difference -> difference.onlyWeRefuse() && difference.uses("$rename")),
            new Deviation(
                    "adds documents to a set twice that differ in the types of equal numbers",
                    difference -> difference.uses("$addToSet")
                            && difference.is("aggregate")
                            && difference
                                    .mapped(value -> distinct(Answers.evened(value)))
                                    .isSameUnordered()),
            new Deviation(
                    "does not look into an array that $distinct reaches by a position",
                    difference -> difference.is("distinct")
                            && difference.command().getString("key").getValue().matches(".*\\.[0-9]+")),
            new Deviation(
                    "computes with large longs as doubles",
                    difference -> difference.uses("$trunc", "$round", "$mod", "$floor", "$ceil", "$abs")
                            && contains(
                                    difference.contents(),
                                    value -> value.isInt64()
                                            && Math.abs((double) value.asInt64().getValue()) > 0x1p53)),
            new Deviation(
                    "multiplies what is not there to zero even by NaN",
                    difference ->
                            difference.uses("$mul") && contains(difference.command(), KnownDeviations::isNoNumber)),
            new Deviation(
                    "takes NaN for greater than other numbers with $max, and less for $min",
                    difference -> difference.uses("$max", "$min")
                            && (contains(difference.command(), KnownDeviations::isNoNumber)
                                    || contains(difference.theirs(), KnownDeviations::isNoNumber))),
            new Deviation(
                    "writes doubles with six digits as text",
                    difference -> contains(difference.command(), value -> value.equals(Terms.text("string")))
                            || difference.uses("$toString")),
            new Deviation(
                    "indexes arrays in two fields of one index",
                    difference -> difference.onlyWeRefuse()
                            && Commands.writes(difference.command())
                            && difference.hasCompoundIndex()),
            new Deviation(
                    "refuses to take a slice of an empty array",
                    difference -> difference.onlyTheyRefuse() && difference.uses("$slice")),
            new Deviation(
                    "computes in another order, so that the last digits differ",
                    difference ->
                            difference.uses("$stdDevPop", "$avg", "$sum", "$round", "$trunc", "$divide", "$multiply")
                                    && isSameBut(difference.mapped(Answers::rounded), "nothing")));

    private KnownDeviations() {}

    /// The reason why the answers may differ, or null. Nothing excuses an internal error of ours.
    static @Nullable String explain(Difference difference) {
        if (difference.weBreakDown()) {
            return null;
        }
        return ALL.stream()
                .filter(deviation -> deviation.explains().test(difference))
                .map(Deviation::reason)
                .findFirst()
                .orElse(null);
    }

    private static boolean isSameBut(Difference difference, String field) {
        BsonDocument ours = difference.ours().clone();
        BsonDocument theirs = difference.theirs().clone();
        ours.remove(field);
        theirs.remove(field);
        return ours.equals(theirs);
    }

    /// Whether a field of this name anywhere in a command has such a value.
    private static boolean holds(BsonValue command, String name, Predicate<BsonValue> test) {
        return switch (command) {
            case BsonDocument document ->
                document.entrySet().stream()
                        .anyMatch(field -> (field.getKey().equals(name) && test.test(field.getValue()))
                                || holds(field.getValue(), name, test));
            case BsonArray array -> array.stream().anyMatch(item -> holds(item, name, test));
            default -> false;
        };
    }

    private static boolean contains(BsonValue value, Predicate<BsonValue> test) {
        return switch (value) {
            case BsonDocument document -> document.values().stream().anyMatch(part -> contains(part, test));
            case BsonArray array -> array.stream().anyMatch(item -> contains(item, test));
            default -> test.test(value);
        };
    }

    private static BsonValue withoutNegativeZeros(BsonValue value) {
        return Answers.mapped(
                value, leaf -> leaf.isDouble() ? new BsonDouble(leaf.asDouble().getValue() + 0.0) : leaf);
    }

    /// Without the field that the generator gives to accumulators that depend on an order.
    private static BsonValue withoutOrdered(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                BsonDocument rest = new BsonDocument();
                document.forEach((name, field) -> {
                    if (!name.equals("o")) {
                        rest.append(name, withoutOrdered(field));
                    }
                });
                yield rest;
            }
            case BsonArray array ->
                new BsonArray(
                        array.stream().map(KnownDeviations::withoutOrdered).toList());
            default -> value;
        };
    }

    private static boolean isNoNumber(BsonValue value) {
        return (value.isDouble() || value.isDecimal128()) && Double.isNaN(Answers.asDouble(value));
    }

    private static boolean isAtAnEnd(BsonValue value) {
        return value.getBsonType() == BsonType.MIN_KEY || value.getBsonType() == BsonType.MAX_KEY;
    }

    private static boolean isZero(BsonValue value) {
        return value.isNumber() && value.asNumber().doubleValue() == 0;
    }

    private static BsonValue withPlainDecimals(BsonValue value) {
        return Answers.mapped(
                value,
                leaf -> leaf.isDecimal128() && Double.isFinite(Answers.asDouble(leaf))
                        ? Terms.text(
                                new BigDecimal(leaf.asDecimal128().getValue().toString())
                                        .stripTrailingZeros()
                                        .toString())
                        : leaf);
    }

    private static BsonValue distinct(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                BsonDocument result = new BsonDocument();
                document.forEach((name, field) -> result.append(name, distinct(field)));
                yield result;
            }
            case BsonArray array ->
                new BsonArray(
                        array.stream().map(KnownDeviations::distinct).distinct().toList());
            default -> value;
        };
    }

    private static BsonValue pruned(BsonValue value) {
        if (!(value instanceof BsonDocument document)) {
            return value instanceof BsonArray array
                    ? new BsonArray(array.stream()
                            .filter(item -> !item.isNull())
                            .map(KnownDeviations::pruned)
                            .toList())
                    : value;
        }
        BsonDocument rest = new BsonDocument();
        document.forEach((name, field) -> {
            BsonValue less = pruned(field);
            if (!less.equals(new BsonDocument())) {
                rest.append(name, less);
            }
        });
        return rest;
    }

    private static boolean hasRareOption(BsonValue value) {
        return value instanceof BsonRegularExpression regex
                && (regex.getOptions().contains("s") || regex.getOptions().contains("x"));
    }

    private static boolean isCountOfNothing(BsonValue value) {
        return value instanceof BsonDocument document
                && document.size() == 1
                && Terms.number(0).equals(document.get(document.getFirstKey()));
    }

    private static BsonValue without(BsonValue value, Predicate<BsonValue> unwanted) {
        return switch (value) {
            case BsonDocument document -> {
                BsonDocument rest = new BsonDocument();
                document.forEach((name, field) -> rest.append(name, without(field, unwanted)));
                yield rest;
            }
            case BsonArray array ->
                new BsonArray(array.stream()
                        .filter(item -> !unwanted.test(item))
                        .map(item -> without(item, unwanted))
                        .toList());
            default -> value;
        };
    }
}
