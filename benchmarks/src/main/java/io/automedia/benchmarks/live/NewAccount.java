package io.automedia.benchmarks.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An account made for one run.
final class NewAccount {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;
    private final HttpClient http;
    private final String token;

    private NewAccount(String url, HttpClient http, String token) {
        this.url = url;
        this.http = http;
        this.token = token;
    }

    /// Registers with the instance at an address, and signs in.
    static NewAccount at(String url, HttpClient http) throws IOException, InterruptedException {
        Map<String, String> account = Map.of(
                "email",
                "live-" + UUID.randomUUID() + "@example.com",
                "password",
                UUID.randomUUID().toString());
        NewAccount nobody = new NewAccount(url, http, "");
        nobody.post("/api/v1/auth/register", account);
        JsonNode answer = nobody.post("/api/v1/auth/login", account);
        return new NewAccount(url, http, answer.at("/tokens/accessToken").asString());
    }

    String token() {
        return token;
    }

    JsonNode post(String path, Map<String, ? extends @Nullable Object> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
