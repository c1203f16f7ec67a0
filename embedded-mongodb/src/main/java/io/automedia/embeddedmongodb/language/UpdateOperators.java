package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.BsonOutput;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Json;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueCopy;
import java.util.Set;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/// What each update operator does to the value at its path.
final class UpdateOperators {
    private static final Set<String> CREATING = Set.of(
            "$set", "$setOnInsert", "$inc", "$mul", "$min", "$max", "$currentDate", "$bit", "$push", "$addToSet");
    private static final Set<String> OTHERS = Set.of("$unset", "$rename", "$pull", "$pullAll", "$pop");

    private UpdateOperators() {}

    @FunctionalInterface
    interface Change {
        /// True when it changed something.
        boolean apply(UpdatePath.Slot slot, Document document);
    }

    static boolean isKnown(String operator) {
        return CREATING.contains(operator) || OTHERS.contains(operator);
    }

    static boolean creates(String operator) {
        return CREATING.contains(operator);
    }

    static boolean refusesDeadEnds(String operator) {
        return creates(operator)
                || operator.equals("$pop")
                || operator.equals("$rename")
                || operator.startsWith("$pull");
    }

    static Change change(String operator, String path, Object value, Variables variables) {
        return switch (operator) {
            case "$set", "$setOnInsert" -> (slot, _) -> replace(slot, ValueCopy.of(value));
            case "$unset" ->
                (slot, _) -> {
                    if (slot.get() == null) {
                        return false;
                    }
                    slot.remove();
                    return true;
                };
            case "$inc", "$mul" -> arithmetic(operator, path, value);
            case "$min" -> extreme(value, -1);
            case "$max" -> extreme(value, 1);
            case "$currentDate" -> currentDate(path, value, variables);
            case "$bit" -> bits(path, value);
            default -> ArrayUpdates.change(operator, path, value, variables);
        };
    }

    /// Equal means the same bytes here: 1 is not 1.0.
    static boolean replace(UpdatePath.Slot slot, Object value) {
        Object old = slot.get();
        if (old != null
                && old.getClass() == value.getClass()
                && BsonOutput.raw(old).equals(BsonOutput.raw(value))) {
            return false;
        }
        slot.set(value);
        return true;
    }

    static String describe(Document document) {
        Object id = document.get("_id");
        return "{_id: " + (id == null ? "null" : Json.of(id)) + "}";
    }

    private static Change arithmetic(String operator, String path, Object value) {
        boolean increment = operator.equals("$inc");
        if (!Numbers.isNumber(value)) {
            throw new MongoError(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot " + (increment ? "increment" : "multiply") + " with non-numeric argument: {" + path + ": "
                            + Json.of(value) + "}");
        }
        return (slot, document) -> {
            Object old = slot.get();
            if (old == null) {
                slot.set(increment ? value : Numbers.multiply(value, 0));
                return true;
            }
            if (!Numbers.isNumber(old)) {
                throw new MongoError(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot apply " + operator + " to a value of non-numeric type. " + describe(document)
                                + " has the field '" + path.substring(path.lastIndexOf('.') + 1)
                                + "' of non-numeric type " + TypeOperators.nameOf(old));
            }
            Object result = increment ? Numbers.add(old, value) : Numbers.multiply(old, value);
            if (result instanceof Double && !(old instanceof Double) && !(value instanceof Double)) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "Failed to apply " + operator + " operations to current value (" + Json.of(old)
                                + ") for document " + describe(document));
            }
            return replace(slot, result);
        };
    }

    private static Change extreme(Object value, int sign) {
        return (slot, _) -> {
            Object old = slot.get();
            if (old != null && LogicOperators.compare(value, old) * sign <= 0) {
                return false;
            }
            slot.set(ValueCopy.of(value));
            return true;
        };
    }

    private static Change currentDate(String path, Object value, Variables variables) {
        Object type = value instanceof Document document ? document.get("$type") : value;
        boolean timestamp = "timestamp".equals(type);
        if (!timestamp && !"date".equals(type) && !(value instanceof Boolean)) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE,
                    TypeOperators.nameOf(value)
                            + " is not valid type for $currentDate. Please use a boolean ('true') or a"
                            + " $type expression ({$type: 'timestamp/date'}): " + path);
        }
        return (slot, _) -> {
            BsonDateTime now = variables.get("NOW") instanceof BsonDateTime date
                    ? date
                    : new BsonDateTime(System.currentTimeMillis());
            return replace(slot, timestamp ? new BsonTimestamp((int) (now.getValue() / 1000), 1) : now);
        };
    }

    private static Change bits(String path, Object value) {
        if (!(value instanceof Document operations)) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE,
                    "The $bit modifier is not compatible with a " + TypeOperators.nameOf(value)
                            + ". You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}");
        }
        return (slot, document) -> {
            Object old = slot.get();
            @Nullable Object result = old;
            for (var entry : operations.fields().entrySet()) {
                result = bit(
                        entry.getKey(), result == null ? Integer.valueOf(0) : result, entry.getValue(), path, document);
            }
            return replace(slot, result == null ? BsonNull.VALUE : result);
        };
    }

    private static Object bit(String operation, Object old, Object operand, String path, Document document) {
        if (!isWhole(old) || !isWhole(operand)) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE,
                    "Cannot apply $bit to a value of non-integral type." + describe(document) + " has the field " + path
                            + " of non-integer type " + TypeOperators.nameOf(isWhole(old) ? operand : old));
        }
        long left = ((Number) old).longValue();
        long right = ((Number) operand).longValue();
        long result = switch (operation) {
            case "and" -> left & right;
            case "or" -> left | right;
            case "xor" -> left ^ right;
            default ->
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "The $bit modifier only supports 'and', 'or', and 'xor', not '" + operation
                                + "' which is an unknown operator: {" + operation + ": " + Json.of(operand) + "}");
        };
        boolean narrow = old instanceof Integer && operand instanceof Integer;
        return narrow ? (Object) (int) result : (Object) result;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    static Array array(Object value, String path, Document document) {
        if (value instanceof Array array) {
            return array;
        }
        throw new MongoError(
                ErrorCode.BAD_VALUE,
                "The field '" + path + "' must be an array but is of type " + TypeOperators.nameOf(value)
                        + " in document " + describe(document));
    }
}
