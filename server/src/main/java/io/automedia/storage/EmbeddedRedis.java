package io.automedia.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisExecProvider;

/// A real Redis, run beside this process on a free loopback port with a password of its own. It ends with this process
/// whatever
/// way that dies: a small shell holds the other end of a pipe and stops the server when the pipe closes. It keeps
/// nothing on disk. When the server dies, it is started again.
final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final int ATTEMPTS = 5;
    private static final String ANY_EXECUTABLE = "redis-server";
    /// Named by its version, so that an upgrade of AutoMedia brings its own.
    private static final String EXECUTABLE = ANY_EXECUTABLE + "-" + RedisExecProvider.redisVersion;
    private static final String CONFIGURATION = "redis.conf";
    private static final String PID = "redis.pid";

    /// `$1` is the server, `$2` its configuration; standard input is the pipe from this process. The server alone holds
    /// the output, which so ends with it.
    private static final String SUPERVISOR = """
            trap '' INT TERM HUP
            "$1" "$2" </dev/null &
            server=$!
            exec >/dev/null 2>&1
            while read -r _; do :; done
            kill -TERM "$server" 2>/dev/null
            wait "$server"
            """;

    private static final Duration BEFORE_START = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Path folder;
    private final String uri;
    private Process supervisor;
    private boolean closed;

    private EmbeddedRedis(Path folder, String uri) throws IOException {
        this.folder = folder;
        this.uri = uri;
        this.supervisor = launch();
    }

    static EmbeddedRedis start(Path folder) {
        return start(folder, EmbeddedRedis::freePort);
    }

    /// @param freePorts ports that nobody has, or had a moment ago
    static EmbeddedRedis start(Path folder, IntSupplier freePorts) {
        try {
            stopLeftBehind(folder);
            extract(folder);
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                try {
                    return startOn(freePorts.getAsInt(), folder);
                } catch (Passing obstacle) {
                    log.debug("Redis is started again", obstacle);
                }
            }
            return startOn(freePorts.getAsInt(), folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static EmbeddedRedis startOn(int port, Path folder) throws IOException {
        String password = newPassword();
        configure(folder, port, password);
        EmbeddedRedis started = new EmbeddedRedis(folder, "redis://:" + password + "@127.0.0.1:" + port);
        log.debug("Redis runs on port {}", port);
        return started;
    }

    /// Somebody else listens there by now; or a process that was forked while the executable was written has
    /// it open until it becomes another program.
    private static final class Passing extends IOException {
        private static final long serialVersionUID = 1L;

        Passing(String said) {
            super(said);
        }
    }

    /// How to connect to it, with its password.
    String uri() {
        return uri;
    }

    private Process launch() throws IOException {
        List<String> shell = List.of(
                "sh",
                "-c",
                SUPERVISOR,
                "redis",
                folder.resolve(EXECUTABLE).toString(),
                folder.resolve(CONFIGURATION).toString());
        Process process = new ProcessBuilder(ownSession(shell))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                Thread.ofVirtual().name("redis-output").start(() -> watch(output));
                return process;
            }
            said.append(line).append('\n');
        }
        process.getOutputStream().close();
        String why = "The embedded Redis did not start: " + said.toString().strip();
        boolean isPassing = said.indexOf("in use") >= 0 || said.indexOf("Text file busy") >= 0;
        throw isPassing ? new Passing(why) : new IOException(why);
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

    /// The server of this version is there afterwards, whole, and no other.
    private static void extract(Path folder) throws IOException {
        Path target = folder.resolve(EXECUTABLE);
        if (!Files.isExecutable(target)) {
            Path extracted = RedisExecProvider.defaultProvider().get().toPath();
            Path draft = folder.resolve(ANY_EXECUTABLE + ".new");
            Files.copy(extracted, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ANY_EXECUTABLE + "*")) {
            for (Path file : files) {
                if (!file.equals(target)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void configure(Path folder, int port, String password) throws IOException {
        Path file = folder.resolve(CONFIGURATION);
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                pidfile "%s"
                save ""
                appendonly no
                maxmemory 128mb
                maxmemory-policy volatile-lru
                """.formatted(port, password, folder, folder.resolve(PID)));
    }

    /// Starts the server again when its output ends and nobody meant it to, and tries again where that fails: the port
    /// may be somebody else's for a while.
    private void watch(BufferedReader output) {
        try {
            output.lines().forEach(text -> log.debug("redis: {}", text));
        } catch (UncheckedIOException ended) {
            log.debug("The output of the embedded Redis ended", ended);
        }
        try {
            Duration pause = BEFORE_START;
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            while (!startedAgain(pause)) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when it is to be tried again
    private synchronized boolean startedAgain(Duration pause) {
        if (closed) {
            return true;
        }
        log.warn("The embedded Redis died and is started again");
        try {
            supervisor.getOutputStream().close();
            supervisor = launch();
            return true;
        } catch (IOException | UncheckedIOException cause) {
            log.error(
                    "The embedded Redis can't be started again; the next attempt is in {} s", pause.toSeconds(), cause);
            return false;
        }
    }

    private static Optional<ProcessHandle> server(Path folder) throws IOException {
        Path file = folder.resolve(PID);
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        Optional<ProcessHandle> process = text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
        return process.filter(handle -> handle.info().command().orElse("").startsWith(folder.toString()));
    }

    private static void stopLeftBehind(Path folder) throws IOException {
        server(folder).ifPresent(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(folder.resolve(PID));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public synchronized void close() {
        closed = true;
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
