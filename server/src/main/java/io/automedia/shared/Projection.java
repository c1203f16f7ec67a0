package io.automedia.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the fields of an answer that are asked for: `fields=id,content.text`.
public final class Projection {
    private static final int MOST = 50;

    private final List<String[]> paths;

    private Projection(List<String[]> paths) {
        this.paths = paths;
    }

    /// What a parameter `fields` asks for; everything when it is empty or absent.
    ///
    /// @throws ProblemException (`Invalid`) when it names more than 50
    public static Projection of(@Nullable String fields) {
        List<String[]> paths = new ArrayList<>();
        for (String field : fields == null ? new String[0] : fields.split(",", -1)) {
            if (!field.isBlank()) {
                paths.add(field.strip().split("\\.", -1));
            }
        }
        if (paths.size() > MOST) {
            throw Problem.invalid("fields", "must not be more than " + MOST).exception();
        }
        return new Projection(paths);
    }

    /// What is asked for of a thing.
    public JsonNode apply(JsonNode whole) {
        if (paths.isEmpty()) {
            return whole;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String[] path : paths) {
            copy(whole, path, 0, kept);
        }
        return kept;
    }

    private static void copy(JsonNode from, String[] path, int at, ObjectNode to) {
        JsonNode value = from.get(path[at]);
        if (value == null) {
            return;
        }
        if (at == path.length - 1) {
            to.set(path[at], value);
        } else if (value.isObject()) {
            copy(value, path, at + 1, to.withObject("/" + pointer(path[at])));
        } else if (value.isArray() && value.valueStream().allMatch(JsonNode::isObject)) {
            to.set(path[at], elements(value, path, at, to.get(path[at])));
        }
    }

    private static ArrayNode elements(JsonNode list, String[] path, int at, @Nullable JsonNode before) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < list.size(); i++) {
            ObjectNode element = before instanceof ArrayNode known && known.get(i) instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode();
            copy(list.get(i), path, at + 1, element);
            kept.add(element);
        }
        return kept;
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
