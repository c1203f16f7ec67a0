package io.automedia.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// MongoDB, opened for one command and nothing else: no collection is made or changed by that.
public final class OpenStore implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final MongoClient client;
    private final String database;
    private final @Nullable EmbeddedMongoServer embedded;
    private final @Nullable DataFolder folder;

    private OpenStore(
            String uri, String database, @Nullable EmbeddedMongoServer embedded, @Nullable DataFolder folder) {
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("automedia")
                .build());
        this.database = database;
        this.embedded = embedded;
        this.folder = folder;
    }

    /// The server that listens there.
    public static OpenStore at(String uri, String database) {
        return new OpenStore(uri, database, null, null);
    }

    /// The server that is embedded in the application, over its folder.
    ///
    /// @param key with what it is encrypted, as `automedia.embedded-key` has it; null when it isn't
    /// @throws DataFolderException when the folder is in use
    /// @throws IllegalArgumentException when that is no key
    public static OpenStore in(Path data, String database, @Nullable String key) {
        EmbeddedKeys keys = EmbeddedKeys.of(key);
        DataFolder folder = DataFolder.take(data);
        try {
            EmbeddedMongoServer server =
                    EmbeddedMongoServer.start(keys.in(EmbeddedMongoOptions.of(folder.directory("mongodb"))));
            return new OpenStore(server.connectionString(), database, server, folder);
        } catch (RuntimeException refused) {
            release(folder);
            throw refused;
        }
    }

    private static void release(DataFolder folder) {
        try {
            folder.destroy();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The database, with nothing between it and who asks.
    public MongoDatabase database() {
        return client.getDatabase(database);
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
        if (folder != null) {
            release(folder);
        }
    }
}
