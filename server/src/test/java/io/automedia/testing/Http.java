package io.automedia.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks HTTP with the application under test, and follows no redirects. An answer of the API that its
/// description doesn't allow fails the test, and so does a request that it took and doesn't describe.
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers;

    private Http(HttpClient client, String base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    public static Http to(String base) {
        return to(base, CLIENT);
    }

    /// The same with a client of one's own, such as one that trusts a certificate.
    public static Http to(String base, HttpClient client) {
        return new Http(client, base, Map.of());
    }

    /// The same with one more header on every request.
    public Http with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(client, base, more);
    }

    /// The same as the owner of an access token.
    public Http withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    /// Posts JSON.
    public Answer post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    /// Posts the fields of a form, already encoded.
    public Answer postForm(String path, String form) {
        return send("POST", path, form, "application/x-www-form-urlencoded");
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, "application/json");
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    /// Sends anything.
    public Answer send(String method, String path, @Nullable String body, @Nullable String type) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return exchange(
                method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes), type, bytes);
    }

    /// Posts JSON in chunks, without saying how long it is.
    public Answer stream(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return exchange(
                "POST",
                path,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                "application/json",
                bytes);
    }

    /// Posts a form with one file in it.
    public Answer upload(String path, String name, byte[] content) {
        String boundary = "a-boundary-that-no-file-has";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        List<byte[]> parts = List.of(
                head.getBytes(StandardCharsets.UTF_8),
                content,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return exchange(
                "POST", path, BodyPublishers.ofByteArrays(parts), "multipart/form-data; boundary=" + boundary, content);
    }

    private Answer exchange(String method, String path, BodyPublisher body, @Nullable String type, byte[] sent) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            DescribedApi described = DescribedApi.of(path);
            if (described != null) {
                new DescribedAnswers(described)
                        .compare(method, path, answer.statusCode(), answer.headers(), answer.body());
                new DescribedRequests(described).compare(method, path, answer.statusCode(), type, sent);
            }
            return new Answer(answer);
        } catch (IOException cause) {
            throw new AssertionError(method + " " + path + " was not answered", cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// What came back.
    public static final class Answer {
        private final HttpResponse<byte[]> response;

        private Answer(HttpResponse<byte[]> response) {
            this.response = response;
        }

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(text());
        }

        /// The text at a path of the JSON, such as `/tokens/accessToken`; empty when there is none.
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        /// The first header of this name; empty when there is none.
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// All headers of this name.
        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /// The value of a cookie that was set; empty when it was not.
        public String cookie(String name) {
            return response.headers().allValues("set-cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return response.statusCode() + " " + response.headers().map() + "\n" + text();
        }
    }
}
