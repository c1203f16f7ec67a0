package io.automedia.testing;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/// Whether a server has an index for a question, by what it says of its indexes: what a plan says differs from server
/// to
/// server, and with the number of documents.
public final class Indexed {
    /// Whether a server understands a description is asked so: the first document that meets it ends the question.
    private static final Set<String> DESCRIPTION = Set.of("$jsonSchema");

    private static final Set<String> NO_BOUND = Set.of("$ne", "$nin", "$not");

    private final MongoDatabase database;
    private final Map<String, List<Index>> known = new HashMap<>();

    public Indexed(MongoDatabase database) {
        this.database = database;
    }

    /// @param conditions the fields that only some documents in it are asked for, when it is not over all
    private record Index(String first, Set<String> conditions) {}

    /// Whether an index begins with a field whose values the question bounds, or, when it bounds none, with the one
    /// that
    /// it sorts by.
    ///
    /// @param command a question as [Overheard] has it
    public boolean serves(BsonDocument command) {
        List<Index> indexes =
                known.computeIfAbsent(command.getString(command.getFirstKey()).getValue(), this::indexes);
        // what was asked of a collection that is gone by now has no plan
        return indexes.isEmpty() || questions(command).stream().allMatch(question -> isServed(indexes, question));
    }

    private record Question(BsonDocument filter, BsonDocument sort) {}

    private static List<Question> questions(BsonDocument command) {
        BsonDocument none = new BsonDocument();
        return switch (command.getFirstKey()) {
            case "find" ->
                List.of(new Question(command.getDocument("filter", none), command.getDocument("sort", none)));
            case "update" -> each(command.getArray("updates"));
            case "delete" -> each(command.getArray("deletes"));
            case "aggregate" -> List.of(new Question(firstMatch(command.getArray("pipeline")), none));
            default -> List.of(new Question(command.getDocument("query", none), command.getDocument("sort", none)));
        };
    }

    private static List<Question> each(BsonArray changes) {
        return changes.stream()
                .map(change -> new Question(change.asDocument().getDocument("q"), new BsonDocument()))
                .toList();
    }

    private static BsonDocument firstMatch(BsonArray pipeline) {
        return pipeline.isEmpty()
                ? new BsonDocument()
                : pipeline.getFirst().asDocument().getDocument("$match", new BsonDocument());
    }

    private static boolean isServed(List<Index> indexes, Question question) {
        if (question.filter().keySet().equals(DESCRIPTION)) {
            return true;
        }
        if (question.filter().isEmpty()) {
            return question.sort().isEmpty()
                    || indexes.stream()
                            .anyMatch(index ->
                                    index.first().equals(question.sort().getFirstKey()));
        }
        return ways(question.filter()).stream()
                .allMatch(bounded -> indexes.stream()
                        .anyMatch(index -> bounded.contains(index.first()) && bounded.containsAll(index.conditions())));
    }

    /// The fields that are bounded, for each way in which a document can meet the filter.
    private static List<Set<String>> ways(BsonDocument filter) {
        List<Set<String>> ways = new ArrayList<>(List.of(new HashSet<>()));
        filter.forEach((name, condition) -> {
            if (name.equals("$and")) {
                condition.asArray().forEach(part -> join(ways, ways(part.asDocument())));
            } else if (name.equals("$or")) {
                List<Set<String>> any = new ArrayList<>();
                condition.asArray().forEach(part -> any.addAll(ways(part.asDocument())));
                join(ways, any);
            } else if (!name.startsWith("$") && isBound(condition)) {
                ways.forEach(way -> way.add(name));
            }
        });
        return ways;
    }

    private static void join(List<Set<String>> ways, List<Set<String>> others) {
        List<Set<String>> joined = new ArrayList<>();
        for (Set<String> way : ways) {
            for (Set<String> other : others) {
                Set<String> both = new HashSet<>(way);
                both.addAll(other);
                joined.add(both);
            }
        }
        ways.clear();
        ways.addAll(joined);
    }

    private static boolean isBound(BsonValue condition) {
        return !condition.isDocument()
                || !NO_BOUND.containsAll(condition.asDocument().keySet());
    }

    private List<Index> indexes(String collection) {
        List<Index> indexes = new ArrayList<>();
        for (Document index : database.getCollection(collection).listIndexes()) {
            Document keys = index.get("key", Document.class);
            indexes.add(new Index(
                    keys.keySet().iterator().next(),
                    index.get("partialFilterExpression", new Document()).keySet()));
        }
        return indexes;
    }
}
