package io.automedia.embeddedmongodb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// Runs programs of other languages against a server, and installs below `target` what they need.
final class ForeignClients {
    private static final int SECONDS = 180;

    private ForeignClients() {}

    /// Fails with all that the program said unless it ends with 0.
    static void assertWorks(Path workFolder, List<String> command, Path dataFolder) throws Exception {
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(EmbeddedMongoOptions.of(dataFolder).withMemoryBudget(64L << 20))) {
            Run run = run(workFolder, command, server.connectionString());
            assertThat(run.status()).as(run.output()).isZero();
            assertThat(server.verify()).isEmpty();
        }
    }

    /// Does something that needs a program or a registry that may be missing here: then the test is skipped and says
    /// why.
    static void prepare(Path workFolder, List<String> command) throws Exception {
        Run run = run(workFolder, command, "");
        if (run.status() != 0) {
            throw new TestAbortedException(String.join(" ", command) + " failed: " + run.output());
        }
    }

    static boolean succeeds(Path workFolder, List<String> command) throws Exception {
        return run(workFolder, command, "").status() == 0;
    }

    private static Run run(Path workFolder, List<String> command, String uri) throws IOException, InterruptedException {
        Files.createDirectories(workFolder);
        Path log = Files.createTempFile(workFolder, "run", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MONGODB_URI", uri);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            return finish(builder.start(), log);
        } catch (IOException missing) {
            return new Run(-1, command.getFirst() + " cannot be started here: " + missing.getMessage());
        } finally {
            Files.delete(log);
        }
    }

    private static Run finish(Process process, Path log) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Run(-1, "not ended after " + SECONDS + " seconds: " + Files.readString(log));
        }
        return new Run(process.exitValue(), Files.readString(log));
    }

    private record Run(int status, String output) {}
}
