package io.automedia.storage;

import io.lettuce.core.ClientOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A Redis without the application.
public final class TestRedis implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/bin/redis-server");
    private static final int ATTEMPTS = 5;

    private final String uri;
    private final Runnable end;
    private final List<LettuceConnectionFactory> connections = new ArrayList<>();

    private TestRedis(String uri, Runnable end) {
        this.uri = uri;
        this.end = end;
    }

    /// The embedded one.
    public static TestRedis start(Path folder) {
        EmbeddedRedis redis = EmbeddedRedis.start(folder);
        return new TestRedis(redis.uri(), redis::close);
    }

    /// The one that this machine has of its own, as people run it; the embedded one where there is none.
    public static TestRedis startInstalled(Path folder) throws IOException {
        if (!Files.isExecutable(INSTALLED)) {
            return start(folder);
        }
        // a port that was free a moment ago may be taken by now
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return startInstalledOnce(folder);
            } catch (IOException taken) {
                // another one
            }
        }
        return startInstalledOnce(folder);
    }

    private static TestRedis startInstalledOnce(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = new ProcessBuilder(
                        INSTALLED.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--requirepass",
                        "secret",
                        "--save",
                        "")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains("Ready to accept connections")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("Redis has ended");
        }
        return new TestRedis("redis://:secret@127.0.0.1:" + port, () -> {
            server.destroy();
            server.onExit().join();
        });
    }

    public String uri() {
        return uri;
    }

    /// A connection of its own, as another node has one.
    public StringRedisTemplate connect() {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(uri()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(10))
                        .clientOptions(ClientOptions.builder()
                                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                                .build())
                        .build());
        factory.afterPropertiesSet();
        factory.start();
        connections.add(factory);
        StringRedisTemplate template = new StringRedisTemplate(factory);
        template.hasKey("connected");
        return template;
    }

    /// Ends the server; who is connected is left without it.
    public void stop() {
        end.run();
    }

    @Override
    public void close() {
        connections.forEach(LettuceConnectionFactory::destroy);
        end.run();
    }
}
