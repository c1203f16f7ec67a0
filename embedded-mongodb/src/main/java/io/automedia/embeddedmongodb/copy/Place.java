package io.automedia.embeddedmongodb.copy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server to copy from or to: one that a connection string names, or a data folder that is served meanwhile.
/// @param name says which one it is, without credentials
record Place(String name, MongoClient client, @Nullable EmbeddedMongoServer server) implements AutoCloseable {
    private static final Pattern CONNECTION_STRING = Pattern.compile("mongodb(\\+srv)?://.*");
    private static final int PATIENCE_SECONDS = 10;

    /// @throws CopyRefused when the text names a folder without data
    static Place source(String text) {
        if (isConnectionString(text)) {
            return server(text);
        }
        Path folder = folder(text);
        if (!EmbeddedMongoServer.isDataFolder(folder)) {
            throw new CopyRefused("There is no data folder of an embedded server in " + folder + ".");
        }
        return folder(folder);
    }

    static Place target(String text) {
        return isConnectionString(text) ? server(text) : folder(folder(text));
    }

    private static boolean isConnectionString(String text) {
        return text.startsWith("@") || CONNECTION_STRING.matcher(text).matches();
    }

    private static Place server(String text) {
        ConnectionString address = connectionString(text.startsWith("@") ? content(text.substring(1)) : text);
        return new Place("mongodb://" + String.join(",", address.getHosts()), connect(address), null);
    }

    private static ConnectionString connectionString(String text) {
        try {
            return new ConnectionString(text);
        } catch (IllegalArgumentException unreadable) {
            throw new CopyRefused("A connection string can't be read: " + unreadable.getMessage());
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new CopyRefused("The file " + file + " with the connection string can't be read: " + unreadable);
        }
    }

    private static MongoClient connect(ConnectionString address) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(address)
                .applicationName("embedded-mongodb copy")
                .build());
    }

    private static Path folder(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    /// Keeps what has expired: the other side is compared with what is here.
    private static Place folder(Path folder) {
        EmbeddedMongoServer server =
                EmbeddedMongoServer.start(EmbeddedMongoOptions.of(folder).keepingExpired());
        return new Place(folder.toString(), connect(new ConnectionString(server.connectionString())), server);
    }

    @Override
    public void close() {
        client.close();
        if (server != null) {
            server.close();
        }
    }
}
