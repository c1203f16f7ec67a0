package io.automedia.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Where data is kept.
///
/// @param data folder of everything that is kept on this machine
/// @param mongodbUri a MongoDB-compatible server; without it one is embedded
/// @param redisUri a Redis server; without it one is embedded
/// @param mongodbDatabase name of the database
/// @param embeddedMemory what the embedded store may use outside the Java heap
@ConfigurationProperties("automedia")
record StorageProperties(
        @DefaultValue("./data") Path data,
        @Nullable String mongodbUri,
        @Nullable String redisUri,
        @DefaultValue("automedia") String mongodbDatabase,
        @DefaultValue("448MB") DataSize embeddedMemory) {
    StorageProperties {
        data = data.toAbsolutePath().normalize();
        mongodbUri = mongodbUri == null || mongodbUri.isBlank() ? null : mongodbUri.strip();
        redisUri = redisUri == null || redisUri.isBlank() ? null : redisUri.strip();
    }
}
