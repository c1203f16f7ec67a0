package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.copy.CopyCommand;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/// A server as a process of its own: `FOLDER [PORT [HOST]]`. Says in one line where it listens once it does, and ends
/// on SIGTERM with everything closed. Exits with 1 and a sentence when the folder or the port cannot be used. With
/// `copy` in the place of the folder it copies databases from one place to another.
public final class Standalone {
    private static final int DEFAULT_PORT = 27017;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0 && arguments[0].equals(CopyCommand.NAME)) {
            System.exit(CopyCommand.run(Arrays.asList(arguments).subList(1, arguments.length), System.out, System.err));
        }
        if (arguments.length == 0 || arguments.length > 3 || arguments[0].startsWith("-")) {
            end(
                    MISUSED,
                    "Usage: FOLDER [PORT [HOST]]; port 27017 and host 127.0.0.1 unless told otherwise. "
                            + "Or: copy --from PLACE --to PLACE");
            return;
        }
        Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
        int port = arguments.length > 1 ? port(arguments[1]) : DEFAULT_PORT;
        if (port < 0) {
            end(MISUSED, "The port must be a number from 0 (any free one) to 65535, not " + arguments[1]);
            return;
        }
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(folder).withPort(port);
        serve(arguments.length > 2 ? options.withHost(arguments[2]) : options);
    }

    private static void serve(EmbeddedMongoOptions options) throws InterruptedException {
        EmbeddedMongoServer server;
        try {
            server = EmbeddedMongoServer.start(options);
        } catch (UnusableFolder | IllegalStateException refused) {
            end(REFUSED, String.valueOf(refused.getMessage()));
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            System.out.println("embedded-mongodb has stopped");
        }));
        System.out.println("embedded-mongodb is ready on " + options.host() + ":" + server.port() + "; the user is "
                + PasswordFile.USERNAME + ", the password is in " + PasswordFile.path(options.folder()));
        new CountDownLatch(1).await();
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        return port <= 65_535 ? port : -1;
    }

    private static void end(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
