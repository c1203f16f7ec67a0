package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `./automedia`, as far as it goes without building.
class LauncherTests {
    @TempDir
    private Path folder;

    @Test
    void withoutAJdkThatIsNewEnoughItSaysWhatToInstall() throws Exception {
        // no place has a JDK of this version
        String script = Files.readString(launcher()).replace("wanted=25", "wanted=999");
        Path copy = Files.writeString(folder.resolve("automedia"), script);
        Process process = new ProcessBuilder("sh", copy.toString(), "help").start();
        String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(complaint.lines()).as(complaint).hasSize(1);
        assertThat(complaint)
                .startsWith("automedia: a JDK 999 or newer is needed")
                .contains("install one (for example Temurin 999), or set JAVA_HOME to it.");
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void itIsAScriptForAnyShell() throws Exception {
        Process process = new ProcessBuilder("sh", "-n", launcher().toString()).start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.isExecutable(launcher())).isTrue();
    }

    private static Path launcher() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path script = here.resolve("../automedia").normalize();
        return Files.exists(script) ? script : here.resolve("automedia").toRealPath();
    }
}
