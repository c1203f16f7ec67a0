package io.automedia.storage;

import io.lettuce.core.ClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The embedded Redis without the application.
public final class TestRedis implements AutoCloseable {
    private final EmbeddedRedis redis;
    private final List<LettuceConnectionFactory> connections = new ArrayList<>();

    private TestRedis(EmbeddedRedis redis) {
        this.redis = redis;
    }

    public static TestRedis start(Path folder) {
        return new TestRedis(EmbeddedRedis.start(folder));
    }

    public String uri() {
        return redis.uri();
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
        redis.close();
    }

    @Override
    public void close() {
        connections.forEach(LettuceConnectionFactory::destroy);
        redis.close();
    }
}
