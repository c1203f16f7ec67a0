package io.automedia.updates;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the WebSocket, as a program would write it.
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private final WebSocket socket;

    private SocketClient(URI address, boolean reads, Map<String, String> headers) {
        this.reads = reads;
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(address, this).join();
    }

    public static SocketClient connect(String port) {
        return new SocketClient(URI.create("ws://localhost:" + port + "/ws"), true, Map.of());
    }

    static SocketClient connectFrom(String port, String origin) {
        return new SocketClient(URI.create("ws://localhost:" + port + "/ws"), true, Map.of("Origin", origin));
    }

    /// A page of somebody who signed in.
    static SocketClient connectAs(String port, String cookie) {
        return new SocketClient(URI.create("ws://localhost:" + port + "/ws"), true, Map.of("Cookie", cookie));
    }

    /// A client that never takes anything unless told.
    static SocketClient connectWithoutReading(String port) {
        return new SocketClient(URI.create("ws://localhost:" + port + "/ws"), false, Map.of());
    }

    public SocketClient say(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    /// The next message, within half a minute.
    public JsonNode next() throws InterruptedException {
        JsonNode message = received.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came, closed: " + closed.getNow(null));
        }
        return message;
    }

    boolean isSilent() {
        return received.isEmpty();
    }

    /// The code with which the server closes the connection.
    public int closeCode() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }

    void read() {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(MAPPER.readTree(partial.toString()));
            partial.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
