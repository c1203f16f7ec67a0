package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Deviation.Proof.gone;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.refused;
import static io.automedia.embeddedmongodb.differential.Deviation.Proof.rephrased;
import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/// In what writes do, and in what they answer.
final class UpdateDeviations {
    private static final String[] PULLS = {"$pull", "$pullAll", "$pop"};
    private static final BsonDocument FOUND = document("n", number(1)).append("updatedExisting", BsonBoolean.TRUE);

    static final List<Deviation> ALL = List.of(
            Deviation.of(
                    "counts a replacement by the same document as modified",
                    difference -> difference.isSameBut("nModified") && countsMore(difference)),
            Deviation.of(
                    "makes no array where $push or $addToSet has nothing to add",
                    difference -> (Rewrite.holds(difference.command(), "$each", new BsonArray()::equals)
                                    || Rewrite.holds(difference.command(), "$slice", number(0)::equals))
                            && isSameWithout(difference, new BsonDocument(), new BsonArray())),
            Deviation.of(
                    "findAndModify says that nothing was found where an update changed nothing",
                    difference -> difference.is("findAndModify")
                            && difference.isSameBut("lastErrorObject")
                            && FOUND.equals(difference.ours().get("lastErrorObject"))),
            Deviation.of(
                    "refuses to $unset at a path that leads through an array or a single value",
                    difference -> difference.theyRefuse() && Paths.used(difference, "$unset", Paths::isBlocked),
                    UpdateDeviations::unsetsTheSame),
            Deviation.of(
                    "refuses to $rename what an array does not hold",
                    difference -> difference.onlyTheyRefuse() && difference.uses("$rename"),
                    rephrased(difference -> difference.with(Rewrite.withoutPaths(
                            difference.command(),
                            "$rename",
                            Paths.isSome(
                                    difference,
                                    (each, path) -> Paths.at(each, path).isEmpty()))))),
            Deviation.of(
                    "renames nothing where the source leads through an array, which MongoDB refuses",
                    difference -> difference.onlyWeRefuse() && Paths.used(difference, "$rename", Paths::meetsArray)),
            Deviation.of(
                    "makes the parents of the target of a $rename that has nothing to move",
                    difference -> difference.uses("$rename") && isSameWithout(difference, new BsonDocument())),
            Deviation.of(
                    "has another number, or another reason to refuse, where MongoDB finds a duplicate key",
                    difference -> difference.weRefuse()
                            && difference
                                    .mapped(UpdateDeviations::withoutDuplicates)
                                    .isNone()),
            Deviation.of(
                    "makes the parents and the items that $pull, $pullAll and $pop take nothing from",
                    difference -> difference.uses(PULLS) && isSameWithout(difference, new BsonDocument())),
            Deviation.of(
                    "makes the parents that $pull takes nothing from, so that a unique index has nothing to refuse",
                    difference -> difference.onlyWeRefuse()
                            && Rewrite.contains(difference.ours(), text("duplicate key")::equals)
                            && difference.uses(PULLS),
                    gone(difference -> difference.with(withoutPulls(difference.command())))),
            Deviation.of(
                    "updates the items of what is no array with $unset, which MongoDB refuses",
                    difference -> difference.onlyWeRefuse()
                            && Paths.used(difference, "$unset", UpdateDeviations::isNoArrayToGoThrough)),
            Deviation.of(
                    "takes back what an update of several documents did before one of them was refused",
                    difference -> difference.weRefuse()
                            && difference.theyRefuse()
                            && difference.uses("multi")
                            && Answers.settled(difference.before())
                                    .equals(difference.theirs().get("then"))),
            Deviation.of(
                    "takes back what findAndModify did where its projection is refused",
                    difference -> difference.weRefuse()
                            && difference.theyRefuse()
                            && difference.command().containsKey("fields"),
                    gone(difference -> {
                        BsonDocument command = difference.command().clone();
                        command.remove("fields");
                        return difference.with(command);
                    })),
            Deviation.of(
                    "pulls no strings by a regular expression",
                    difference -> Rewrite.holds(difference.command(), "$pull", UpdateDeviations::isAnyRegex),
                    rephrased(difference -> difference.with(Rewrite.fields(
                                    difference.command(), "$pull", fields -> withTexts(fields, difference.before()))
                            .asDocument()))),
            Deviation.of(
                    "pulls arrays by conditions on documents",
                    difference -> !difference.onlyOneRefuses()
                            && Rewrite.holds(
                                    difference.command(),
                                    "$pull",
                                    value -> value instanceof BsonDocument fields
                                            && fields.values().stream().anyMatch(BsonValue::isDocument)),
                    gone(difference -> difference.overEach(Rewrite::flat))),
            Deviation.of(
                    "finds nothing missing in an item that is no document for an array filter",
                    difference -> Rewrite.holds(
                            difference.command(), "arrayFilters", value -> Rewrite.contains(value, BsonValue::isNull)),
                    gone(difference -> difference.overEach(each ->
                            Rewrite.without(each, item -> !item.isDocument()).asDocument()))),
            Deviation.of(
                    "multiplies what is not there to zero whatever the factor",
                    difference -> difference.uses("$mul")
                            && Rewrite.holds(
                                    difference.command(),
                                    "$mul",
                                    value -> Rewrite.contains(value, UpdateDeviations::isNoPlainFactor)),
                    gone(difference -> difference.with(Rewrite.fields(
                                    difference.command(),
                                    "$mul",
                                    factors -> Answers.mapped(
                                            factors, leaf -> isNoPlainFactor(leaf) ? new BsonDouble(2) : leaf))
                            .asDocument()))),
            Deviation.of(
                    "takes false and true for numbers in $inc and $mul, which MongoDB refuses",
                    difference -> difference.onlyWeRefuse()
                            && difference.uses("$inc", "$mul")
                            && Rewrite.contains(difference.before(), BsonValue::isBoolean),
                    gone(difference -> difference.overEach(
                            each -> Answers.mapped(each, leaf -> leaf.isBoolean() ? text("true") : leaf)
                                    .asDocument()))),
            Deviation.of(
                    "refuses $expr in an upsert only when it comes to insert",
                    difference -> difference.onlyWeRefuse()
                            && difference.uses("$expr")
                            && Rewrite.holds(difference.command(), "upsert", BsonBoolean.TRUE::equals),
                    gone(difference ->
                            difference.with(Rewrite.fields(difference.command(), "upsert", _ -> BsonBoolean.FALSE)
                                    .asDocument()))),
            Deviation.of(
                    "refuses what it can compute in advance, even where no document needs it",
                    difference -> difference.onlyTheyRefuse() && difference.is("update"),
                    refused(difference ->
                            difference.with(Rewrite.fields(difference.command(), "q", _ -> new BsonDocument())
                                    .asDocument()))),
            Deviation.of(
                    "indexes arrays in two fields of one index",
                    difference -> difference.onlyWeRefuse()
                            && Rewrite.contains(difference.ours(), text("arrays in two fields of an index")::equals)));

    private UpdateDeviations() {}

    /// Whether both did and found the same but for fields that hold nothing, and the embedded server says that it found
    /// the document.
    private static boolean isSameWithout(Difference difference, BsonValue... nothing) {
        BsonValue found = difference.ours().get("lastErrorObject", FOUND);
        return difference
                .mapped(value -> Rewrite.pruned(value, nothing))
                .isSameBut(
                        FOUND.equals(found)
                                ? new String[] {"nModified", "lastErrorObject"}
                                : new String[] {"nModified"});
    }

    /// Whether both agree without the paths that lead nowhere; or, where an update of several documents has paths that
    /// lead nowhere in some of them only, without those documents.
    private static boolean unsetsTheSame(Difference difference, Inquiry inquiry) {
        BsonDocument command =
                Rewrite.withoutPaths(difference.command(), "$unset", Paths.isSome(difference, Paths::isBlocked));
        return inquiry.agree(difference.with(command), difference.ours())
                || (difference.uses("multi")
                        && inquiry.agree(difference.over(each -> !Rewrite.holds(
                                difference.command(),
                                "$unset",
                                paths -> paths.asDocument().keySet().stream()
                                        .anyMatch(path -> Paths.isBlocked(each, path))))));
    }

    private static boolean countsMore(Difference difference) {
        return difference.ours().getNumber("nModified", number(0)).intValue()
                < difference.theirs().getNumber("nModified", number(0)).intValue();
    }

    private static BsonValue withoutDuplicates(BsonValue value) {
        return Answers.mapped(value, leaf -> leaf.equals(text("duplicate key")) ? text("yes") : leaf);
    }

    private static BsonDocument withoutPulls(BsonDocument command) {
        BsonDocument rest = command;
        for (String operator : PULLS) {
            rest = Rewrite.withoutPaths(rest, operator, _ -> true);
        }
        return rest;
    }

    private static boolean isNoArrayToGoThrough(BsonDocument document, String path) {
        int items = path.indexOf(".$[");
        return items > 0
                && !Paths.at(document, path.substring(0, items)).stream().allMatch(BsonValue::isArray);
    }

    private static boolean isAnyRegex(BsonValue pull) {
        return pull instanceof BsonDocument fields && fields.values().stream().anyMatch(BsonValue::isRegularExpression);
    }

    /// With the texts that the expression finds in its place.
    private static BsonValue withTexts(BsonValue pull, BsonArray contents) {
        BsonDocument fields = new BsonDocument();
        pull.asDocument()
                .forEach((path, condition) -> fields.append(
                        path,
                        condition instanceof BsonRegularExpression regex
                                ? document("$in", texts(regex, contents))
                                : condition));
        return fields;
    }

    private static BsonArray texts(BsonRegularExpression regex, BsonArray contents) {
        int flags = regex.getOptions().contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        Pattern pattern = Pattern.compile(regex.getPattern(), flags);
        BsonArray texts = new BsonArray();
        Rewrite.each(contents, part -> {
            if (part.isString() && pattern.matcher(part.asString().getValue()).find()) {
                texts.add(part);
            }
            return part;
        });
        return texts;
    }

    private static boolean isNoPlainFactor(BsonValue value) {
        return value.isDecimal128() || Rewrite.isUnlimited(value) || value.equals(new BsonDouble(-0.0));
    }
}
