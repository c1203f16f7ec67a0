package io.automedia.embeddedmongodb.language;

import static io.automedia.embeddedmongodb.language.ExpressionParser.function;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueKey;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// Operators on arrays, sets and documents, and accumulators used as expressions.
final class ArrayOperators {
    private static final int ANY = Integer.MAX_VALUE;

    private ArrayOperators() {}

    static void register() {
        function("$size", 1, 1, a -> array("$size", 17124, a[0]).size());
        function("$isArray", 1, 1, a -> a[0] instanceof Array);
        function("$arrayElemAt", 2, 2, ArrayOperators::elementAt);
        function(
                "$first",
                1,
                1,
                a -> a[0] instanceof Array array ? (array.isEmpty() ? null : array.get(0)) : nullFor("$first", a[0]));
        function(
                "$last",
                1,
                1,
                a -> a[0] instanceof Array array
                        ? (array.isEmpty() ? null : array.items().getLast())
                        : nullFor("$last", a[0]));
        function("$concatArrays", 0, ANY, ArrayOperators::concat);
        function("$in", 2, 2, a -> {
            Array array = array("$in", 40081, a[1]);
            return array.items().stream().anyMatch(item -> LogicOperators.compare(a[0], item) == 0);
        });
        function("$indexOfArray", 2, 4, ArrayOperators::indexOf);
        function("$slice", 2, 3, ArrayOperators::slice);
        function(
                "$reverseArray",
                1,
                1,
                a -> a[0] instanceof Array array
                        ? new Array(array.items().reversed())
                        : nullFor("$reverseArray", a[0]));
        function("$range", 2, 3, ArrayOperators::range);
        function("$arrayToObject", 1, 1, ArrayOperators::toDocument);
        function("$objectToArray", 1, 1, ArrayOperators::fromDocument);
        function("$mergeObjects", 0, ANY, ArrayOperators::merge);
        function("$setUnion", 0, ANY, ArrayOperators::union);
        function("$setIntersection", 0, ANY, ArrayOperators::intersection);
        function("$setDifference", 2, 2, ArrayOperators::difference);
        function("$setEquals", 2, ANY, a -> {
            Set<Object> first = set("$setEquals", a[0]);
            for (Object other : a) {
                if (!first.equals(set("$setEquals", other))) {
                    return false;
                }
            }
            return true;
        });
        function("$setIsSubset", 2, 2, a -> set("$setIsSubset", a[1]).containsAll(set("$setIsSubset", a[0])));
        function(
                "$anyElementTrue",
                1,
                1,
                a -> array("$anyElementTrue", 17041, a[0]).items().stream().anyMatch(Expression::isTrue));
        function(
                "$allElementsTrue",
                1,
                1,
                a -> array("$allElementsTrue", 17040, a[0]).items().stream().allMatch(Expression::isTrue));
        ExpressionParser.register("$map", ArrayOperators::map);
        ExpressionParser.register("$filter", ArrayOperators::filter);
        ExpressionParser.register("$reduce", ArrayOperators::reduce);
        ExpressionParser.register("$sortArray", ArrayOperators::sort);
        ExpressionParser.register("$getField", ArrayOperators::getField);
        for (String name : List.of("$sum", "$avg", "$min", "$max", "$stdDevPop", "$stdDevSamp")) {
            accumulator(name);
        }
    }

    static Array array(String operator, int code, @Nullable Object value) {
        if (value instanceof Array array) {
            return array;
        }
        throw MongoError.location(
                code,
                "The argument to " + operator + " must be an array, but was of type: " + TypeOperators.nameOf(value));
    }

    /// Null for null and missing, an error for other values that are no array.
    private static BsonNull nullFor(String operator, @Nullable Object value) {
        if (!Expression.isNullish(value)) {
            array(operator, 28689, value);
        }
        return BsonNull.VALUE;
    }

    private static int whole(String operator, @Nullable Object value) {
        Long number = Numbers.exactLong(value);
        if (number == null || number != number.intValue()) {
            throw MongoError.location(28691, operator + "'s argument must be representable as a 32-bit integer");
        }
        return number.intValue();
    }

    private static @Nullable Object elementAt(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0]) || Expression.isNullish(arguments[1])) {
            return BsonNull.VALUE;
        }
        Array array = array("$arrayElemAt", 28689, arguments[0]);
        int index = whole("$arrayElemAt", arguments[1]);
        int position = index < 0 ? array.size() + index : index;
        return position >= 0 && position < array.size() ? array.get(position) : null;
    }

    private static Object concat(@Nullable Object[] arguments) {
        Array joined = new Array();
        for (Object value : arguments) {
            if (Expression.isNullish(value)) {
                return BsonNull.VALUE;
            }
            array("$concatArrays", 28664, value).forEach(joined::add);
        }
        return joined;
    }

    private static Object indexOf(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0])) {
            return BsonNull.VALUE;
        }
        Array array = array("$indexOfArray", 40090, arguments[0]);
        int end = arguments.length > 3 ? Math.min(whole("$indexOfArray", arguments[3]), array.size()) : array.size();
        for (int i = arguments.length > 2 ? whole("$indexOfArray", arguments[2]) : 0; i < end; i++) {
            if (LogicOperators.compare(array.get(i), arguments[1]) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Object slice(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0])) {
            return BsonNull.VALUE;
        }
        List<Object> items = array("$slice", 28724, arguments[0]).items();
        int first = whole("$slice", arguments[1]);
        if (arguments.length == 2) {
            return new Array(
                    first < 0
                            ? items.subList(Math.max(0, items.size() + first), items.size())
                            : items.subList(0, Math.min(first, items.size())));
        }
        int count = whole("$slice", arguments[2]);
        if (count <= 0) {
            throw MongoError.location(28729, "Third argument to $slice must be positive: " + count);
        }
        int start = first < 0 ? Math.max(0, items.size() + first) : Math.min(first, items.size());
        return new Array(items.subList(start, (int) Math.min(items.size(), (long) start + count)));
    }

    private static Object range(@Nullable Object[] arguments) {
        int start = whole("$range", arguments[0]);
        int end = whole("$range", arguments[1]);
        int step = arguments.length > 2 ? whole("$range", arguments[2]) : 1;
        if (step == 0) {
            throw MongoError.location(34449, "$range requires a non-zero step value");
        }
        Array range = new Array();
        for (long i = start; step > 0 ? i < end : i > end; i += step) {
            range.add((int) i);
        }
        return range;
    }

    private static Object toDocument(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0])) {
            return BsonNull.VALUE;
        }
        Document document = new Document();
        for (Object item : array("$arrayToObject", 40386, arguments[0])) {
            Object key = item instanceof Document pair
                    ? pair.get("k")
                    : item instanceof Array pair && pair.size() == 2 ? pair.get(0) : null;
            Object value = item instanceof Document pair
                    ? pair.get("v")
                    : item instanceof Array pair && pair.size() == 2 ? pair.get(1) : null;
            if (!(key instanceof String name) || value == null) {
                throw MongoError.location(40398, "$arrayToObject requires an array of key-value pairs");
            }
            document.put(name, value);
        }
        return document;
    }

    private static Object fromDocument(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0])) {
            return BsonNull.VALUE;
        }
        if (!(arguments[0] instanceof Document document)) {
            throw MongoError.location(
                    40390, "$objectToArray requires a document input, found: " + TypeOperators.nameOf(arguments[0]));
        }
        Array pairs = new Array();
        document.fields().forEach((name, value) -> pairs.add(new Document("k", name).put("v", value)));
        return pairs;
    }

    private static Object merge(@Nullable Object[] arguments) {
        Document merged = new Document();
        List<Object> documents = new ArrayList<>();
        for (Object value : arguments) {
            if (arguments.length == 1 && value instanceof Array array) {
                documents.addAll(array.items());
            } else if (value != null) {
                documents.add(value);
            }
        }
        for (Object value : documents) {
            if (value instanceof Document document) {
                document.fields().forEach(merged::put);
            } else if (!Expression.isNullish(value)) {
                throw MongoError.location(
                        40400,
                        "$mergeObjects requires object inputs, but input is of type " + TypeOperators.nameOf(value));
            }
        }
        return merged;
    }

    /// In MongoDB's order; equal values once.
    private static Set<Object> set(String operator, @Nullable Object value) {
        Set<Object> set = new TreeSet<>(ValueOrder.COMPARATOR);
        set.addAll(array(operator, 17048, value).items());
        return set;
    }

    private static boolean anyNullish(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (Expression.isNullish(argument)) {
                return true;
            }
        }
        return false;
    }

    private static Object union(@Nullable Object[] arguments) {
        if (anyNullish(arguments)) {
            return BsonNull.VALUE;
        }
        Set<Object> union = new TreeSet<>(ValueOrder.COMPARATOR);
        for (Object argument : arguments) {
            union.addAll(set("$setUnion", argument));
        }
        return new Array(union);
    }

    private static Object intersection(@Nullable Object[] arguments) {
        if (anyNullish(arguments)) {
            return BsonNull.VALUE;
        }
        Set<Object> common = arguments.length == 0 ? Set.of() : set("$setIntersection", arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            common.retainAll(set("$setIntersection", arguments[i]));
        }
        return new Array(common);
    }

    private static Object difference(@Nullable Object[] arguments) {
        if (anyNullish(arguments)) {
            return BsonNull.VALUE;
        }
        Set<Object> without = set("$setDifference", arguments[1]);
        Set<ValueKey> kept = new LinkedHashSet<>();
        for (Object item : array("$setDifference", 17048, arguments[0])) {
            if (!without.contains(item)) {
                kept.add(new ValueKey(item));
            }
        }
        Array difference = new Array();
        kept.forEach(key -> difference.add(LogicOperators.orNull(key.value())));
        return difference;
    }

    private static String variable(Document arguments) {
        return arguments.get("as") instanceof String name ? name : "this";
    }

    private static Expression.Body map(Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named("$map", specification, "input", "as", "in");
        Expression input = parser.required("$map", arguments, "input");
        String variable = variable(arguments);
        Expression body = parser.binding(variable).required("$map", arguments, "in");
        return scope -> {
            Object value = input.evaluate(scope);
            if (!(value instanceof Array array)) {
                return nullFor("$map", value);
            }
            Array mapped = new Array();
            array.forEach(item -> mapped.add(LogicOperators.orNull(body.evaluate(scope.with(variable, item)))));
            return mapped;
        };
    }

    private static Expression.Body filter(Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named("$filter", specification, "input", "as", "cond", "limit");
        Expression input = parser.required("$filter", arguments, "input");
        String variable = variable(arguments);
        Expression condition = parser.binding(variable).required("$filter", arguments, "cond");
        Expression limit = parser.optional(arguments, "limit");
        return scope -> {
            Object value = input.evaluate(scope);
            if (!(value instanceof Array array)) {
                return nullFor("$filter", value);
            }
            Object given = limit == null ? null : limit.evaluate(scope);
            int most = Expression.isNullish(given) ? ANY : whole("$filter", given);
            Array kept = new Array();
            for (Object item : array) {
                if (kept.size() < most && Expression.isTrue(condition.evaluate(scope.with(variable, item)))) {
                    kept.add(item);
                }
            }
            return kept;
        };
    }

    private static Expression.Body reduce(Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named("$reduce", specification, "input", "initialValue", "in");
        Expression input = parser.required("$reduce", arguments, "input");
        Expression initial = parser.required("$reduce", arguments, "initialValue");
        Expression body = parser.binding("this", "value").required("$reduce", arguments, "in");
        return scope -> {
            Object value = input.evaluate(scope);
            if (!(value instanceof Array array)) {
                return nullFor("$reduce", value);
            }
            Object result = initial.evaluate(scope);
            for (Object item : array) {
                result = body.evaluate(scope.with("this", item).with("value", result));
            }
            return result;
        };
    }

    private static Expression.Body sort(Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named("$sortArray", specification, "input", "sortBy");
        Expression input = parser.required("$sortArray", arguments, "input");
        Object by = arguments.get("sortBy");
        SortOrder order = by instanceof Document document ? SortOrder.of(document) : null;
        boolean descending = by != null && Numbers.isNumber(by) && Numbers.toDouble(by) < 0;
        return scope -> {
            Object value = input.evaluate(scope);
            if (!(value instanceof Array array)) {
                return nullFor("$sortArray", value);
            }
            List<Object> sorted = new ArrayList<>(array.items());
            if (order != null) {
                sorted.sort((left, right) -> order.compare(
                        left instanceof Document l ? l : new Document(),
                        right instanceof Document r ? r : new Document()));
            } else {
                sorted.sort(descending ? Collections.reverseOrder(ValueOrder.COMPARATOR) : ValueOrder.COMPARATOR);
            }
            return new Array(sorted);
        };
    }

    private static Expression.Body getField(Object specification, ExpressionParser parser) {
        boolean full = specification instanceof Document document && document.has("field");
        Document arguments = full ? (Document) specification : new Document("field", specification);
        Expression input = arguments.has("input")
                ? parser.required("$getField", arguments, "input")
                : new Expression.Variable("ROOT", null);
        Expression name = parser.required("$getField", arguments, "field");
        return scope -> {
            Object from = input.evaluate(scope);
            return from instanceof Document document && name.evaluate(scope) instanceof String field
                    ? document.get(field)
                    : Expression.isNullish(from) ? from : null;
        };
    }

    private static void accumulator(String name) {
        ExpressionParser.register(name, (specification, parser) -> {
            List<Expression> arguments = parser.arguments(specification);
            return scope -> {
                Accumulator accumulator = Accumulator.named(name);
                for (Expression argument : arguments) {
                    Object value = argument.evaluate(scope);
                    if (arguments.size() == 1 && value instanceof Array array) {
                        array.forEach(accumulator::add);
                    } else {
                        accumulator.add(value);
                    }
                }
                return accumulator.result();
            };
        });
    }
}
