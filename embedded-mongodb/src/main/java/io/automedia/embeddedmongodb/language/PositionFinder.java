package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds which item of an array made a filter match: what the positional `$` stands for.
final class PositionFinder {
    private PositionFinder() {}

    /// The position of the first item of the array at `path` that a condition on this array accepts, or -1.
    static int find(Condition condition, String path, RawDocument document) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> {
                int found = -1;
                for (Condition part : parts) {
                    int index = find(part, path, document);
                    found = index >= 0 ? index : found;
                }
                yield found;
            }
            case Condition.Or(List<Condition> parts) -> {
                for (Condition part : parts) {
                    int index = find(part, path, document);
                    if (index >= 0) {
                        yield index;
                    }
                }
                yield -1;
            }
            case Condition.Leaf leaf -> inLeaf(leaf, path, document);
            case Condition.Nor _, Condition.Not _, Condition.Constant _, Condition.Computed _, Condition.Schema _ -> -1;
        };
    }

    private static int inLeaf(Condition.Leaf leaf, String path, RawDocument document) {
        String dotted = leaf.path().dotted();
        if (!dotted.equals(path) && !dotted.startsWith(path + ".")) {
            return -1;
        }
        Object value = Expression.follow(Document.of(document), DottedPath.of(path), 0);
        if (!(value instanceof Array array)) {
            return -1;
        }
        Filter filter = itemFilter(leaf, dotted.equals(path) ? null : dotted.substring(path.length() + 1));
        for (int i = 0; i < array.size(); i++) {
            Object item = array.get(i);
            boolean wraps = isOnItems(leaf) || item instanceof Array;
            if (filter.matches(new Document("e", wraps ? Array.of(item) : item))) {
                return i;
            }
        }
        return -1;
    }

    /// An array among the items is one item: conditions look into arrays one level deep.
    private static boolean isOnItems(Condition.Leaf leaf) {
        return leaf instanceof Condition.ElementMatch || leaf instanceof Condition.ElementValueMatch;
    }

    private static Filter itemFilter(Condition.Leaf leaf, @Nullable String rest) {
        FieldPath path = FieldPath.of(rest == null ? "e" : "e." + rest);
        return Filter.of(
                switch (leaf) {
                    case Condition.Comparison(var _, var operator, var value) ->
                        new Condition.Comparison(path, operator, value);
                    case Condition.In(var _, var values, var expressions) ->
                        new Condition.In(path, values, expressions);
                    case Condition.Exists _ -> new Condition.Exists(path);
                    case Condition.HasType(var _, var types) -> new Condition.HasType(path, types);
                    case Condition.Regex(var _, var expression) -> new Condition.Regex(path, expression);
                    case Condition.Modulo(var _, var divisor, var remainder) ->
                        new Condition.Modulo(path, divisor, remainder);
                    case Condition.Size(var _, var size) -> new Condition.Size(path, size);
                    case Condition.ElementMatch(var _, var element) -> new Condition.ElementMatch(path, element);
                    case Condition.ElementValueMatch(var _, var element) ->
                        new Condition.ElementValueMatch(path, element);
                    case Condition.Bits(var _, var test, var positions) -> new Condition.Bits(path, test, positions);
                });
    }
}
