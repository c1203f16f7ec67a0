package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Where a dotted path leads in a document.
final class Paths {
    private Paths() {}

    /// All values at a path, through arrays.
    static List<BsonValue> at(BsonValue value, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        return switch (value) {
            case BsonDocument document
            when document.containsKey(name) ->
                dot < 0 ? List.of(document.get(name)) : at(document.get(name), path.substring(dot + 1));
            case BsonArray array ->
                array.stream().flatMap(item -> at(item, path).stream()).toList();
            default -> List.of();
        };
    }

    /// Whether an update can't go the path: it needs a field of an array or of a single value.
    static boolean isBlocked(BsonDocument document, String path) {
        BsonValue current = document;
        for (String name : List.of(path.split("\\.", -1))) {
            if (current == null) {
                return false;
            }
            if (!current.isDocument() && !(current.isArray() && isPosition(name))) {
                return true;
            }
            current = step(current, name);
        }
        return false;
    }

    private static @Nullable BsonValue step(BsonValue value, String name) {
        return switch (value) {
            case BsonDocument document -> document.get(name);
            case BsonArray array when Integer.parseInt(name) < array.size() -> array.get(Integer.parseInt(name));
            default -> null;
        };
    }

    private static boolean isPosition(String name) {
        return name.matches("[0-9]+");
    }

    /// Whether a path leads through an array, whatever comes behind it.
    static boolean meetsArray(BsonDocument document, String path) {
        return isBlocked(document, path)
                || prefixes(path).stream()
                        .anyMatch(prefix -> at(document, prefix).stream().anyMatch(BsonValue::isArray));
    }

    private static List<String> prefixes(String path) {
        List<String> prefixes = new ArrayList<>();
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            prefixes.add(path.substring(0, dot));
        }
        return prefixes;
    }

    /// The documents that a write names by its `_id`, or all.
    static List<BsonDocument> targets(Difference difference) {
        BsonDocument filter = Commands.touched(difference.command());
        if (filter.isEmpty()) {
            return difference.documents();
        }
        BsonValue ids = Answers.evened(filter.getDocument("_id").getArray("$in"));
        return difference.documents().stream()
                .filter(each -> ids.asArray().contains(Answers.evened(each.get("_id", BsonNull.VALUE))))
                .toList();
    }

    /// Whether the command has this update operator with such a path in one of the documents that it is about.
    static boolean used(Difference difference, String operator, PathTest test) {
        return Rewrite.holds(
                difference.command(),
                operator,
                fields -> fields instanceof BsonDocument paths
                        && paths.keySet().stream().anyMatch(isSome(difference, test)));
    }

    static Predicate<String> isSome(Difference difference, PathTest test) {
        return path -> targets(difference).stream().anyMatch(each -> test.holds(each, path));
    }

    /// Something that a path may do in a document.
    @FunctionalInterface
    interface PathTest {
        boolean holds(BsonDocument document, String path);
    }
}
