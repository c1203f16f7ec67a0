package io.automedia.embeddedmongodb.crash;

import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The process that is killed: serves a folder, says where, and waits.
final class CrashingServer {
    private CrashingServer() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedMongoServer server = EmbeddedMongoServer.start(
                EmbeddedMongoOptions.of(Path.of(arguments[0])).withMemoryBudget(16L << 20));
        System.out.println(server.connectionString());
        // the test closes the stream when it ends without killing
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
