package io.automedia.embeddedmongodb.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Java program in a process of its own, which is killed when this is closed.
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader();
        this.errors = errors;
    }

    /// @param errors the file that gets what the program prints as errors and its log
    static ServerProcess start(Class<?> program, Map<String, String> environment, Path errors, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), errors);
    }

    /// The next line that the program prints; waits for it. `CrashingServer` prints its address.
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The program has ended: " + errors());
        }
        return line;
    }

    /// Sends the program a line.
    void say(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /// Where `Standalone` says that it serves the folder.
    String standaloneAddress(Path data) throws IOException {
        String ready = line();
        Matcher port = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(ready);
        if (!port.find()) {
            throw new IOException(ready);
        }
        return "mongodb://embedded:"
                + Files.readString(data.resolve("password")).strip() + "@127.0.0.1:" + port.group(1)
                + "/?authMechanism=SCRAM-SHA-256&authSource=admin";
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// As SIGTERM does; returns the exit code.
    int end() throws InterruptedException {
        // unlike Process.destroy, leaves what it prints readable
        process.toHandle().destroy();
        return process.waitFor();
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /// As SIGKILL does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
