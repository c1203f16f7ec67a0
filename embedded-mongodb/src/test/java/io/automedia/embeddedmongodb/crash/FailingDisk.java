package io.automedia.embeddedmongodb.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/// A folder on a disk that fails when told to: `failing-files.c`, compiled here and preloaded into the servers of the
/// test. Skips the test where that can't be done.
final class FailingDisk {
    private final Path disk;
    private final Path library;
    private final Path journal;
    private final Path control;

    private FailingDisk(Path folder) throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        library = folder.resolve("failing-files.so");
        journal = folder.resolve("journal");
        control = folder.resolve("control");
    }

    /// @param folder an empty one for all that this needs
    static FailingDisk in(Path folder) throws Exception {
        boolean able = System.getProperty("os.name").equals("Linux")
                && System.getProperty("sun.arch.data.model").equals("64");
        assumeTrue(able, "the library that makes files fail is for 64-bit Linux");
        FailingDisk made = new FailingDisk(folder.toRealPath());
        made.compile();
        return made;
    }

    private void compile() throws IOException, InterruptedException {
        Path source = library.resolveSibling("failing-files.c");
        try (InputStream code = FailingDisk.class.getResourceAsStream("failing-files.c")) {
            Files.copy(Objects.requireNonNull(code), source);
        }
        Path messages = library.resolveSibling("messages");
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(messages.toFile())
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "no C compiler here: " + missing.getMessage());
            return;
        }
        assertThat(compiler.waitFor()).as(Files.readString(messages)).isZero();
    }

    Path path() {
        return disk;
    }

    /// What makes a process feel the faults.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAILING_FILES_FOLDER", disk.toString(),
                "FAILING_FILES_JOURNAL", journal.toString(),
                "FAILING_FILES_CONTROL", control.toString());
    }

    /// From now on; `failing-files.c` lists the faults.
    void fail(String fault) throws IOException {
        Path next = control.resolveSibling("next");
        Files.writeString(next, fault);
        Files.move(next, control, StandardCopyOption.ATOMIC_MOVE);
    }

    void heal() throws IOException {
        Files.deleteIfExists(control);
    }

    /// Takes away what was not synced; no process may use the disk.
    void cutPower() throws IOException {
        PowerCut.strike(journal);
    }
}
