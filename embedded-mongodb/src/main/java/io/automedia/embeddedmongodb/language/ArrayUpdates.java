package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Json;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueCopy;
import io.automedia.embeddedmongodb.values.ValueKey;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/// `$push`, `$addToSet`, `$pull`, `$pullAll` and `$pop`.
final class ArrayUpdates {
    private ArrayUpdates() {}

    static UpdateOperators.Change change(String operator, String path, Object value, Variables variables) {
        return switch (operator) {
            case "$push" -> push(path, value);
            case "$addToSet" -> addToSet(path, value);
            case "$pull" -> pull(operator, condition(value, variables));
            case "$pullAll" -> pullAll(value);
            default -> pop(path, value);
        };
    }

    private static MongoError bad(String message) {
        return new MongoError(ErrorCode.BAD_VALUE, message);
    }

    private static Array each(String operator, Document modifiers) {
        Object each = modifiers.get("$each");
        if (each instanceof Array array) {
            return array;
        }
        throw bad("The argument to $each in " + operator + " must be an array but it was of type: "
                + TypeOperators.nameOf(each));
    }

    private static UpdateOperators.Change push(String path, Object value) {
        boolean modified = value instanceof Document document && document.has("$each");
        Document modifiers = modified ? (Document) value : new Document("$each", Array.of(value));
        Array added = each("$push", modifiers);
        for (String name : modifiers.fields().keySet()) {
            if (!Set.of("$each", "$slice", "$sort", "$position").contains(name)) {
                throw bad("Unrecognized clause in $push: " + name);
            }
        }
        Long position = whole(modifiers, "$position");
        Long slice = whole(modifiers, "$slice");
        Object sort = modifiers.get("$sort");
        SortOrder order = sort instanceof Document document ? SortOrder.of(document) : null;
        if (sort != null && order == null && !Numbers.isNumber(sort)) {
            throw bad(
                    "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
        }
        return (slot, document) -> {
            Object old = slot.get();
            List<Object> items = new ArrayList<>(
                    old == null
                            ? List.of()
                            : UpdateOperators.array(old, path, document).items());
            int size = items.size();
            int at = position == null
                    ? size
                    : (int) (position < 0 ? Math.max(0, size + position) : Math.min(position, size));
            List<Object> copies = new ArrayList<>();
            added.forEach(item -> copies.add(ValueCopy.of(item)));
            items.addAll(at, copies);
            sort(items, sort, order);
            if (slice != null) {
                items = slice < 0
                        ? items.subList((int) Math.max(0, items.size() + slice), items.size())
                        : items.subList(0, (int) Math.min(slice, items.size()));
            }
            return UpdateOperators.replace(slot, new Array(items));
        };
    }

    private static void sort(List<Object> items, @Nullable Object sort, @Nullable SortOrder order) {
        if (order != null) {
            items.sort((left, right) -> order.compare(asDocument(left), asDocument(right)));
        } else if (sort != null) {
            int sign = Numbers.toDouble(sort) < 0 ? -1 : 1;
            items.sort((left, right) -> sign * ValueOrder.compare(left, right));
        }
    }

    private static Document asDocument(Object item) {
        return item instanceof Document document ? document : new Document();
    }

    private static @Nullable Long whole(Document modifiers, String name) {
        Object value = modifiers.get(name);
        if (value == null) {
            return null;
        }
        Long number = Numbers.exactLong(value);
        if (number == null) {
            throw bad("The value for " + name + " must be an integer value but was given type: "
                    + TypeOperators.nameOf(value));
        }
        return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE) + 0L;
    }

    private static UpdateOperators.Change addToSet(String path, Object value) {
        Array added = value instanceof Document document && document.has("$each")
                ? each("$addToSet", document)
                : Array.of(value);
        return (slot, document) -> {
            Object old = slot.get();
            List<Object> items = new ArrayList<>(
                    old == null
                            ? List.of()
                            : UpdateOperators.array(old, path, document).items());
            Set<ValueKey> present = new HashSet<>();
            items.forEach(item -> present.add(new ValueKey(item)));
            boolean changed = old == null;
            for (Object item : added) {
                if (present.add(new ValueKey(item))) {
                    items.add(ValueCopy.of(item));
                    changed = true;
                }
            }
            if (changed) {
                slot.set(new Array(items));
            }
            return changed;
        };
    }

    /// A document is a filter on the items' fields or, with operators, on the items themselves.
    private static Predicate<Object> condition(Object value, Variables variables) {
        if (value instanceof Document document && ConditionParser.isOperators(document)) {
            Filter filter = Filter.compile(new Document("e", new Document("$elemMatch", document)).toRaw(), variables);
            return item -> filter.matches(new Document("e", Array.of(item)));
        }
        if (value instanceof Document document) {
            Filter filter = Filter.compile(document.toRaw(), variables);
            return item -> item instanceof Document candidate && filter.matches(candidate);
        }
        if (value instanceof BsonRegularExpression expression) {
            Filter filter = Filter.of(ConditionParser.regex(FieldPath.of("e"), expression));
            return item -> filter.matches(new Document("e", item));
        }
        return item -> ValueOrder.compare(item, value) == 0;
    }

    private static UpdateOperators.Change pullAll(Object value) {
        if (!(value instanceof Array array)) {
            throw bad("$pullAll requires an array argument but was given a " + TypeOperators.nameOf(value));
        }
        Set<ValueKey> unwanted = new HashSet<>();
        array.forEach(item -> unwanted.add(new ValueKey(item)));
        return pull("$pullAll", item -> unwanted.contains(new ValueKey(item)));
    }

    private static UpdateOperators.Change pull(String operator, Predicate<Object> unwanted) {
        return (slot, _) -> {
            Object old = slot.get();
            if (old == null) {
                return false;
            }
            if (!(old instanceof Array array)) {
                throw bad("Cannot apply " + operator + " to a non-array value");
            }
            List<Object> kept = new ArrayList<>(array.items());
            boolean changed = kept.removeIf(unwanted);
            if (changed) {
                slot.set(new Array(kept));
            }
            return changed;
        };
    }

    private static UpdateOperators.Change pop(String path, Object value) {
        Long direction = Numbers.exactLong(value);
        if (direction == null || Math.abs(direction) != 1) {
            throw new MongoError(ErrorCode.FAILED_TO_PARSE, "$pop expects 1 or -1, found: " + Json.of(value));
        }
        return (slot, _) -> {
            Object old = slot.get();
            if (old == null) {
                return false;
            }
            if (!(old instanceof Array array)) {
                throw new MongoError(
                        ErrorCode.TYPE_MISMATCH,
                        "Path '" + path + "' contains an element of non-array type '" + TypeOperators.nameOf(old)
                                + "'");
            }
            if (array.isEmpty()) {
                return false;
            }
            List<Object> items = array.items();
            slot.set(new Array(direction < 0 ? items.subList(1, items.size()) : items.subList(0, items.size() - 1)));
            return true;
        };
    }
}
