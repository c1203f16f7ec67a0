package io.automedia.embeddedmongodb.differential;

import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// What a command is, and what MongoDB determines of its answer.
final class Commands {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final Set<String> SETS_UP = Set.of("drop", "createIndexes");
    private static final Set<String> KEEP_ORDER =
            Set.of("$match", "$limit", "$skip", "$addFields", "$set", "$project", "$unset", "$unwind", "$replaceRoot");
    private static final Set<String> NEED_ORDER = Set.of("$limit", "$skip");

    private Commands() {}

    static String name(BsonDocument command) {
        return command.isEmpty() ? "" : command.getFirstKey();
    }

    static boolean writes(BsonDocument command) {
        return WRITES.contains(name(command));
    }

    static boolean setsUp(BsonDocument command) {
        return SETS_UP.contains(name(command));
    }

    /// Whether some operator or stage of this name stands anywhere in the command.
    static boolean uses(BsonValue value, String name) {
        return switch (value) {
            case BsonDocument document ->
                document.containsKey(name) || document.values().stream().anyMatch(part -> uses(part, name));
            case BsonArray array -> array.stream().anyMatch(part -> uses(part, name));
            default -> false;
        };
    }

    /// Whether the answer comes in an order that the command determines.
    static boolean isOrdered(BsonDocument command) {
        return switch (name(command)) {
            case "find" -> isTotal(command.get("sort"));
            case "aggregate" -> isOrdered(stages(command));
            default -> false;
        };
    }

    private static boolean isOrdered(List<BsonDocument> stages) {
        boolean ordered = false;
        boolean hasIdentity = true;
        for (BsonDocument stage : stages) {
            String name = name(stage);
            if (name.equals("$sort")) {
                ordered = hasIdentity && isTotal(stage.get("$sort"));
            } else if (!KEEP_ORDER.contains(name)) {
                ordered = false;
                hasIdentity = false;
            }
            hasIdentity &= !Set.of("$unwind", "$project", "$replaceRoot").contains(name);
        }
        return ordered;
    }

    private static boolean isTotal(@Nullable BsonValue sort) {
        return sort instanceof BsonDocument order && order.containsKey("_id");
    }

    private static List<BsonDocument> stages(BsonDocument command) {
        return command.get("pipeline") instanceof BsonArray pipeline
                ? pipeline.stream()
                        .filter(BsonDocument.class::isInstance)
                        .map(BsonValue::asDocument)
                        .toList()
                : List.of();
    }

    /// Whether MongoDB's documentation says what is answered: no page of an order that leaves some open, no first
    /// of several that match.
    static boolean isDetermined(BsonDocument command) {
        return switch (name(command)) {
            case "find" -> isOrdered(command) || (!command.containsKey("limit") && !command.containsKey("skip"));
            case "aggregate" -> isDetermined(stages(command));
            case "update" -> statements(command, "updates").stream().allMatch(Commands::hasOneTarget);
            case "delete" -> statements(command, "deletes").stream().allMatch(Commands::hasOneTarget);
            case "findAndModify" -> isTotal(command.get("sort")) || namesIdentity(command.get("query"));
            default -> true;
        };
    }

    private static boolean isDetermined(List<BsonDocument> stages) {
        for (int i = 0; i < stages.size(); i++) {
            BsonDocument stage = stages.get(i);
            boolean needs = NEED_ORDER.contains(name(stage))
                    || (name(stage).equals("$group")
                            && (uses(stage, "$first") || uses(stage, "$last") || uses(stage, "$push")));
            if (needs && !isOrdered(stages.subList(0, i))) {
                return false;
            }
        }
        return true;
    }

    static List<BsonDocument> statements(BsonDocument command, String name) {
        return command.get(name) instanceof BsonArray statements
                ? statements.stream()
                        .filter(BsonDocument.class::isInstance)
                        .map(BsonValue::asDocument)
                        .toList()
                : List.of();
    }

    private static boolean hasOneTarget(BsonDocument statement) {
        boolean takesAll = statement.containsKey("multi")
                || (statement.containsKey("limit") && statement.get("limit").equals(Terms.number(0)));
        return takesAll || namesIdentity(statement.get("q"));
    }

    /// A filter for all documents that a write may change.
    static BsonDocument touched(BsonDocument write) {
        BsonArray ids = new BsonArray();
        for (BsonDocument inserted : statements(write, "documents")) {
            ids.add(inserted.get("_id", BsonNull.VALUE));
        }
        for (String kind : new String[] {"updates", "deletes"}) {
            for (BsonDocument statement : statements(write, kind)) {
                ids.add(statement.getDocument("q", new BsonDocument()).get("_id", BsonNull.VALUE));
            }
        }
        if (name(write).equals("findAndModify")) {
            ids.add(write.getDocument("query", new BsonDocument()).get("_id", BsonNull.VALUE));
        }
        return ids.stream().anyMatch(Commands::isNoIdentity)
                ? new BsonDocument()
                : new BsonDocument("_id", new BsonDocument("$in", ids));
    }

    private static boolean isNoIdentity(BsonValue id) {
        return id.isNull()
                || (id instanceof BsonDocument condition && name(condition).startsWith("$"));
    }

    private static boolean namesIdentity(@Nullable BsonValue filter) {
        return filter instanceof BsonDocument document && document.containsKey("_id");
    }

    /// Whether the command still has what its kind is nothing without.
    static boolean isWhole(BsonDocument command) {
        return switch (name(command)) {
            case "drop", "find", "count" -> true;
            case "insert" -> hasItems(command, "documents");
            case "update" ->
                hasItems(command, "updates")
                        && statements(command, "updates").stream().allMatch(Commands::isWholeStatement);
            case "delete" ->
                hasItems(command, "deletes")
                        && statements(command, "deletes").stream().allMatch(Commands::isWholeStatement);
            case "createIndexes" -> hasItems(command, "indexes");
            case "aggregate" -> command.get("pipeline") instanceof BsonArray && command.containsKey("cursor");
            case "distinct" -> command.containsKey("key");
            case "findAndModify" ->
                command.get("query") instanceof BsonDocument
                        && (command.containsKey("update") || command.containsKey("remove"));
            default -> false;
        };
    }

    private static boolean isWholeStatement(BsonDocument statement) {
        return statement.get("q") instanceof BsonDocument
                && (statement.get("u") instanceof BsonDocument
                        || statement.get("u") instanceof BsonArray
                        || statement.containsKey("limit"));
    }

    private static boolean hasItems(BsonDocument command, String name) {
        return command.get(name) instanceof BsonArray items
                && !items.isEmpty()
                && items.stream().allMatch(BsonDocument.class::isInstance);
    }
}
