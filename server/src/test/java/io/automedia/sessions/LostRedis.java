package io.automedia.sessions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A Redis at an address where nothing listens.
final class LostRedis implements AutoCloseable {
    private final LettuceConnectionFactory connections;

    LostRedis() {
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", deafPort()));
        connections.afterPropertiesSet();
        connections.start();
    }

    StringRedisTemplate template() {
        return new StringRedisTemplate(connections);
    }

    private static int deafPort() {
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closedAtOnce.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
