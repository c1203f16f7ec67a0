package io.automedia.cli;

import io.automedia.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a running instance tells the command line: it writes this into its data folder when it is ready
/// (mode 0600), and removes it when it ends.
///
/// @param url where it answers
/// @param pid its process
/// @param token a bearer token for the local command line
/// @param mongodbUri its store, with credentials
/// @param mongodbDatabase the name of its database
/// @param redisUri its Redis, with credentials
/// @param certificate SHA-256 of the certificate that it shows, in hexadecimal digits; null: it speaks
/// HTTP
record Instance(
        String url,
        long pid,
        String token,
        String mongodbUri,
        String mongodbDatabase,
        String redisUri,
        @Nullable String certificate) {
    static final String FILE = "instance.json";
    private static final String DEFAULT_DATABASE = "automedia";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Versions before databases had names of choice didn't write it.
    Instance {
        mongodbDatabase = mongodbDatabase == null ? DEFAULT_DATABASE : mongodbDatabase;
    }

    String toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /// The instance that holds this data folder and is alive. What one left behind that was killed is not believed: its
    /// process id may be another program's by now, and whoever listens where it did is not to get the token.
    static Optional<Instance> running(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file) || !DataFolder.isHeld(dataFolder)) {
                return Optional.empty();
            }
            Instance instance = JSON.readValue(Files.readString(file), Instance.class);
            return ProcessHandle.of(instance.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(process -> instance);
        } catch (IOException | JacksonException unreadable) {
            throw new CommandFailure(
                    "The file " + file + " can't be read: run this as the user who started AutoMedia.");
        }
    }
}
