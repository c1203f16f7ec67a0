package io.automedia.sessions;

import io.automedia.testing.DeafPort;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A Redis at an address where nothing listens.
final class LostRedis implements AutoCloseable {
    private final DeafPort port = new DeafPort();
    private final LettuceConnectionFactory connections;

    LostRedis() {
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port.number()));
        connections.afterPropertiesSet();
        connections.start();
    }

    StringRedisTemplate template() {
        return new StringRedisTemplate(connections);
    }

    @Override
    public void close() {
        connections.destroy();
        port.close();
    }
}
