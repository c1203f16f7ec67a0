package io.automedia.updates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The commands that clients give to a Redis, as it sees them itself (`MONITOR`).
final class SeenCommands implements AutoCloseable {
    private final URI redis;
    private final Socket socket;
    private final BufferedReader lines;

    private SeenCommands(URI redis) throws IOException {
        this.redis = redis;
        socket = new Socket(redis.getHost(), redis.getPort());
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say("AUTH " + redis.getUserInfo().substring(1));
        say("MONITOR");
        lines.readLine();
        lines.readLine();
    }

    static SeenCommands of(String uri) throws IOException {
        return new SeenCommands(URI.create(uri));
    }

    private void say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The commands about a key so far, without those that a script gave.
    List<String> about(String key) throws IOException {
        String last = UUID.randomUUID().toString();
        try (Socket another = new Socket(redis.getHost(), redis.getPort())) {
            another.getOutputStream()
                    .write(("AUTH " + redis.getUserInfo().substring(1) + "\r\nECHO " + last + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            List<String> seen = new ArrayList<>();
            String line = lines.readLine();
            while (line != null && !line.contains(last)) {
                if (line.contains(key) && !line.contains(" lua] ")) {
                    seen.add(line);
                }
                line = lines.readLine();
            }
            return seen;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
