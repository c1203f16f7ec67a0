package io.automedia.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description that the API gives of itself, to which [DescribedAnswers] and [DescribedRequests] hold it.
final class DescribedApi {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/api/v1/";
    private static final String ADDITIONAL = "additionalProperties";
    private static final List<String> BOUNDS = List.of("minimum", "maximum");

    /// One description serves all applications of this process: they are the same program.
    private static final AtomicReference<@Nullable DescribedApi> DESCRIBED = new AtomicReference<>();

    private static final AtomicReference<@Nullable Supplier<byte[]>> SOURCE = new AtomicReference<>();

    private final JsonNode description;
    private final JsonNode closed;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build()));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    DescribedApi(JsonNode description) {
        // where a validator looks for parts
        this.description = JSON.readTree(description.toString().replace("\"#/components/schemas/", "\"#/$defs/"));
        this.closed = this.description.at("/components/schemas").deepCopy();
        closed.forEach(DescribedApi::close);
    }

    /// From where the description comes when something is to be checked.
    static void from(Supplier<byte[]> source) {
        SOURCE.set(source);
    }

    /// What describes this path; null when that is not of the API, or no application tells.
    static @Nullable DescribedApi of(String path) {
        return path.startsWith(BASE) ? described() : null;
    }

    private static synchronized @Nullable DescribedApi described() {
        Supplier<byte[]> source = SOURCE.get();
        if (DESCRIBED.get() == null && source != null) {
            DESCRIBED.set(new DescribedApi(JSON.readTree(source.get())));
        }
        return DESCRIBED.get();
    }

    /// The path as the description names it; null for none that it has.
    @Nullable
    String pattern(String path) {
        String found = null;
        for (String pattern : description.path("paths").propertyNames()) {
            boolean isThis = path.equals(pattern);
            if (isThis || (found == null && path.matches(pattern.replaceAll("\\{[^/]+}", "[^/]+")))) {
                found = pattern;
            }
            if (isThis) {
                break;
            }
        }
        return found;
    }

    /// What is described of a method of a path; null for nothing.
    @Nullable
    JsonNode operation(String method, String pattern) {
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return description.path("paths").path(pattern).get(verb);
    }

    /// A part that may be a reference.
    @Nullable
    JsonNode resolved(@Nullable JsonNode part) {
        String reference = part == null ? "" : part.path("$ref").asString("");
        return reference.isEmpty() ? part : description.at(reference.substring(1));
    }

    static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    /// Fails when a body isn't what a schema says.
    void validate(String call, JsonNode schema, byte[] body) {
        try {
            validate(call, schema, JSON.readTree(body), body);
        } catch (JacksonException noJson) {
            throw wrong(call, "the body is no JSON", body);
        }
    }

    /// The same of a value that came with a body.
    void validate(String call, JsonNode schema, JsonNode value, byte[] body) {
        List<Error> errors = schemas.computeIfAbsent(schema.toString(), ignored -> compiled(schema))
                .validate(value);
        if (!errors.isEmpty()) {
            StringBuilder words = new StringBuilder();
            for (Error error : errors.subList(0, Math.min(8, errors.size()))) {
                words.append("\n  ")
                        .append(error.getInstanceLocation())
                        .append(": ")
                        .append(error.getMessage())
                        .append(" but is ")
                        .append(shortened(String.valueOf(error.getInstanceNode())));
            }
            throw wrong(call, words.toString(), body);
        }
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = (ObjectNode) schema.deepCopy();
        close(root);
        ObjectNode parts = JSON.createObjectNode();
        addParts(root, parts);
        root.set("$defs", parts);
        return registry.getSchema(root);
    }

    /// Adds what a schema refers to, and what that refers to.
    private void addParts(JsonNode schema, ObjectNode parts) {
        for (JsonNode reference : schema.findValues("$ref")) {
            String name = reference.asString().substring(reference.asString().lastIndexOf('/') + 1);
            if (!parts.has(name)) {
                parts.set(name, closed.path(name));
                addParts(closed.path(name), parts);
            }
        }
    }

    /// Lets an object have no other fields than those described.
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            // the validator warns of it
            object.remove("example");
            // and knows bounds only beside a single type
            if (object.path("type").isArray() && BOUNDS.stream().anyMatch(object::has)) {
                ObjectNode bounds = object.putArray("allOf").addObject();
                BOUNDS.stream().filter(object::has).forEach(bound -> bounds.set(bound, object.path(bound)));
                object.remove(BOUNDS);
            }
        }
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has(ADDITIONAL)) {
            object.put(ADDITIONAL, false);
        }
        schema.path("properties").forEach(DescribedApi::close);
        schema.path("anyOf").forEach(DescribedApi::close);
        close(schema, "items");
        close(schema, ADDITIONAL);
    }

    private static void close(JsonNode schema, String inner) {
        if (schema.path(inner).isObject()) {
            close(schema.path(inner));
        }
    }

    static AssertionError wrong(String call, String what, byte[] body) {
        return new AssertionError("The description of the API is not true of " + call + ": " + what + "\n"
                + shortened(new String(body, StandardCharsets.UTF_8)));
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
