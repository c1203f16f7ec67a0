package io.automedia.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command of AutoMedia in a process of its own, which can be killed.
public final class OwnProcess implements AutoCloseable {
    /// Held by the tests that run processes while other tests run, so that they do it one after the other.
    public static final String BESIDE_OTHERS = "processes beside other tests";

    static final Map<String, String> ANY_PORT = Map.of("AUTOMEDIA_PORT", "0");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Path data;
    private final Path folder;

    private OwnProcess(Process process, Path data, Path folder) {
        this.process = process;
        this.data = data;
        this.folder = folder;
    }

    /// Runs `automedia start` on a free port until it is ready.
    public static OwnProcess start(Path data, String... properties) {
        return start(data, Map.of(), properties);
    }

    /// The same with more variables.
    public static OwnProcess start(Path data, Map<String, String> variables, String... properties) {
        // tests ask more often than people
        List<String> arguments = new ArrayList<>(List.of(
                "start",
                "--automedia.password-cost=4",
                "--automedia.limits.standard=1000000/min",
                "--automedia.limits.collection=1000000/min",
                "--automedia.redis-timeout=1m"));
        arguments.addAll(List.of(properties));
        Map<String, String> all = new HashMap<>(variables);
        ANY_PORT.forEach(all::putIfAbsent);
        OwnProcess started = run(data, all, arguments.toArray(String[]::new));
        started.awaitOutput("AutoMedia is ready at ");
        return started;
    }

    /// Runs any command.
    public static OwnProcess run(Path data, Map<String, String> variables, String... arguments) {
        return run(OwnProgram.command(arguments), data, variables);
    }

    static OwnProcess run(List<String> command, Path data, Map<String, String> variables) {
        try {
            Path folder = Files.createTempDirectory("automedia-process");
            Path output = folder.resolve("output");
            Path errors = folder.resolve("errors");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AUTOMEDIA_"));
            builder.environment().put("AUTOMEDIA_DATA", data.toString());
            builder.environment().put("AUTOMEDIA_EMBEDDED_REFUSES_SCANS", "true");
            builder.environment().putAll(variables);
            return new OwnProcess(builder.start(), data, folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Waits until it has printed a line that begins so.
    public OwnProcess awaitOutput(String start) {
        await().atMost(PATIENCE)
                .until(() -> output().lines().anyMatch(line -> line.startsWith(start)) || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue() + "\n" + output() + errors());
        }
        return this;
    }

    /// Waits until it has complained.
    public void awaitErrors(String part) {
        await().atMost(PATIENCE).until(() -> errors().contains(part) || !process.isAlive());
    }

    /// Waits for its end.
    ///
    /// @return the exit code
    public int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still runs\n" + output() + errors());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// What it printed so far.
    public String output() {
        return read(folder.resolve("output"));
    }

    /// What it complained about so far.
    public String errors() {
        return read(folder.resolve("errors"));
    }

    /// The last line that it printed.
    public String lastLine() {
        return output().lines().reduce("", (before, line) -> line);
    }

    /// What it tells the command line about itself.
    public JsonNode instance() {
        return JsonMapper.builder().build().readTree(read(data.resolve("instance.json")));
    }

    /// Calls it as nobody.
    public Http http() {
        return Http.to(instance().path("url").asString(""));
    }

    /// The ports on which it and its children listen.
    public List<Integer> ports() {
        return Stream.of("url", "mongodbUri", "redisUri")
                .map(name -> URI.create(instance().path(name).asString("")).getPort())
                .toList();
    }

    /// Its process and all that it started.
    public List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /// `kill -9` of everything.
    public void kill() {
        List<ProcessHandle> all = tree();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /// `kill -9` of the Java process only.
    public void killJava() {
        process.destroyForcibly().onExit().join();
    }

    /// Whether it has not ended yet.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Sends a signal, such as `INT`, to the Java process.
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Whether a signal reaches it; what is started in the background of a shell may never hear `INT`.
    public boolean hears(int signal) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                && read(status)
                        .lines()
                        .filter(line -> line.startsWith("SigCgt:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(caught -> (caught >> (signal - 1) & 1) == 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
