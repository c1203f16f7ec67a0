package io.automedia.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// A server on this machine that keeps what it is asked, word for word, and answers what it was told,
/// one after the other.
final class RecordedService implements AutoCloseable {
    private static final List<String> OF_THE_CONNECTION = List.of("connection", "content-length");

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Duration> pauses = new ArrayList<>();

    private RecordedService(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    static RecordedService start() {
        try {
            return new RecordedService(HttpServer.create(anyPort(), 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static RecordedService overTls(SSLContext serving) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving));
        return new RecordedService(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// What it answers next, after what was said before.
    RecordedService thenAnswers(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /// Its name and port.
    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String address() {
        return "http://" + host();
    }

    /// What it was asked since somebody looked: the first line, the headers in their order, and the
    /// body. Its own name is HOST there.
    List<String> requests() {
        List<String> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    /// For keys that lie here: nobody waits, but how long is kept.
    Pauses pauses() {
        return pauses::add;
    }

    /// How long was waited since somebody looked.
    List<Duration> waited() {
        List<Duration> waited = List.copyOf(pauses);
        pauses.clear();
        return waited;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            headers.keySet().removeAll(OF_THE_CONNECTION);
            StringBuilder said = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
            headers.forEach((name, value) -> said.append(name + ": " + value + "\n"));
            said.append("\n").append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(said.toString().replace(host(), "HOST"));
            Answer next = answers.poll();
            Answer answer = next == null ? new Answer(500, "nothing more to say") : next;
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
