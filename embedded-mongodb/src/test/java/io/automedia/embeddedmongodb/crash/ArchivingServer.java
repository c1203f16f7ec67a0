package io.automedia.embeddedmongodb.crash;

import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// A process that is killed while it archives: `DATA ARCHIVE MILLISECONDS`. Says where it serves, and makes a
/// checkpoint
/// in the folder that each line of its input names, which it says too.
final class ArchivingServer {
    private ArchivingServer() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedMongoServer server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(Path.of(arguments[0]))
                .withMemoryBudget(16L << 20)
                .archivingTo(Path.of(arguments[1]), Duration.ofMillis(Long.parseLong(arguments[2]))));
        System.out.println(server.connectionString());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String target = input.readLine(); target != null; target = input.readLine()) {
            System.out.println(server.checkpoint(Path.of(target)).sequence());
        }
        // the test closes the stream when it ends without killing
        System.exit(0);
    }
}
