package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Deviation.Proof.answered;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.gone;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.refused;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.rephrased;
import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// In stages and expressions.
final class PipelineDeviations {
    private static final Map<String, Integer> MILLISECONDS =
            Map.of("second", 1_000, "minute", 60_000, "hour", 3_600_000);
    private static final Map<String, String> DAYS =
            Map.of("week", "$dayOfWeek", "month", "$dayOfMonth", "year", "$dayOfYear");
    private static final long LATER = 10_000_000_000L;

    static final List<Deviation> ALL = List.of(
            Deviation.of(
                    "counts to 0 with $count, where MongoDB gives no document",
                    difference -> difference.uses("$count")
                            && difference
                                    .ours()
                                    .equals(Rewrite.without(
                                            difference.theirs(), PipelineDeviations::isCountOfNothing))),
            Deviation.of(
                    "joins by localField only behind the pipeline, whose $project took the foreign field away",
                    difference -> Rewrite.holds(difference.command(), "$lookup", PipelineDeviations::joinsByPipeline),
                    gone(difference -> difference.with(
                            Rewrite.fields(difference.command(), "$lookup", PipelineDeviations::withoutProject)
                                    .asDocument()))),
            Deviation.of(
                    "joins with nothing, or with everything, where as is a path",
                    difference -> Rewrite.holds(difference.command(), "as", text("x.e")::equals),
                    rephrased(difference ->
                            difference.with(Rewrite.each(difference.command(), PipelineDeviations::withPathApart)
                                    .asDocument()))),
            Deviation.of(
                    "joins with nothing, or fails, by equality with a variable where an index or a further $match is",
                    difference -> Rewrite.holds(
                            difference.command(),
                            "$lookup",
                            value -> value.asDocument().containsKey("let")),
                    rephrased(difference -> difference.with(
                            Rewrite.fields(difference.command(), "pipeline", PipelineDeviations::withOneMatch)
                                    .asDocument()))),
            Deviation.of(
                    "does not evaluate what later stages of a pipeline make needless",
                    difference -> difference.onlyWeRefuse() && difference.is("aggregate"),
                    PipelineDeviations::bothRefuseTheBeginning),
            Deviation.of(
                    "evaluates the argument of $last only for the last document of a group",
                    difference -> difference.onlyWeRefuse() && difference.uses("$last"),
                    refused(difference ->
                            difference.with(Rewrite.each(difference.command(), PipelineDeviations::withAllInsteadOfLast)
                                    .asDocument()))),
            Deviation.of(
                    "evaluates operands that MongoDB never looks at",
                    difference -> difference.onlyTheyRefuse()
                            && difference.uses(
                                    "$ifNull", "$cond", "$switch", "$and", "$or", "$concatArrays", "$concat"),
                    answered()),
            Deviation.of(
                    "refuses to take a slice of an empty array",
                    difference -> difference.onlyTheyRefuse() && difference.uses("$slice"),
                    answered()),
            Deviation.of(
                    "keeps the fields that $project or $unset took away for a $set right behind it",
                    difference -> difference.hasStages(Set.of("$project", "$unset"), Set.of("$set", "$addFields")),
                    rephrased(PipelineDeviations::withStagesApart)),
            Deviation.of(
                    "keeps groups for a decimal and for an equal other number apart",
                    difference -> !difference.onlyOneRefuses()
                            && difference.uses("$group", "$sortByCount")
                            && Rewrite.contains(difference.before(), BsonValue::isDecimal128),
                    gone(difference -> difference.replacing(Rewrite::evenDecimals))),
            Deviation.of(
                    "does not keep the order of $sort for $push, $first and $last of a $group behind it",
                    difference -> difference.sorts()
                            && difference.uses("$group")
                            && difference.uses("$push", "$first", "$last")
                            && difference
                                    .mapped(PipelineDeviations::withoutOrdered)
                                    .isSameUnordered()),
            Deviation.of(
                    "adds documents to a set twice that differ in the types of equal numbers",
                    difference -> difference.uses("$addToSet")
                            && difference.is("aggregate")
                            && difference
                                    .mapped(value -> distinct(Answers.evened(value)))
                                    .isSameUnordered()),
            Deviation.of(
                    "loses the sign of zero in a power",
                    difference -> difference.uses("$pow")
                            && difference
                                    .mapped(PipelineDeviations::withoutNegativeZeros)
                                    .isNone()),
            Deviation.of(
                    "averages decimals as doubles",
                    difference -> difference.uses("$avg")
                            && Rewrite.contains(difference.before(), BsonValue::isDecimal128)
                            && difference
                                    .mapped(value -> Answers.rounded(Answers.evened(value)))
                                    .isNone()),
            Deviation.of(
                    "makes 0E-15 of 0.0 as a decimal",
                    difference -> (Rewrite.contains(difference.command(), PipelineDeviations::isZero)
                                    || Rewrite.contains(difference.before(), PipelineDeviations::isZero))
                            && isSameWithPlainDecimals(difference)),
            Deviation.of(
                    "computes in another order, so that the last digits differ",
                    difference -> difference.uses(
                                    "$stdDevPop", "$avg", "$sum", "$round", "$trunc", "$divide", "$multiply", "$pow")
                            && differsInLastDigits(difference)),
            Deviation.of(
                    "computes with large longs as doubles",
                    difference -> difference.uses("$trunc", "$round", "$mod", "$floor", "$ceil", "$abs")
                            && (Rewrite.contains(difference.before(), Rewrite::isLarge)
                                    || Rewrite.contains(difference.command(), Rewrite::isLarge)),
                    gone(difference -> difference.replacing(leaf -> Rewrite.isLarge(leaf) ? new BsonInt64(7) : leaf))),
            Deviation.of(
                    "rounds large doubles to fifteen digits",
                    difference -> difference.uses("$trunc", "$round")
                            && (Rewrite.contains(difference.before(), Rewrite::isLargeDouble)
                                    || Rewrite.contains(difference.command(), Rewrite::isLargeDouble)),
                    gone(difference ->
                            difference.replacing(leaf -> Rewrite.isLargeDouble(leaf) ? new BsonDouble(7) : leaf))),
            Deviation.of(
                    "joins by a regular expression in localField with the texts that it matches",
                    difference -> Rewrite.holds(
                                    difference.command(),
                                    "$lookup",
                                    value -> value.asDocument().containsKey("localField"))
                            && Rewrite.contains(difference.before(), BsonValue::isRegularExpression),
                    gone(difference ->
                            difference.replacing(leaf -> leaf.isRegularExpression() ? text("plain") : leaf))),
            Deviation.of(
                    "takes NaN for greater than other numbers with $max, and less for $min",
                    difference -> difference.uses("$max", "$min")
                            && (Rewrite.contains(difference.command(), Rewrite::isNoNumber)
                                    || Rewrite.contains(difference.before(), Rewrite::isNoNumber)),
                    gone(difference ->
                            difference.replacing(leaf -> Rewrite.isNoNumber(leaf) ? new BsonDouble(7) : leaf))),
            Deviation.of(
                    "truncates some dates to another day with $dateTrunc",
                    difference -> difference.uses("$dateTrunc"),
                    rephrased(difference ->
                            difference.with(Rewrite.each(difference.command(), PipelineDeviations::withoutParts)
                                    .asDocument()))),
            Deviation.of(
                    "loses milliseconds before 1970 when it adds to a date",
                    difference -> difference.uses("$dateAdd", "$dateSubtract"),
                    gone(difference -> difference.replacing(PipelineDeviations::later))),
            Deviation.of(
                    "writes doubles with six digits as text",
                    difference -> Rewrite.contains(difference.command(), text("string")::equals)
                            || difference.uses("$toString"),
                    (difference, inquiry) ->
                            difference.mapped(PipelineDeviations::withSixDigits).isSameUnordered()
                                    || inquiry.agree(difference.replacing(PipelineDeviations::wholeNumber))));

    private PipelineDeviations() {}

    /// In a group also where equal numbers of other types are shown, and items in another order.
    private static boolean differsInLastDigits(Difference difference) {
        Difference rounded = difference.mapped(Answers::rounded);
        return rounded.isNone()
                || (difference.uses("$group", "$bucket")
                        && (rounded.isSameUnordered()
                                || (difference.sorts()
                                        && rounded.mapped(PipelineDeviations::withoutOrdered)
                                                .isSameUnordered())));
    }

    private static boolean isCountOfNothing(BsonValue value) {
        return value instanceof BsonDocument document
                && document.size() == 1
                && number(0).equals(document.get(document.getFirstKey()));
    }

    private static BsonValue withAllInsteadOfLast(BsonValue part) {
        return part instanceof BsonDocument accumulator && accumulator.containsKey("$last")
                ? document("$push", accumulator.get("$last", BsonNull.VALUE))
                : part;
    }

    private static boolean joinsByPipeline(BsonValue lookup) {
        return lookup.asDocument().keySet().containsAll(Set.of("localField", "pipeline"));
    }

    private static BsonValue withoutProject(BsonValue lookup) {
        return Rewrite.fields(
                lookup,
                "pipeline",
                stages -> Rewrite.without(
                        stages, stage -> stage instanceof BsonDocument document && document.containsKey("$project")));
    }

    /// With the joined documents in a field of their own before they come to the path.
    private static BsonValue withPathApart(BsonValue part) {
        if (!(part instanceof BsonArray stages)) {
            return part;
        }
        BsonArray apart = new BsonArray();
        for (BsonValue stage : stages) {
            if (stage instanceof BsonDocument document
                    && document.get("$lookup") instanceof BsonDocument lookup
                    && lookup.containsValue(text("x.e"))) {
                apart.add(document("$lookup", lookup.clone().append("as", text("joined"))));
                apart.add(document("$set", document("x.e", text("$joined"))));
                apart.add(document("$unset", text("joined")));
            } else {
                apart.add(stage);
            }
        }
        return apart;
    }

    /// With the conditions of two stages in one, and with conditions that no index serves.
    private static BsonValue withOneMatch(BsonValue pipeline) {
        BsonValue plain = QueryDeviations.withoutIndexes(pipeline);
        if (!(plain instanceof BsonArray stages) || !Difference.hasStages(stages, Set.of("$match"), Set.of("$match"))) {
            return plain;
        }
        BsonArray joined = new BsonArray();
        for (BsonValue stage : stages) {
            BsonDocument last = joined.isEmpty()
                    ? new BsonDocument()
                    : joined.get(joined.size() - 1).asDocument();
            if (last.containsKey("$match") && stage.asDocument().containsKey("$match")) {
                BsonArray both = list(last.get("$match"), stage.asDocument().get("$match"));
                joined.set(joined.size() - 1, document("$match", document("$and", both)));
            } else {
                joined.add(stage);
            }
        }
        return joined;
    }

    /// Whether both refuse the pipeline without its last stages.
    private static boolean bothRefuseTheBeginning(Difference difference, Inquiry inquiry) {
        BsonArray pipeline = difference.command().getArray("pipeline").clone();
        while (pipeline.size() > 1) {
            pipeline.remove(pipeline.size() - 1);
            if (inquiry.refuse(difference.with(difference.command().clone().append("pipeline", pipeline)))) {
                return true;
            }
        }
        return false;
    }

    /// A stage that does nothing keeps the two from being taken together.
    private static Question withStagesApart(Difference difference) {
        BsonDocument nothing = difference.is("aggregate")
                ? document("$limit", number(1_000_000))
                : document("$replaceWith", text("$$ROOT"));
        BsonDocument command = Rewrite.before(difference.command(), "$set", _ -> nothing);
        return difference.with(Rewrite.before(command, "$addFields", _ -> nothing));
    }

    /// Without the field that the generator gives to accumulators that depend on an order.
    private static BsonValue withoutOrdered(BsonValue value) {
        return Rewrite.each(value, part -> {
            if (part instanceof BsonDocument document && document.containsKey("o")) {
                BsonDocument rest = document.clone();
                rest.remove("o");
                return rest;
            }
            return part;
        });
    }

    private static BsonValue distinct(BsonValue value) {
        return Rewrite.each(
                value,
                part -> part instanceof BsonArray array
                        ? new BsonArray(array.stream().distinct().toList())
                        : part);
    }

    private static BsonValue withoutNegativeZeros(BsonValue value) {
        return Answers.mapped(
                value, leaf -> leaf.isDouble() ? new BsonDouble(leaf.asDouble().getValue() + 0.0) : leaf);
    }

    private static boolean isZero(BsonValue value) {
        return value.isNumber() && value.asNumber().doubleValue() == 0;
    }

    private static boolean isSameWithPlainDecimals(Difference difference) {
        Difference plain = difference.mapped(PipelineDeviations::withPlainDecimals);
        return plain.isSameBut("nModified") || plain.isSameUnordered();
    }

    private static BsonValue withPlainDecimals(BsonValue value) {
        return Answers.mapped(
                value,
                leaf -> leaf.isDecimal128() && Double.isFinite(Answers.asDouble(leaf))
                        ? text(new BigDecimal(leaf.asDecimal128().getValue().toString())
                                .stripTrailingZeros()
                                .toString())
                        : leaf);
    }

    /// The date less all its parts that are smaller than the unit.
    private static BsonValue withoutParts(BsonValue part) {
        if (!(part instanceof BsonDocument call && call.get("$dateTrunc") instanceof BsonDocument arguments)) {
            return part;
        }
        BsonValue date = arguments.get("date", BsonNull.VALUE);
        String unit = arguments.getString("unit").getValue();
        BsonArray less = list(document("$millisecond", date));
        for (String smaller : List.of("second", "minute", "hour")) {
            if (unit.equals(smaller)) {
                break;
            }
            less.add(document(
                    "$multiply",
                    list(document("$" + smaller, date), number(Objects.requireNonNull(MILLISECONDS.get(smaller))))));
        }
        String days = DAYS.get(unit);
        if (days != null) {
            BsonValue since = document("$subtract", list(document(days, date), number(1)));
            less.add(document("$multiply", list(since, number(86_400_000))));
        }
        return document("$subtract", list(date, document("$add", less)));
    }

    private static BsonValue wholeNumber(BsonValue leaf) {
        return leaf.isNumber() || leaf.isDecimal128() ? number((int) Answers.asDouble(leaf)) : leaf;
    }

    private static BsonValue withSixDigits(BsonValue value) {
        return Answers.mapped(
                value,
                leaf -> leaf.isString() && leaf.asString().getValue().matches("-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?")
                        ? text("%.6g"
                                .formatted(Double.parseDouble(leaf.asString().getValue())))
                        : leaf);
    }

    private static BsonValue later(BsonValue leaf) {
        return leaf.isDateTime() ? new BsonDateTime(leaf.asDateTime().getValue() + LATER) : leaf;
    }
}
