package io.automedia.shared;

import io.automedia.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
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
        while (found.size() < MOST) {
            try {
                json.treeToValue(tree, type);
                return found;
            } catch (JacksonException wrong) {
                List<Object> place = place(tree, wrong.getPath());
                FieldError fault = fault(place, wrong);
                boolean isNew = places.add(fault.field());
                if (isNew) {
                    found.add(fault);
                }
                if (!takenOut(tree, isNew ? place : around(place))) {
                    return found;
                }
            }
        }
        return found;
    }

    /// The one that an exception tells of; a fault of the whole is one of the field `body`.
    public static FieldError of(JacksonException wrong) {
        return fault(
                wrong.getPath().stream()
                        .map(step -> step(step, step.getIndex()))
                        .toList(),
                wrong);
    }

    private static FieldError fault(List<Object> place, JacksonException wrong) {
        String path = path(place);
        return new FieldError(path.isEmpty() ? "body" : path, words(wrong));
    }

    /// Where it is in a tree: names, and positions in lists, which are read without the nulls that they hold.
    private static List<Object> place(JsonNode tree, List<JacksonException.Reference> path) {
        List<Object> place = new ArrayList<>();
        JsonNode at = tree;
        for (JacksonException.Reference reference : path) {
            Object step = step(reference, at instanceof ArrayNode list ? position(list, reference.getIndex()) : -1);
            place.add(step);
            at = at == null ? null : child(at, step);
        }
        return place;
    }

    private static Object step(JacksonException.Reference reference, int position) {
        String name = reference.getPropertyName();
        return name == null ? position : name;
    }

    private static int position(ArrayNode list, int readBefore) {
        int left = readBefore;
        for (int position = 0; position < list.size(); position++) {
            if (!list.get(position).isNull() && left-- == 0) {
                return position;
            }
        }
        return readBefore;
    }

    private static String words(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException it -> "is not known here";
            case MismatchedInputException it -> Wanted.inWords(it.getTargetType());
            case InputCoercionException it -> "is out of range";
            default -> "can't be read";
        };
    }

    /// What can't be without a value that was taken out of it.
    private static List<Object> around(List<Object> path) {
        return path.subList(0, Math.max(0, path.size() - 1));
    }

    private static boolean takenOut(JsonNode tree, List<Object> path) {
        JsonNode parent = tree;
        for (int step = 0; step < path.size() - 1 && parent != null; step++) {
            parent = child(parent, path.get(step));
        }
        if (path.isEmpty()) {
            return false;
        }
        return switch (path.getLast()) {
            case String name -> parent instanceof ObjectNode object && object.remove(name) != null;
            case Integer position ->
                parent instanceof ArrayNode list
                        && position >= 0
                        && position < list.size()
                        && list.setNull(position) != null;
            default -> false;
        };
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
