package io.automedia.embeddedmongodb.differential;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// Two answers to the last command of a program.
/// @param before what the collection held before it
/// @param contents what it holds after it
record Difference(Program program, BsonDocument ours, BsonDocument theirs, BsonArray before, BsonArray contents) {
    BsonDocument command() {
        return program.last();
    }

    List<BsonDocument> documents() {
        return before.stream().map(BsonValue::asDocument).toList();
    }

    /// The same command about one document, which nothing skips.
    Question about(BsonDocument document) {
        BsonDocument command =
                Rewrite.fields(command(), "$skip", _ -> Terms.number(0)).asDocument();
        command.remove("skip");
        return new Question(List.of(document), command);
    }

    /// The same command about documents that were changed.
    Question overEach(UnaryOperator<BsonDocument> change) {
        return new Question(documents().stream().map(change).toList(), command());
    }

    /// The same command without the documents that are not so.
    Question over(Predicate<BsonDocument> wanted) {
        return new Question(documents().stream().filter(wanted).toList(), command());
    }

    /// Another command about the same documents.
    Question with(BsonDocument command) {
        return new Question(documents(), command);
    }

    /// The same with other single values, in the documents and in the command.
    Question replacing(UnaryOperator<BsonValue> leaf) {
        return new Question(
                documents().stream()
                        .map(document -> Answers.mapped(document, leaf).asDocument())
                        .toList(),
                Answers.mapped(command(), leaf).asDocument());
    }

    boolean isNone() {
        return ours.equals(theirs);
    }

    boolean weRefuse() {
        return Answers.isRefusal(ours);
    }

    boolean theyRefuse() {
        return Answers.isRefusal(theirs) || theyBreakDown();
    }

    boolean weBreakDown() {
        return ours.containsKey(Side.BROKEN_DOWN);
    }

    boolean theyBreakDown() {
        return theirs.containsKey(Side.BROKEN_DOWN);
    }

    boolean onlyTheyRefuse() {
        return theyRefuse() && !weRefuse();
    }

    boolean onlyWeRefuse() {
        return weRefuse() && !theyRefuse();
    }

    boolean onlyOneRefuses() {
        return weRefuse() != theyRefuse();
    }

    /// With both answers changed in the same way.
    Difference mapped(UnaryOperator<BsonValue> change) {
        return new Difference(
                program, change.apply(ours).asDocument(), change.apply(theirs).asDocument(), before, contents);
    }

    boolean isSameBut(String... fields) {
        BsonDocument left = ours.clone();
        BsonDocument right = theirs.clone();
        for (String field : fields) {
            left.remove(field);
            right.remove(field);
        }
        return left.equals(right);
    }

    boolean isSameUnordered() {
        return Answers.evenedUnordered(ours).equals(Answers.evenedUnordered(theirs));
    }

    /// Whether one of these is the last stage of the pipeline.
    boolean endsWith(String... stages) {
        return command().get("pipeline") instanceof BsonArray pipeline
                && !pipeline.isEmpty()
                && pipeline.get(pipeline.size() - 1) instanceof BsonDocument last
                && Set.of(stages).contains(Commands.name(last));
    }

    /// Whether a stage of the first kind stands right before one of the second.
    boolean hasStages(Set<String> first, Set<String> second) {
        return hasStages(command(), first, second);
    }

    static boolean hasStages(BsonValue value, Set<String> first, Set<String> second) {
        if (value instanceof BsonDocument document) {
            return document.values().stream().anyMatch(field -> hasStages(field, first, second));
        }
        if (!(value instanceof BsonArray array)) {
            return false;
        }
        for (int i = 0; i + 1 < array.size(); i++) {
            if (array.get(i) instanceof BsonDocument stage
                    && array.get(i + 1) instanceof BsonDocument next
                    && first.contains(Commands.name(stage))
                    && second.contains(Commands.name(next))) {
                return true;
            }
        }
        return array.stream().anyMatch(item -> hasStages(item, first, second));
    }

    boolean sorts() {
        return command().containsKey("sort") || uses("$sort");
    }

    boolean uses(String... names) {
        return Set.of(names).stream().anyMatch(name -> Commands.uses(command(), name));
    }

    boolean is(String name) {
        return Commands.name(command()).equals(name);
    }

    BsonValue part(BsonDocument answer, String name) {
        return answer.get(name, BsonNull.VALUE);
    }

    /// Whether both answers have the same kind: a refusal or none.
    boolean isLike(Difference other) {
        return weRefuse() == other.weRefuse() && theyRefuse() == other.theyRefuse();
    }

    String text() {
        BsonDocument left = new BsonDocument();
        BsonDocument right = new BsonDocument();
        ours.forEach((name, value) -> {
            if (!value.equals(part(theirs, name))) {
                differing(left, right, name, value, part(theirs, name));
            }
        });
        theirs.forEach((name, value) -> {
            if (!ours.containsKey(name)) {
                right.append(name, value);
            }
        });
        return program.text() + "  embedded:    " + Program.json(left) + "\n  independent: " + Program.json(right)
                + "\n";
    }

    private static void differing(
            BsonDocument left, BsonDocument right, String name, BsonValue ours, BsonValue theirs) {
        if (ours instanceof BsonArray mine && theirs instanceof BsonArray other) {
            BsonArray onlyMine = new BsonArray(mine);
            onlyMine.removeAll(other);
            BsonArray onlyTheirs = new BsonArray(other);
            onlyTheirs.removeAll(mine);
            boolean sameItems = onlyMine.isEmpty() && onlyTheirs.isEmpty();
            left.append(name, sameItems ? mine : onlyMine);
            right.append(name, sameItems ? other : onlyTheirs);
        } else {
            left.append(name, ours);
            right.append(name, theirs);
        }
    }
}
