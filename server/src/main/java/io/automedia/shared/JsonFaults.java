package io.automedia.shared;

import io.automedia.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says which fields of a JSON body a type can't take and what it wants instead, without quoting classes of this
/// program.
public final class JsonFaults {
    private static final int MOST = 50;

    private JsonFaults() {}

    /// All of them, up to 50, where Jackson itself stops at the first: what is wrong is taken out, and the rest is
    /// read again.
    ///
    /// @param tree is changed
    public static List<FieldError> all(ObjectMapper json, JsonNode tree, JavaType type) {
        List<FieldError> found = new ArrayList<>();
        Set<String> places = new LinkedHashSet<>();
        IdentityHashMap<JsonNode, List<Integer>> positions = new IdentityHashMap<>();
        while (found.size() < MOST) {
            try {
                json.treeToValue(tree, type);
                return found;
            } catch (JacksonException wrong) {
                List<Object> place = place(wrong);
                FieldError fault = fault(named(tree, place, positions), wrong);
                boolean isNew = places.add(fault.field());
                if (isNew) {
                    found.add(fault);
                }
                if (!takenOut(tree, isNew ? place : around(place), positions)) {
                    return found;
                }
            }
        }
        return found;
    }

    /// The one that an exception tells of; a fault of the whole is one of the field `body`.
    public static FieldError of(JacksonException wrong) {
        return fault(place(wrong), wrong);
    }

    private static FieldError fault(List<Object> place, JacksonException wrong) {
        String path = path(place);
        return new FieldError(path.isEmpty() ? "body" : path, words(wrong));
    }

    /// Where it is: names, and positions in lists.
    private static List<Object> place(JacksonException wrong) {
        return wrong.getPath().stream()
                .<Object>map(step -> step.getPropertyName() == null ? step.getIndex() : step.getPropertyName())
                .toList();
    }

    /// The place as its sender knows it, before anything was taken out of a list.
    private static List<Object> named(
            JsonNode tree, List<Object> place, IdentityHashMap<JsonNode, List<Integer>> positions) {
        List<Object> named = new ArrayList<>();
        JsonNode at = tree;
        for (Object step : place) {
            List<Integer> left = at == null ? null : positions.get(at);
            named.add(
                    left != null && step instanceof Integer now && now >= 0 && now < left.size()
                            ? left.get(now)
                            : step);
            at = at == null ? null : child(at, step);
        }
        return named;
    }

    private static String words(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException it -> "is not known here";
            case InvalidNullException it -> "must not be null";
            case InvalidFormatException it
            when it.getValue() instanceof String text && !Texts.isWhole(text) ->
                "must not hold the character U+0000 or half of a surrogate pair";
            case MismatchedInputException it -> Wanted.inWords(it.getTargetType());
            case InputCoercionException it -> "is out of range";
            default -> "can't be read";
        };
    }

    /// What can't be without a value that was taken out of it.
    private static List<Object> around(List<Object> path) {
        return path.subList(0, Math.max(0, path.size() - 1));
    }

    private static boolean takenOut(
            JsonNode tree, List<Object> path, IdentityHashMap<JsonNode, List<Integer>> positions) {
        JsonNode parent = tree;
        for (int step = 0; step < path.size() - 1 && parent != null; step++) {
            parent = child(parent, path.get(step));
        }
        if (path.isEmpty()) {
            return false;
        }
        return switch (path.getLast()) {
            case String name -> parent instanceof ObjectNode object && object.remove(name) != null;
            case Integer position -> parent instanceof ArrayNode list && takenOut(list, position, positions);
            default -> false;
        };
    }

    private static boolean takenOut(ArrayNode list, int position, IdentityHashMap<JsonNode, List<Integer>> positions) {
        if (position < 0 || position >= list.size()) {
            return false;
        }
        List<Integer> left = positions.computeIfAbsent(
                list, all -> IntStream.range(0, all.size()).boxed().collect(Collectors.toCollection(ArrayList::new)));
        left.subList(position, position + 1).clear();
        return list.remove(position) != null;
    }

    private static @Nullable JsonNode child(JsonNode parent, Object step) {
        return step instanceof Integer position ? parent.get(position) : parent.get((String) step);
    }

    private static String path(List<Object> place) {
        StringBuilder path = new StringBuilder();
        for (Object step : place) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}
