package io.automedia.storage;

import java.nio.file.Path;

/// The embedded Redis without the application.
public final class TestRedis implements AutoCloseable {
    private final EmbeddedRedis redis;

    private TestRedis(EmbeddedRedis redis) {
        this.redis = redis;
    }

    public static TestRedis start(Path folder) {
        return new TestRedis(EmbeddedRedis.start(folder));
    }

    public String uri() {
        return redis.uri();
    }

    @Override
    public void close() {
        redis.close();
    }
}
