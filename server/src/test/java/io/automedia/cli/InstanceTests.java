package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTests {
    @TempDir
    private Path folder;

    private void write(String fields) throws IOException {
        String written = "{\"url\": \"http://localhost:8080\", \"pid\": "
                + ProcessHandle.current().pid()
                + ", \"token\": \"t\", \"mongodbUri\": \"mongodb://localhost\", \"redisUri\": \"redis://localhost\""
                + fields
                + "}";
        Files.writeString(folder.resolve(Instance.FILE), written);
    }

    private Instance running(String fields) throws IOException {
        write(fields);
        try (FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            return Instance.running(folder).orElseThrow();
        }
    }

    @Test
    void whatWasLeftBehindIsNotBelievedThoughItsProcessIdIsInUse() throws IOException {
        write("");
        assertThat(Instance.running(folder)).isEmpty();
        running("");
        assertThat(Instance.running(folder)).isEmpty();
    }

    @Test
    void anOlderOneThatDoesNotNameItsDatabaseHasTheOneThatAllHad() throws IOException {
        assertThat(running("").mongodbDatabase()).isEqualTo("automedia");
        assertThat(running(", \"mongodbDatabase\": \"other\"").mongodbDatabase())
                .isEqualTo("other");
    }
}
