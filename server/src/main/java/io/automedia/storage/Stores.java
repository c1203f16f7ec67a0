package io.automedia.storage;

import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/// The stores in use: those that are configured, else servers that run embedded and end with this process.
public final class Stores implements DisposableBean {
    private final @Nullable EmbeddedMongoServer mongodb;
    private final @Nullable EmbeddedRedis redis;
    private final String mongodbUri;
    private final String redisUri;

    private Stores(
            @Nullable EmbeddedMongoServer mongodb, String mongodbUri, @Nullable EmbeddedRedis redis, String redisUri) {
        this.mongodb = mongodb;
        this.mongodbUri = mongodbUri;
        this.redis = redis;
        this.redisUri = redisUri;
    }

    static Stores open(StorageProperties properties, DataFolder folder) {
        String redisUri = properties.redisUri();
        EmbeddedRedis redis = redisUri == null ? EmbeddedRedis.start(folder.directory("redis")) : null;
        String mongodbUri = properties.mongodbUri();
        EmbeddedMongoServer mongodb = mongodbUri == null ? startMongo(properties, folder) : null;
        return new Stores(
                mongodb,
                mongodb == null ? Objects.requireNonNull(mongodbUri) : mongodb.connectionString(),
                redis,
                redis == null ? Objects.requireNonNull(redisUri) : redis.uri());
    }

    private static EmbeddedMongoServer startMongo(StorageProperties properties, DataFolder folder) {
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(folder.directory("mongodb"))
                .withMemoryBudget(properties.embeddedMemory().toBytes());
        EmbeddedMongoOptions encrypted = properties.embeddedKeys().in(options);
        return EmbeddedMongoServer.start(
                properties.embeddedRefusesScans() ? encrypted.refusingCollectionScans() : encrypted);
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
    public void destroy() {
        if (redis != null) {
            redis.close();
        }
        if (mongodb != null) {
            mongodb.close();
        }
    }
}
