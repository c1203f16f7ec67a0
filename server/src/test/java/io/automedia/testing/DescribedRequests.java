package io.automedia.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Holds what the API takes against its own description: every request of [Http] that succeeds has
/// parameters and a body that the description allows.
final class DescribedRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DescribedApi api;

    DescribedRequests(DescribedApi api) {
        this.api = api;
    }

    /// Fails when a request that was answered with success is not what the description says.
    void compare(String method, String path, int status, @Nullable String type, byte[] body) {
        URI uri = URI.create(path);
        String pattern = api.pattern(uri.getPath());
        JsonNode operation = pattern == null ? null : api.operation(method, pattern);
        if (operation == null || status >= 300) {
            return;
        }
        String call = "what " + method + " " + pattern + " took";
        parameters(call, operation, uri.getRawQuery());
        content(call, operation.path("requestBody"), type == null ? "" : type.replaceFirst(";.*", ""), body);
    }

    private void parameters(String call, JsonNode operation, @Nullable String query) {
        Map<String, List<String>> sent = sent(query);
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            List<String> values = sent.remove(name);
            if (!parameter.path("in").asString().equals("query")) {
                continue;
            }
            if (values != null) {
                JsonNode value = value(parameter.path("schema"), values);
                api.validate(
                        call + ", parameter " + name,
                        parameter.path("schema"),
                        value,
                        value.toString().getBytes(StandardCharsets.UTF_8));
            } else if (parameter.path("required").asBoolean(false)) {
                throw DescribedApi.wrong(call, "the parameter " + name + " is required", new byte[0]);
            }
        }
        if (!sent.isEmpty()) {
            throw DescribedApi.wrong(call, "the parameters " + sent.keySet() + " are not described", new byte[0]);
        }
    }

    private static Map<String, List<String>> sent(@Nullable String query) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.isEmpty()) {
                continue;
            }
            String[] parts = parameter.split("=", 2);
            sent.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
        return sent;
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /// The value as JSON has it.
    private static JsonNode value(JsonNode schema, List<String> values) {
        if (schema.path("type").asString("").equals("array")) {
            ArrayNode list = NODES.arrayNode();
            values.stream()
                    .flatMap(value -> List.of(value.split(",")).stream())
                    .forEach(value -> list.add(one(schema.path("items"), value)));
            return list;
        }
        return one(schema, values.getFirst());
    }

    private static JsonNode one(JsonNode schema, String value) {
        return switch (schema.path("type").asString("")) {
            case "integer", "number" ->
                value.matches("-?[0-9.]+") ? DescribedApi.JSON.readTree(value) : NODES.stringNode(value);
            case "boolean" ->
                value.matches("true|false") ? NODES.booleanNode(Boolean.parseBoolean(value)) : NODES.stringNode(value);
            default -> NODES.stringNode(value);
        };
    }

    private void content(String call, JsonNode described, String type, byte[] body) {
        if (described.isMissingNode()) {
            if (DescribedApi.isJson(type)
                    && body.length > 0
                    && !new String(body, StandardCharsets.UTF_8).equals("{}")) {
                throw DescribedApi.wrong(call, "no body is described", body);
            }
            return;
        }
        if (body.length == 0) {
            if (described.path("required").asBoolean(false)) {
                throw DescribedApi.wrong(call, "a body is required", body);
            }
            return;
        }
        JsonNode content = described.path("content").get(type);
        if (content == null) {
            throw DescribedApi.wrong(call, "a body of the type " + type + " is not described", body);
        }
        boolean isFile = content.at("/schema/format").asString("").equals("binary");
        if (DescribedApi.isJson(type) && !isFile) {
            api.validate(call, content.path("schema"), body);
        }
    }
}
