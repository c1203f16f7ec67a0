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
                FieldError fault = of(wrong);
                boolean isNew = places.add(fault.field());
                if (isNew) {
                    found.add(fault);
                }
                if (!takenOut(tree, isNew ? wrong.getPath() : around(wrong.getPath()))) {
                    return found;
                }
            }
        }
        return found;
    }

    /// The one that an exception tells of; a fault of the whole is one of the field `body`.
    public static FieldError of(JacksonException wrong) {
        String path = path(wrong);
        return new FieldError(path.isEmpty() ? "body" : path, words(wrong));
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
    private static List<JacksonException.Reference> around(List<JacksonException.Reference> path) {
        return path.subList(0, Math.max(0, path.size() - 1));
    }

    private static boolean takenOut(JsonNode tree, List<JacksonException.Reference> path) {
        JsonNode parent = tree;
        for (int step = 0; step < path.size() - 1 && parent != null; step++) {
            parent = child(parent, path.get(step));
        }
        if (path.isEmpty()) {
            return false;
        }
        JacksonException.Reference last = path.getLast();
        return switch (parent) {
            case ObjectNode object -> object.remove(last.getPropertyName()) != null;
            case ArrayNode list -> list.setNull(last.getIndex()) != null;
            case null, default -> false;
        };
    }

    private static @Nullable JsonNode child(JsonNode parent, JacksonException.Reference step) {
        return step.getPropertyName() == null ? parent.get(step.getIndex()) : parent.get(step.getPropertyName());
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
