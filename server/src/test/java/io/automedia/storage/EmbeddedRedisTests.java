package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedRedisTests {
    @TempDir
    private Path folder;

    @Test
    void anUpgradeBringsItsOwnServer() throws IOException {
        Files.writeString(folder.resolve("redis-server"), "of a version before");
        Files.writeString(folder.resolve("redis-server-1.2.3"), "of another one");
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(answer(redis.uri())).isEqualTo("PONG");
            assertThat(executables()).hasSize(1);
        }
        Object unpacked =
                Files.readAttributes(executables().getFirst(), "unix:ino").get("ino");
        try (EmbeddedRedis again = EmbeddedRedis.start(folder)) {
            assertThat(answer(again.uri())).isEqualTo("PONG");
            assertThat(Files.readAttributes(executables().getFirst(), "unix:ino"))
                    .containsEntry("ino", unpacked);
        }
    }

    @Test
    void aPortThatSomebodyTookInTheLastMomentIsLeftForAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AtomicInteger asked = new AtomicInteger();
            IntSupplier ports = () -> asked.getAndIncrement() == 0 ? taken.getLocalPort() : EmbeddedRedis.freePort();
            try (EmbeddedRedis redis = EmbeddedRedis.start(folder, ports)) {
                assertThat(answer(redis.uri())).isEqualTo("PONG");
                assertThat(asked).hasValueGreaterThan(1);
            }
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainAlsoWhenThatFailsAtFirst() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(answer(redis.uri())).isEqualTo("PONG");
            failOnce(executables().getFirst());
            ProcessHandle server = ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("redis.pid")).strip()))
                    .orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            await().until(() -> answer(redis.uri()).equals("PONG"));
            assertThat(folder.resolve("failed")).exists();
        }
    }

    @Test
    void anExecutableThatIsStillBeingWrittenIsStartedAMomentLater() throws IOException {
        EmbeddedRedis.start(folder).close();
        List<FileChannel> writing = new ArrayList<>();
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, () -> {
            try {
                if (writing.isEmpty()) {
                    writing.add(FileChannel.open(executables().getFirst(), StandardOpenOption.WRITE));
                } else {
                    writing.getFirst().close();
                }
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
            return EmbeddedRedis.freePort();
        })) {
            assertThat(answer(redis.uri())).isEqualTo("PONG");
            assertThat(writing.getFirst().isOpen()).isFalse();
        }
    }

    /// In the place of the server a script that fails, and puts the server back.
    private void failOnce(Path executable) throws IOException {
        Path kept = Files.move(executable, folder.resolve("kept"));
        Files.writeString(executable, """
                #!/bin/sh
                : >%s
                mv %s "$0"
                exit 1
                """.formatted(folder.resolve("failed"), kept));
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
    }

    private List<Path> executables() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .toList();
        }
    }

    private static String answer(String uri) {
        try (RedisClient client = RedisClient.create(uri);
                var connection = client.connect()) {
            return connection.sync().ping();
        } catch (RedisException away) {
            return "";
        }
    }
}
