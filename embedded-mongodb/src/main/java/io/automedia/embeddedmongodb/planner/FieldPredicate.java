package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.storage.KeyEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one condition on one field says about the keys of an index on that field.
/// @param values where the keys of matching documents lie; with arrays, where at least one of them lies
/// @param exact whether every document with a key there matches, as long as there are no arrays
/// @param exactForArrays the same with arrays
/// @param validForArrays whether `values` says anything when there are arrays
/// @param requiresPresence whether the field must be there, with whatever value
/// @param text the condition itself
record FieldPredicate(
        IntervalSet values,
        boolean exact,
        boolean exactForArrays,
        boolean validForArrays,
        boolean requiresPresence,
        String text) {
    FieldPredicate(IntervalSet values, boolean exact, boolean exactForArrays, boolean validForArrays) {
        this(values, exact, exactForArrays, validForArrays, false, "");
    }

    private static final FieldPredicate UNKNOWN = new FieldPredicate(IntervalSet.ALL, false, false, true);
    private static final IntervalSet NULLS = IntervalSet.ofAny(List.of(
            Interval.point(KeyEncoding.encode(null)),
            Interval.point(KeyEncoding.encode(new RawValue(ElementType.UNDEFINED, new byte[0], 0, 0)))));
    private static final byte[] NAN = KeyEncoding.encode(RawValue.of(Double.NaN));

    /// Whether both are written in the same way, which is known of types only.
    boolean sameAs(FieldPredicate other) {
        return !text.isEmpty() && text.equals(other.text);
    }

    private static FieldPredicate exactly(IntervalSet values) {
        return new FieldPredicate(values, true, true, true);
    }

    private static FieldPredicate roughly(IntervalSet values) {
        return new FieldPredicate(values, false, false, true);
    }

    /// `{field: value}`.
    static FieldPredicate equalTo(RawValue value) {
        return switch (value.type()) {
            case ElementType.REGEX -> regex(value);
            case ElementType.ARRAY -> UNKNOWN;
            case ElementType.NULL, ElementType.UNDEFINED -> new FieldPredicate(NULLS, true, false, true);
            default -> exactly(IntervalSet.of(Interval.point(KeyEncoding.encode(value))));
        };
    }

    /// `{field: {operator: operand}}`.
    static FieldPredicate of(String operator, RawValue operand) {
        return switch (operator) {
            case "$eq" ->
                operand.type() == ElementType.REGEX
                        ? exactly(IntervalSet.of(Interval.point(KeyEncoding.encode(operand))))
                        : equalTo(operand);
            case "$in" -> in(operand);
            case "$gt", "$gte", "$lt", "$lte" -> comparison(operator, operand);
            case "$ne" -> not(equalTo(operand));
            case "$nin" -> not(in(operand));
            case "$exists" -> exists(operand);
            case "$regex" -> regex(operand);
            case "$type" -> type(operand);
            case "$all" -> all(operand);
            case "$elemMatch" -> elementMatch(operand);
            default -> UNKNOWN;
        };
    }

    private static FieldPredicate in(RawValue operand) {
        if (!operand.isArray()) {
            return UNKNOWN;
        }
        List<Interval> intervals = new ArrayList<>();
        boolean exact = true;
        boolean exactForArrays = true;
        for (ElementCursor cursor = operand.asDocument().cursor(); cursor.next(); ) {
            FieldPredicate one = equalTo(cursor.value());
            intervals.addAll(one.values.intervals());
            exact &= one.exact;
            exactForArrays &= one.exactForArrays;
        }
        return new FieldPredicate(IntervalSet.ofAny(intervals), exact, exactForArrays, true);
    }

    private static FieldPredicate not(FieldPredicate positive) {
        return positive.exact ? new FieldPredicate(positive.values.complement(), true, false, false) : UNKNOWN;
    }

    private static FieldPredicate comparison(String operator, RawValue operand) {
        boolean inclusive = operator.endsWith("e");
        return switch (operand.type()) {
            case ElementType.NULL, ElementType.UNDEFINED ->
                inclusive ? new FieldPredicate(NULLS, false, false, true) : UNKNOWN;
            case ElementType.INT32,
                    ElementType.INT64,
                    ElementType.DOUBLE,
                    ElementType.DECIMAL128,
                    ElementType.STRING,
                    ElementType.DATE,
                    ElementType.OBJECT_ID,
                    ElementType.BOOLEAN,
                    ElementType.TIMESTAMP -> range(operator.startsWith("$g"), inclusive, operand);
            default -> UNKNOWN;
        };
    }

    /// A comparison only matches values of the operand's own type.
    private static FieldPredicate range(boolean greater, boolean inclusive, RawValue operand) {
        byte[] encoded = KeyEncoding.encode(operand);
        if (java.util.Arrays.equals(encoded, NAN)) {
            return UNKNOWN;
        }
        int type = KeyEncoding.typeByte(operand.type());
        Bound low = operand.isNumber() ? new Bound(NAN, true) : Interval.typeLow(type);
        Interval interval = greater
                ? new Interval(new Bound(encoded, !inclusive), Interval.typeHigh(type), false)
                : new Interval(low, new Bound(encoded, inclusive), false);
        return exactly(IntervalSet.of(interval));
    }

    private static FieldPredicate exists(RawValue operand) {
        Object flag = operand.toObject();
        boolean exists = flag instanceof Boolean yes ? yes : !(flag instanceof Number n && n.doubleValue() == 0);
        return exists
                ? new FieldPredicate(IntervalSet.ALL, false, false, true, true, "")
                : roughly(IntervalSet.of(Interval.point(KeyEncoding.encode(null))));
    }

    /// A pattern that begins with literal text leaves only the strings with this beginning.
    private static FieldPredicate regex(RawValue pattern) {
        String text = RegexPrefix.of(pattern);
        List<Interval> intervals = new ArrayList<>();
        intervals.add(Interval.type(KeyEncoding.typeByte(ElementType.REGEX)));
        intervals.add(text.isEmpty() ? Interval.type(KeyEncoding.typeByte(ElementType.STRING)) : beginningWith(text));
        return roughly(IntervalSet.ofAny(intervals));
    }

    private static Interval beginningWith(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = new byte[utf8.length + 1];
        prefix[0] = (byte) KeyEncoding.typeByte(ElementType.STRING);
        System.arraycopy(utf8, 0, prefix, 1, utf8.length);
        return new Interval(new Bound(prefix, false), new Bound(prefix, true), false);
    }

    private static FieldPredicate type(RawValue operand) {
        @Nullable Integer typeByte = operand.type() == ElementType.STRING ? TYPES.get(operand.asString()) : null;
        IntervalSet values = typeByte == null ? IntervalSet.ALL : IntervalSet.of(Interval.type(typeByte));
        return new FieldPredicate(values, false, false, true, false, "$type " + operand);
    }

    private static final java.util.Map<String, Integer> TYPES = java.util.Map.ofEntries(
            java.util.Map.entry("string", KeyEncoding.typeByte(ElementType.STRING)),
            java.util.Map.entry("date", KeyEncoding.typeByte(ElementType.DATE)),
            java.util.Map.entry("objectId", KeyEncoding.typeByte(ElementType.OBJECT_ID)),
            java.util.Map.entry("bool", KeyEncoding.typeByte(ElementType.BOOLEAN)),
            java.util.Map.entry("number", KeyEncoding.typeByte(ElementType.INT32)),
            java.util.Map.entry("int", KeyEncoding.typeByte(ElementType.INT32)),
            java.util.Map.entry("long", KeyEncoding.typeByte(ElementType.INT32)),
            java.util.Map.entry("double", KeyEncoding.typeByte(ElementType.INT32)),
            java.util.Map.entry("decimal", KeyEncoding.typeByte(ElementType.INT32)));

    /// Every element must be there, so any of them tells where to look.
    private static FieldPredicate all(RawValue operand) {
        if (operand.isArray()) {
            for (ElementCursor cursor = operand.asDocument().cursor(); cursor.next(); ) {
                FieldPredicate one = equalTo(cursor.value());
                if (!cursor.value().isDocument() && one.values.isPoints()) {
                    return roughly(one.values);
                }
            }
        }
        return UNKNOWN;
    }

    /// `{$elemMatch: {$gte: …, $lt: …}}`: one element meets all conditions, so their intervals intersect.
    private static FieldPredicate elementMatch(RawValue operand) {
        if (!operand.isDocument()) {
            return UNKNOWN;
        }
        IntervalSet values = IntervalSet.ALL;
        RawDocument conditions = operand.asDocument();
        for (ElementCursor cursor = conditions.cursor(); cursor.next(); ) {
            String operator = cursor.name();
            if (!operator.startsWith("$")) {
                return UNKNOWN;
            }
            FieldPredicate one = of(operator, cursor.value());
            values = one.validForArrays ? values.intersect(one.values) : values;
        }
        return roughly(values);
    }
}
