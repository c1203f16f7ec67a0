package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.Raw;
import io.automedia.embeddedmongodb.values.ValueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonRegularExpression;

/// Turns conditions into tests on bytes.
final class FilterCompiler {
    private FilterCompiler() {}

    static DocumentTest document(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> all(parts);
            case Condition.Or(List<Condition> parts) -> any(parts);
            case Condition.Nor(List<Condition> parts) -> not(any(parts));
            case Condition.Not(Condition part) -> not(document(part));
            case Condition.Constant(boolean value) -> (_, _) -> value;
            case Condition.Computed(Expression expression) ->
                (bytes, document) -> expression.isTrueFor(new Document(bytes, document));
            case Condition.Schema(SchemaValidator validator) -> validator::accepts;
            case Condition.Leaf leaf -> new PathTest(leaf.path(), entersLastArray(leaf), leaf(leaf));
        };
    }

    private static DocumentTest all(List<Condition> parts) {
        DocumentTest[] tests = parts.stream().map(FilterCompiler::document).toArray(DocumentTest[]::new);
        if (tests.length == 1) {
            return tests[0];
        }
        return (bytes, document) -> {
            for (DocumentTest test : tests) {
                if (!test.test(bytes, document)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static DocumentTest any(List<Condition> parts) {
        DocumentTest[] tests = parts.stream().map(FilterCompiler::document).toArray(DocumentTest[]::new);
        return (bytes, document) -> {
            for (DocumentTest test : tests) {
                if (test.test(bytes, document)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static DocumentTest not(DocumentTest test) {
        return (bytes, document) -> !test.test(bytes, document);
    }

    private static boolean entersLastArray(Condition.Leaf leaf) {
        return switch (leaf) {
            case Condition.Size _, Condition.ElementMatch _, Condition.ElementValueMatch _ -> false;
            case Condition.Comparison _,
                    Condition.In _,
                    Condition.Exists _,
                    Condition.HasType _,
                    Condition.Regex _,
                    Condition.Modulo _,
                    Condition.Bits _ -> true;
        };
    }

    /// The condition on a single value, wherever it came from.
    static ElementTest element(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> {
                List<ElementTest> tests =
                        parts.stream().map(FilterCompiler::element).toList();
                yield (type, bytes, value) -> tests.stream().allMatch(test -> test.test(type, bytes, value));
            }
            case Condition.Or(List<Condition> parts) -> anyOf(parts);
            case Condition.Nor(List<Condition> parts) -> not(anyOf(parts));
            case Condition.Not(Condition part) -> not(element(part));
            case Condition.Constant(boolean constant) -> (_, _, _) -> constant;
            case Condition.Computed _, Condition.Schema _ -> {
                DocumentTest test = document(condition);
                yield (type, bytes, value) -> type == 3 && test.test(bytes, value);
            }
            case Condition.Leaf leaf -> leaf(leaf);
        };
    }

    private static ElementTest anyOf(List<Condition> parts) {
        List<ElementTest> tests = parts.stream().map(FilterCompiler::element).toList();
        return (type, bytes, value) -> tests.stream().anyMatch(test -> test.test(type, bytes, value));
    }

    private static ElementTest not(ElementTest test) {
        return (type, bytes, value) -> !test.test(type, bytes, value);
    }

    private static ElementTest leaf(Condition.Leaf leaf) {
        return switch (leaf) {
            case Condition.Comparison(var _, Condition.Operator operator, RawValue value) ->
                ComparisonTests.of(operator, value);
            case Condition.In in -> in(in);
            case Condition.Exists _ -> (type, _, _) -> type != ElementTest.MISSING;
            case Condition.HasType(var _, Set<Byte> types) -> (type, _, _) -> types.contains(type);
            case Condition.Regex(var _, BsonRegularExpression expression) -> regex(expression);
            case Condition.Modulo(var _, long divisor, long remainder) ->
                (type, bytes, value) -> modulo(type, bytes, value, divisor, remainder);
            case Condition.Size(var _, long size) -> (type, bytes, value) -> type == 4 && count(bytes, value) == size;
            case Condition.ElementMatch(var _, Condition element) -> {
                DocumentTest test = document(element);
                yield anyItem((type, bytes, value) -> (type == 3 || type == 4) && test.test(bytes, value));
            }
            case Condition.ElementValueMatch(var _, Condition element) -> anyItem(element(element));
            case Condition.Bits bits -> new BitsTest(bits.test(), bits.positions());
        };
    }

    private static ElementTest in(Condition.In in) {
        List<ElementTest> tests = new ArrayList<>();
        Set<ValueKey> keys = new HashSet<>();
        boolean few = in.values().size() <= 4;
        for (RawValue value : in.values()) {
            if (few || value.isNull()) {
                tests.add(ComparisonTests.of(Condition.Operator.EQUAL, value));
            } else {
                keys.add(new ValueKey(Raw.read(value.bytes(), value.type(), value.offset())));
            }
        }
        in.expressions().forEach(expression -> tests.add(regex(expression.expression())));
        if (!keys.isEmpty()) {
            tests.add((type, bytes, value) ->
                    type != ElementTest.MISSING && keys.contains(new ValueKey(Raw.read(bytes, type, value))));
        }
        ElementTest[] all = tests.toArray(ElementTest[]::new);
        return (type, bytes, value) -> {
            for (ElementTest test : all) {
                if (test.test(type, bytes, value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static ElementTest regex(BsonRegularExpression expression) {
        Pattern pattern = RegexTranslation.compile(expression);
        return (type, bytes, value) -> switch (type) {
            case 2, 14 -> pattern.matcher(Raw.string(bytes, value)).find();
            case 11 -> Raw.read(bytes, type, value).equals(expression);
            default -> false;
        };
    }

    private static boolean modulo(byte type, byte[] bytes, int value, long divisor, long remainder) {
        if (type != 1 && type != 16 && type != 18 && type != 19) {
            return false;
        }
        Object number = Raw.read(bytes, type, value);
        double asDouble = Numbers.toDouble(number);
        if (Double.isNaN(asDouble) || (Math.abs(asDouble) >= 0x1p63 && !(number instanceof Long))) {
            return false;
        }
        long whole = number instanceof Long exact ? exact : (long) asDouble;
        return whole % divisor == remainder;
    }

    private static int count(byte[] bytes, int array) {
        int count = 0;
        int element = Raw.first(array);
        while (!Raw.isEnd(bytes, element)) {
            count++;
            element = Raw.next(bytes, element);
        }
        return count;
    }

    private static ElementTest anyItem(ElementTest test) {
        return (type, bytes, value) -> {
            if (type != 4) {
                return false;
            }
            int element = Raw.first(value);
            while (!Raw.isEnd(bytes, element)) {
                int item = Raw.value(bytes, element);
                if (test.test(bytes[element], bytes, item)) {
                    return true;
                }
                element = Raw.next(bytes, element, item);
            }
            return false;
        };
    }
}
