package io.automedia.benchmarks.reads;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An AutoMedia that is running on this machine, found by its data folder.
///
/// @param name what its column is called
/// @param user whose library is read
record RunningInstance(String name, String url, String token, String user, HttpClient http) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Of `name=folder`, or of the folder alone.
    static RunningInstance of(String argument, String user) throws IOException {
        int sign = argument.indexOf('=');
        Path folder = Path.of(argument.substring(sign + 1));
        JsonNode instance = JSON.readTree(Files.readString(folder.resolve("instance.json")));
        return new RunningInstance(
                sign < 0 ? "ms" : argument.substring(0, sign),
                instance.path("url").asString(),
                instance.path("token").asString(),
                user,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path));
    }

    /// How long the answer to a request took to arrive, in nanoseconds.
    long time(String path) {
        long started = System.nanoTime();
        get(path);
        return System.nanoTime() - started;
    }

    private String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Authorization", "Bearer " + token)
                    .header("X-Automedia-User", user)
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException gone) {
            throw new IllegalStateException("The instance at " + url + " does not answer", gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }
}
