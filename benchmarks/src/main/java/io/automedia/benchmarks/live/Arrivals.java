package io.automedia.benchmarks.live;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Listens, and notes when each post was first heard of in each way.
final class Arrivals implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Map<String, Long>> byType = new ConcurrentHashMap<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final StringBuilder message = new StringBuilder();

    void awaitReady() throws InterruptedException {
        ready.await();
    }

    /// When an event of this type came for this post, as [System#nanoTime] has it.
    @Nullable
    Long of(String type, String contentId) {
        return byType.getOrDefault(type, Map.of()).get(contentId);
    }

    int count(String type) {
        return byType.getOrDefault(type, Map.of()).size();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
        message.append(part);
        if (isLast) {
            note(JSON.readTree(message.toString()), System.nanoTime());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void note(JsonNode event, long now) {
        String type = event.path("type").asString();
        if (type.equals("ready")) {
            ready.countDown();
        } else {
            byType.computeIfAbsent(type, name -> new ConcurrentHashMap<>())
                    .putIfAbsent(event.at("/data/contentId").asString(), now);
        }
    }
}
