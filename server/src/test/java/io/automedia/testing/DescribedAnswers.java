package io.automedia.testing;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Holds what the API answers against its own description: every answer that [Http] gets has a status,
/// a type and headers that the description names, and a body as its schema says, without a field more.
final class DescribedAnswers {
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

    private final DescribedApi api;

    DescribedAnswers(DescribedApi api) {
        this.api = api;
    }

    /// Fails when an answer is not what the description says.
    void compare(String method, String path, int status, HttpHeaders headers, byte[] body) {
        int question = path.indexOf('?');
        String pattern = api.pattern(URI.create(path).getPath());
        if (pattern == null || method.equals("OPTIONS")) {
            return;
        }
        boolean isHead = method.equals("HEAD");
        JsonNode operation = api.operation(method, pattern);
        String call = method + " " + pattern + " " + status;
        if (operation == null) {
            if (status < 400) {
                throw DescribedApi.wrong(call, "this method is not described", body);
            }
            return;
        }
        JsonNode answer = api.resolved(operation.path("responses").get(Integer.toString(status)));
        if (answer == null) {
            throw DescribedApi.wrong(call, "this status is not described", body);
        }
        for (String header : HEADERS) {
            if (headers.firstValue(header).isPresent()
                    && !answer.path("headers").has(header)) {
                throw DescribedApi.wrong(call, "the header " + header + " is not described", body);
            }
        }
        if (isHead && body.length == 0) {
            return;
        }
        content(call, answer, question >= 0 && path.indexOf("fields=", question) > 0, headers, body);
    }

    private void content(String call, JsonNode answer, boolean isPart, HttpHeaders headers, byte[] body) {
        if (body.length == 0) {
            if (answer.path("content").propertyNames().stream().anyMatch(DescribedApi::isJson)) {
                throw DescribedApi.wrong(call, "a body is described, and there is none", body);
            }
            return;
        }
        String type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = answer.path("content").get(type);
        if (content == null) {
            throw DescribedApi.wrong(call, "a body of the type " + type + " is not described", body);
        }
        if (DescribedApi.isJson(type)) {
            JsonNode schema = content.path("schema");
            // without fields= an answer is whole
            JsonNode whole = schema.path("anyOf").path(0);
            api.validate(call, isPart || whole.isMissingNode() ? schema : whole, body);
        }
    }
}
