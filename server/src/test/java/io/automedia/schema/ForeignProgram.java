package io.automedia.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What a program of another language did that was told of a database (`MONGODB_URI` and `MONGODB_DATABASE`).
///
/// @param status its exit code; negative when it could not be started or did not end
record ForeignProgram(int status, String output) {
    private static final int SECONDS = 180;

    static ForeignProgram run(Path folder, String uri, String database, String... command)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = Files.createTempFile(folder, "run", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("MONGODB_URI", uri);
            builder.environment().put("MONGODB_DATABASE", database);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new ForeignProgram(-1, "not ended after " + SECONDS + " seconds: " + Files.readString(log));
            }
            return new ForeignProgram(process.exitValue(), Files.readString(log));
        } catch (IOException missing) {
            return new ForeignProgram(-1, command[0] + " can't be started here: " + missing.getMessage());
        } finally {
            Files.delete(log);
        }
    }
}
