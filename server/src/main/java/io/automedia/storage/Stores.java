package io.automedia.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/// The stores in use: those that are configured, else servers that run embedded and end with this process.
public final class Stores implements DisposableBean {
    private final String mongodbUri;
    private final String redisUri;
    private final @Nullable AutoCloseable mongodb;
    private final @Nullable EmbeddedRedis redis;

    private Stores(String mongodbUri, @Nullable AutoCloseable mongodb, String redisUri, @Nullable EmbeddedRedis redis) {
        this.mongodbUri = mongodbUri;
        this.mongodb = mongodb;
        this.redisUri = redisUri;
        this.redis = redis;
    }

    static Stores open(StorageProperties properties, DataFolder folder) {
        String mongodbUri = properties.mongodbUri();
        if (mongodbUri == null) {
            throw new IllegalStateException("Set AUTOMEDIA_MONGODB_URI to the address of a MongoDB-compatible server.");
        }
        String redisUri = properties.redisUri();
        if (redisUri != null) {
            return new Stores(mongodbUri, null, redisUri, null);
        }
        EmbeddedRedis redis = EmbeddedRedis.start(folder.directory("redis"));
        return new Stores(mongodbUri, null, redis.uri(), redis);
    }

    /// How to connect to MongoDB, with credentials.
    public String mongodbUri() {
        return mongodbUri;
    }

    /// How to connect to Redis, with credentials.
    public String redisUri() {
        return redisUri;
    }

    /// Whether MongoDB's protocol is served by this process.
    public boolean mongodbIsEmbedded() {
        return mongodb != null;
    }

    /// Whether Redis was started by this process.
    public boolean redisIsEmbedded() {
        return redis != null;
    }

    @Override
    public void destroy() throws Exception {
        if (redis != null) {
            redis.close();
        }
        if (mongodb != null) {
            mongodb.close();
        }
    }
}
