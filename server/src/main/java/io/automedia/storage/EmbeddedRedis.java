package io.automedia.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisExecProvider;

/// A real Redis, run beside this process on a free loopback port with a password of its own. It ends with this process
/// whatever
/// way that dies: a small shell holds the other end of a pipe and stops the server when the pipe closes. It keeps
/// nothing on disk.
final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final long PATIENCE_SECONDS = 5;

    /// `$1` is the server, `$2` its configuration; standard input is the pipe from this process.
    private static final String SUPERVISOR = """
            trap '' INT TERM HUP
            "$1" "$2" </dev/null &
            server=$!
            while read -r _; do :; done
            kill -TERM "$server" 2>/dev/null
            wait "$server"
            """;

    private final Process supervisor;
    private final String uri;

    private EmbeddedRedis(Process supervisor, String uri) {
        this.supervisor = supervisor;
        this.uri = uri;
    }

    static EmbeddedRedis start(Path folder) {
        try {
            stopLeftBehind(folder);
            Path executable = executable(folder);
            int port = freePort();
            String password = newPassword();
            Path configuration = configure(folder, port, password);
            EmbeddedRedis redis =
                    new EmbeddedRedis(launch(executable, configuration), "redis://:" + password + "@127.0.0.1:" + port);
            log.debug("Redis runs on port {}", port);
            return redis;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// How to connect to it, with its password.
    String uri() {
        return uri;
    }

    private static Process launch(Path executable, Path configuration) throws IOException {
        List<String> shell = List.of("sh", "-c", SUPERVISOR, "redis", executable.toString(), configuration.toString());
        Process process = new ProcessBuilder(ownSession(shell))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                Thread.ofVirtual()
                        .name("redis-output")
                        .start(() -> output.lines().forEach(text -> log.debug("redis: {}", text)));
                return process;
            }
            said.append(line).append('\n');
        }
        throw new IOException(
                "The embedded Redis did not start: " + said.toString().strip());
    }

    /// A session of its own keeps Ctrl-C in the terminal from reaching Redis before this process is done with it.
    private static List<String> ownSession(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        List<String> longer = new java.util.ArrayList<>(List.of("/usr/bin/setsid"));
        longer.addAll(command);
        return longer;
    }

    private static Path executable(Path folder) throws IOException {
        Path target = folder.resolve("redis-server");
        if (!Files.isExecutable(target)) {
            Path extracted = RedisExecProvider.defaultProvider().get().toPath();
            Files.copy(extracted, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        }
        return target;
    }

    private static Path configure(Path folder, int port, String password) throws IOException {
        Path file = folder.resolve("redis.conf");
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(file, """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                pidfile "%s"
                save ""
                appendonly no
                maxmemory 128mb
                maxmemory-policy volatile-lru
                """.formatted(port, password, folder, folder.resolve("redis.pid")));
    }

    private static void stopLeftBehind(Path folder) throws IOException {
        Path file = folder.resolve("redis.pid");
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            Optional<ProcessHandle> process =
                    text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
            process.filter(handle -> handle.info().command().orElse("").startsWith(folder.toString()))
                    .ifPresent(ProcessHandle::destroyForcibly);
            Files.delete(file);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public void close() {
        try {
            supervisor.getOutputStream().close();
            if (!supervisor.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
                supervisor.destroyForcibly();
            }
        } catch (IOException cause) {
            log.warn("Could not end the embedded Redis", cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
