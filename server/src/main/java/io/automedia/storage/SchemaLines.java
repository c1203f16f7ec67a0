package io.automedia.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A description as lines that people read.
final class SchemaLines {
    private SchemaLines() {}

    /// A field, what it is, whether it must be there, and what it is in a new document that doesn't say.
    ///
    /// @param standard null for nothing
    record FieldLine(
            String path,
            String kind,
            boolean isRequired,
            @Nullable String standard) {
        /// All but the path, in words.
        String words() {
            return kind + (isRequired ? ", required" : "") + (standard == null ? "" : ", by default " + standard);
        }
    }

    static List<FieldLine> fields(CollectionSchema schema) {
        List<FieldLine> lines = new ArrayList<>();
        Document jsonSchema = schema.jsonSchema();
        if (jsonSchema != null) {
            addFields("", jsonSchema, Defaults.words(schema.shape()), lines);
        }
        return lines;
    }

    private static void addFields(String outer, Document object, Map<String, String> defaults, List<FieldLine> lines) {
        List<String> required = object.getList("required", String.class, List.of());
        object.get("properties", new Document()).forEach((name, part) -> {
            String path = outer + name;
            if (path.equals("__v")) {
                return;
            }
            Document shape = (Document) part;
            boolean isRequired = required.contains(name) || path.equals("_id");
            Document inner = shape;
            String innerPath = path;
            lines.add(new FieldLine(path, kind(shape), isRequired, defaults.get(path)));
            if (shape.get("items") instanceof Document element) {
                inner = element;
                innerPath = path + "[]";
            }
            addFields(innerPath + ".", inner, defaults, lines);
        });
    }

    private static String kind(Document shape) {
        String kind = Wording.kind(shape);
        if (shape.get("items") instanceof Document element) {
            return kind + ", each " + Wording.kind(element);
        }
        boolean isOpen = Wording.type(shape).equals("object") && !shape.containsKey("additionalProperties");
        return isOpen ? kind + " with whatever fields" : kind;
    }

    static String keys(IndexDefinition index) {
        List<String> parts = new ArrayList<>();
        index.keys().forEach((field, direction) -> parts.add(field + ": " + direction));
        return "{ " + String.join(", ", parts) + " }";
    }

    static List<String> options(IndexDefinition index) {
        List<String> options = new ArrayList<>();
        ToolIndex tool = index.tool();
        if (tool != null) {
            options.add(tool.condition());
        }
        if (index.unique()) {
            options.add("unique");
        }
        if (index.sparse()) {
            options.add("sparse");
        }
        Document partial = index.partial();
        if (partial != null) {
            options.add("where " + partial.toJson());
        }
        Duration expireAfter = index.expireAfter();
        if (expireAfter != null) {
            options.add(expireAfter.isZero() ? "expires then" : "expires " + expireAfter.toDays() + " days later");
        }
        return options;
    }
}
