package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.archive.ArchiveRefused;
import io.automedia.embeddedmongodb.copy.CopyCommand;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A server as a process of its own: `FOLDER [PORT [HOST]]` and options. Says in one line where it listens once it
/// does, and ends on SIGTERM with everything closed. Exits with 1 and a sentence when the folder or the port cannot be
/// used. With `copy`, `checkpoint` or `restore` in the place of the folder it copies databases from one place to
/// another,
/// a data folder, or makes one that is as the data were at a moment.
public final class Standalone {
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0 && arguments[0].equals(CopyCommand.NAME)) {
            System.exit(CopyCommand.run(Arrays.asList(arguments).subList(1, arguments.length), System.out, System.err));
        }
        if (arguments.length > 0 && FolderCommands.isOne(arguments[0])) {
            List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
            System.exit(FolderCommands.run(arguments[0], rest, System.out, System.err));
        }
        EmbeddedMongoOptions options;
        try {
            options = StandaloneArguments.parse(arguments);
        } catch (StandaloneArguments.Misused misused) {
            end(MISUSED, String.valueOf(misused.getMessage()));
            return;
        } catch (IllegalStateException unusableKey) {
            end(REFUSED, String.valueOf(unusableKey.getMessage()));
            return;
        }
        serve(options);
    }

    private static void serve(EmbeddedMongoOptions options) throws InterruptedException {
        EmbeddedMongoServer server;
        try {
            server = EmbeddedMongoServer.start(options);
        } catch (UnusableFolder | ArchiveRefused | IllegalStateException refused) {
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

    private static void end(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
