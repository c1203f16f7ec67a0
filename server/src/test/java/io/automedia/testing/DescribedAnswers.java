package io.automedia.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpHeaders;
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

/// Holds what the API answers against its own description: every answer that [Http] gets has a status,
/// a type and headers that the description names, and a body as its schema says, without a field more.
final class DescribedAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/api/v1/";
    private static final String ADDITIONAL = "additionalProperties";
    private static final List<String> HEADERS = List.of(
            "ETag",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "WWW-Authenticate",
            "Idempotency-Replayed",
            "Content-Disposition",
            "Accept-Ranges",
            "Content-Range");

    /// One description serves all applications of this process: they are the same program.
    private static final AtomicReference<@Nullable DescribedAnswers> DESCRIBED = new AtomicReference<>();

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

    DescribedAnswers(JsonNode description) {
        // where a validator looks for parts
        this.description = JSON.readTree(description.toString().replace("\"#/components/schemas/", "\"#/$defs/"));
        this.closed = this.description.at("/components/schemas").deepCopy();
        closed.forEach(DescribedAnswers::close);
    }

    /// From where the description comes when an answer is to be checked.
    static void from(Supplier<byte[]> source) {
        SOURCE.set(source);
    }

    /// Fails when an answer isn't what the description says.
    static void check(String method, String path, int status, HttpHeaders headers, byte[] body) {
        if (path.startsWith(BASE)) {
            DescribedAnswers described = described();
            if (described != null) {
                described.compare(method, path, status, headers, body);
            }
        }
    }

    private static synchronized @Nullable DescribedAnswers described() {
        Supplier<byte[]> source = SOURCE.get();
        if (DESCRIBED.get() == null && source != null) {
            DESCRIBED.set(new DescribedAnswers(JSON.readTree(source.get())));
        }
        return DESCRIBED.get();
    }

    void compare(String method, String path, int status, HttpHeaders headers, byte[] body) {
        int question = path.indexOf('?');
        String pattern = pattern(URI.create(path).getPath());
        if (pattern == null || method.equals("OPTIONS")) {
            return;
        }
        boolean isHead = method.equals("HEAD");
        String verb = isHead ? "get" : method.toLowerCase(Locale.ROOT);
        JsonNode operation = description.path("paths").path(pattern).get(verb);
        String call = method + " " + pattern + " " + status;
        if (operation == null) {
            if (status < 400) {
                throw wrong(call, "this method is not described", body);
            }
            return;
        }
        JsonNode answer = resolved(operation.path("responses").get(Integer.toString(status)));
        if (answer == null) {
            throw wrong(call, "this status is not described", body);
        }
        for (String header : HEADERS) {
            if (headers.firstValue(header).isPresent()
                    && !answer.path("headers").has(header)) {
                throw wrong(call, "the header " + header + " is not described", body);
            }
        }
        if (isHead && body.length == 0) {
            return;
        }
        content(call, answer, question >= 0 && path.indexOf("fields=", question) > 0, headers, body);
    }

    private void content(String call, JsonNode answer, boolean isPart, HttpHeaders headers, byte[] body) {
        if (body.length == 0) {
            if (answer.path("content").propertyNames().stream()
                    .anyMatch(type -> type.equals("application/json") || type.endsWith("+json"))) {
                throw wrong(call, "a body is described, and there is none", body);
            }
            return;
        }
        String type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = answer.path("content").get(type);
        if (content == null) {
            throw wrong(call, "a body of the type " + type + " is not described", body);
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            JsonNode schema = content.path("schema");
            // without fields= an answer is whole
            JsonNode whole = schema.path("anyOf").path(0);
            validate(call, isPart || whole.isMissingNode() ? schema : whole, body);
        }
    }

    private void validate(String call, JsonNode schema, byte[] body) {
        List<Error> errors;
        try {
            errors = schemas.computeIfAbsent(schema.toString(), ignored -> compiled(schema))
                    .validate(JSON.readTree(body));
        } catch (JacksonException noJson) {
            throw wrong(call, "the body is no JSON", body);
        }
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
            // the validator warns of the one, and knows the others only beside a single type; answers promise no bounds
            object.remove(List.of("example", "minimum", "maximum"));
        }
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has(ADDITIONAL)) {
            object.put(ADDITIONAL, false);
        }
        schema.path("properties").forEach(DescribedAnswers::close);
        schema.path("anyOf").forEach(DescribedAnswers::close);
        close(schema, "items");
        close(schema, ADDITIONAL);
    }

    private static void close(JsonNode schema, String inner) {
        if (schema.path(inner).isObject()) {
            close(schema.path(inner));
        }
    }

    private @Nullable String pattern(String path) {
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

    private @Nullable JsonNode resolved(@Nullable JsonNode answer) {
        String reference = answer == null ? "" : answer.path("$ref").asString("");
        return reference.isEmpty() ? answer : description.at(reference.substring(1));
    }

    private static AssertionError wrong(String call, String what, byte[] body) {
        return new AssertionError("The description of the API is not true of " + call + ": " + what + "\n"
                + shortened(new String(body, StandardCharsets.UTF_8)));
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
