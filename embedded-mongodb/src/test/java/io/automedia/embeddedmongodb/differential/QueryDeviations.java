package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Deviation.Proof.answered;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.gone;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.refused;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.rephrased;
import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/// In filters, projections, and the order of what is found.
final class QueryDeviations {
    static final List<Deviation> ALL = List.of(
            Deviation.of("breaks down", Difference::theyBreakDown),
            Deviation.of(
                    "either of two equal values may be shown (1 and 1.0), MongoDB leaves open which",
                    difference -> (difference.is("distinct") || difference.uses("$group", "$sortByCount", "$bucket"))
                            && difference.isSameUnordered()),
            Deviation.of(
                    "refuses the options s and x in a $regex",
                    difference -> difference.onlyTheyRefuse()
                            && Rewrite.holds(difference.command(), "$regex", QueryDeviations::hasRareOption),
                    rephrased(difference -> difference.with(
                            Rewrite.fields(difference.command(), "$regex", QueryDeviations::withoutRareOptions)
                                    .asDocument()))),
            Deviation.of(
                    "refuses the alias number in a $jsonSchema",
                    difference -> difference.onlyTheyRefuse()
                            && Rewrite.holds(difference.command(), "bsonType", text("number")::equals),
                    rephrased(difference -> difference.with(
                            Rewrite.fields(difference.command(), "bsonType", QueryDeviations::spelledOut)
                                    .asDocument()))),
            Deviation.of(
                    "sorts an empty array after null instead of before it",
                    difference -> difference.sorts() && Rewrite.contains(difference.before(), new BsonArray()::equals),
                    gone(difference -> difference.over(each -> !Rewrite.contains(each, new BsonArray()::equals)))),
            Deviation.of(
                    "whether an expression is evaluated where other conditions exclude a document is left open",
                    difference -> difference.onlyOneRefuses() && difference.uses("$expr"),
                    refused(QueryDeviations::conditionAlone).and(answered())),
            Deviation.of(
                    "evaluates a projection for documents beyond the limit",
                    difference -> difference.onlyTheyRefuse()
                            && difference.command().containsKey("limit")
                            && difference.command().containsKey("projection"),
                    answered()),
            Deviation.of(
                    "compares in $expr only values of one type where an index serves",
                    difference -> !difference.onlyOneRefuses() && difference.uses("$expr"),
                    rephrased(difference ->
                            difference.with(withoutIndexes(difference.command()).asDocument()))),
            Deviation.of(
                    "does not take a missing value to lie between the least and the greatest key",
                    difference -> !pathsToEnds(difference.command()).isEmpty(),
                    gone(difference -> {
                        List<String> paths = pathsToEnds(difference.command());
                        return difference.over(each -> paths.stream()
                                .noneMatch(path -> Paths.at(each, path).isEmpty()));
                    })),
            Deviation.of(
                    "takes a missing value for the least key, and for the greatest, in expressions",
                    difference -> !difference.onlyOneRefuses()
                            && (Rewrite.contains(difference.before(), Rewrite::isAtAnEnd)
                                    || Rewrite.contains(difference.command(), Rewrite::isAtAnEnd)),
                    gone(difference -> difference.replacing(leaf -> Rewrite.isAtAnEnd(leaf) ? number(7) : leaf))),
            Deviation.of(
                    "finds no decimals, and no arrays of numbers, by equal numbers of another type in $in and $nin",
                    difference -> difference.uses("$in", "$nin"),
                    gone(difference -> difference.replacing(Answers::evened))),
            Deviation.of(
                    "does not find NaN by $type where an index serves",
                    difference ->
                            difference.uses("$type") && Rewrite.contains(difference.before(), Rewrite::isNoNumber),
                    gone(difference -> difference.replacing(
                            leaf -> leaf.isDouble() && Rewrite.isNoNumber(leaf) ? new BsonDouble(7.5) : leaf))),
            Deviation.of(
                    "tests the bits of decimals and of fractions, and takes a position given twice for another",
                    difference -> difference.uses("$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear")
                            && !difference.onlyOneRefuses(),
                    gone(QueryDeviations::withPlainBits)),
            Deviation.of(
                    "projects nothing by an $elemMatch that a missing field meets",
                    difference -> difference.is("find")
                            && difference.command().get("projection") instanceof BsonDocument projection
                            && Rewrite.holds(
                                    projection, "$elemMatch", value -> Rewrite.contains(value, BsonValue::isNull)),
                    gone(difference -> difference.with(Rewrite.fields(
                                    difference.command(),
                                    "projection",
                                    shown -> Answers.mapped(shown, leaf -> leaf.isNull() ? number(7) : leaf))
                            .asDocument()))),
            Deviation.of(
                    "refuses to compare with a regular expression only when it comes to that condition",
                    difference -> difference.onlyWeRefuse()
                            && Stream.of("$gt", "$gte", "$lt", "$lte", "$ne")
                                    .anyMatch(operator -> Rewrite.holds(
                                            difference.command(), operator, BsonValue::isRegularExpression))),
            Deviation.of(
                    "refuses to write by an $elemMatch with comparisons where an index of several fields serves",
                    difference -> difference.onlyTheyRefuse()
                            && (difference.is("delete") || difference.is("update"))
                            && difference.uses("$elemMatch"),
                    rephrased(difference -> difference.with(
                            Rewrite.fields(difference.command(), "q", QueryDeviations::withEqualityApart)
                                    .asDocument()))),
            Deviation.of(
                    "refuses an upsert by $all with $elemMatch",
                    difference -> difference.onlyTheyRefuse()
                            && difference.uses("upsert")
                            && Rewrite.holds(difference.command(), "$all", QueryDeviations::holdsConditions),
                    rephrased(difference ->
                            difference.with(Rewrite.each(difference.command(), QueryDeviations::withConditionsApart)
                                    .asDocument()))),
            Deviation.of(
                    "does not look into an array that $distinct reaches by a position",
                    difference -> difference.is("distinct")
                            && difference.command().getString("key").getValue().matches(".*\\.[0-9]+"),
                    gone(difference -> difference.overEach(Rewrite::flat))));

    private QueryDeviations() {}

    private static boolean holdsConditions(BsonValue all) {
        return all instanceof BsonArray items && items.stream().anyMatch(BsonValue::isDocument);
    }

    /// With an $and of the conditions that a field's $all holds.
    private static BsonValue withConditionsApart(BsonValue part) {
        if (!(part instanceof BsonDocument filter)) {
            return part;
        }
        BsonDocument rest = new BsonDocument();
        BsonArray apart = new BsonArray();
        filter.forEach((name, condition) -> {
            if (condition instanceof BsonDocument operators && holdsConditions(operators.get("$all", text("none")))) {
                operators.getArray("$all").forEach(each -> apart.add(document(name, each)));
            } else {
                rest.append(name, condition);
            }
        });
        return apart.isEmpty() ? part : rest.append("$and", apart);
    }

    private static boolean hasRareOption(BsonValue value) {
        return value instanceof BsonRegularExpression regex
                && (regex.getOptions().contains("s") || regex.getOptions().contains("x"));
    }

    /// No text of the generators has more than one line, so that s says nothing; with x, a pattern's spaces don't
    /// count.
    private static BsonValue withoutRareOptions(BsonValue value) {
        if (!(value instanceof BsonRegularExpression regex)) {
            return value;
        }
        String pattern = regex.getPattern();
        String options = regex.getOptions();
        return new BsonRegularExpression(
                options.contains("x") ? pattern.replace(" ", "") : pattern, options.replaceAll("[sx]", ""));
    }

    /// The same conditions in a form that keeps the independent server from its indexes.
    static BsonValue withoutIndexes(BsonValue value) {
        return Rewrite.fields(value, "$expr", condition -> document("$not", list(document("$not", list(condition)))));
    }

    /// With conditions that no index serves in the place of single values.
    private static BsonValue withEqualityApart(BsonValue filter) {
        BsonDocument changed = new BsonDocument();
        filter.asDocument()
                .forEach((name, value) -> changed.append(
                        name,
                        value.isDocument() || name.startsWith("$")
                                ? value
                                : document("$not", document("$not", document("$eq", value)))));
        return changed;
    }

    private static BsonValue spelledOut(BsonValue type) {
        return type.equals(text("number")) ? list(text("int"), text("long"), text("double"), text("decimal")) : type;
    }

    private static Question conditionAlone(Difference difference) {
        List<BsonValue> conditions = new ArrayList<>();
        Rewrite.fields(difference.command(), "$expr", condition -> {
            conditions.add(condition);
            return condition;
        });
        return difference.with(document("aggregate", text("fuzz"))
                .append("pipeline", list(document("$project", document("e", new BsonArray(conditions)))))
                .append("cursor", new BsonDocument()));
    }

    /// The fields that are compared with the least or the greatest key.
    private static List<String> pathsToEnds(BsonValue value) {
        List<String> paths = new ArrayList<>();
        Rewrite.each(value, part -> {
            if (part instanceof BsonDocument document) {
                document.forEach((name, field) -> {
                    if (!name.startsWith("$") && comparesWithEnd(field)) {
                        paths.add(name);
                    }
                });
            }
            return part;
        });
        return paths;
    }

    private static boolean comparesWithEnd(BsonValue condition) {
        return Rewrite.isAtAnEnd(condition)
                || (condition instanceof BsonDocument operators
                        && operators.values().stream()
                                .anyMatch(operand -> Rewrite.contains(operand, Rewrite::isAtAnEnd)));
    }

    private static Question withPlainBits(Difference difference) {
        Question whole = difference.overEach(
                each -> Answers.mapped(each, QueryDeviations::whole).asDocument());
        BsonValue command = whole.command();
        for (String operator : new String[] {"$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear"}) {
            command = Rewrite.fields(
                    command,
                    operator,
                    mask -> mask instanceof BsonArray positions
                            ? new BsonArray(positions.stream().distinct().toList())
                            : mask);
        }
        return new Question(whole.documents(), command.asDocument());
    }

    private static BsonValue whole(BsonValue leaf) {
        return leaf.isDouble() || leaf.isDecimal128() ? number((int) Answers.asDouble(leaf)) : leaf;
    }
}
