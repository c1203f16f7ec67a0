package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.testing.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The script `./automedia`: a copy of it with a Maven and a JDK that only note what they are asked.
@Execution(ExecutionMode.CONCURRENT)
class LauncherTests {
    /// Waits for a file `go` before it has built.
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>builds
            until [ -e go ]; do sleep 0.05; done
            mkdir -p server/target
            : >server/target/server-1-app.jar
            """;

    /// Unpacks unless there is a file `torn`, and trains unless there is a file `untrained`.
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              *jarmode*) [ ! -e torn ] && mkdir -p "$6" && : >"$6/server-1-app.jar" ;;
              *AOTCacheOutput=*) [ -e "$home/untrained" ] || for option; do case $option in -XX:AOTCacheOutput=*) : >"${option#*=}" ;; esac; done ;;
              *) echo "Java was given: $*" ;;
            esac
            """;

    @TempDir
    private Path folder;

    @Test
    void ofTwoAtOnceOneBuildsAndTheOtherWaitsForIt() throws IOException {
        prepare();
        try (Launched first = launch()) {
            await().until(() -> Files.exists(folder.resolve("builds")));
            try (Launched second = launch()) {
                await().until(() -> second.errors().startsWith("Waiting for another build"));
                Files.createFile(folder.resolve("go"));
                assertThat(first.awaitEnd()).as(first.errors()).isZero();
                assertThat(second.awaitEnd()).as(second.errors()).isZero();
                assertThat(second.output()).startsWith("Java was given: ").contains("-XX:AOTCache=");
            }
        }
        assertThat(folder.resolve("builds")).hasContent("build");
        assertThat(folder.resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void aLockThatWasLeftBehindHoldsNobodyUp() throws IOException {
        prepare();
        Files.createFile(folder.resolve("go"));
        Process gone = new ProcessBuilder("true").start();
        gone.onExit().join();
        Files.createDirectories(folder.resolve("target/build.lock"));
        Files.writeString(folder.resolve("target/build.lock/pid"), Long.toString(gone.pid()));
        try (Launched launched = launch()) {
            assertThat(launched.awaitEnd()).as(launched.errors()).isZero();
        }
        assertThat(folder.resolve("builds")).exists();
    }

    /// After a restart the number may be that of anything.
    @Test
    void aLockWhoseNumberIsNowAnothersHoldsNobodyUp() throws IOException {
        prepare();
        Files.createFile(folder.resolve("go"));
        Process another = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createDirectories(folder.resolve("target/build.lock"));
            Files.writeString(folder.resolve("target/build.lock/pid"), Long.toString(another.pid()));
            try (Launched launched = launch()) {
                assertThat(launched.awaitEnd()).as(launched.errors()).isZero();
            }
        } finally {
            another.destroyForcibly().onExit().join();
        }
        assertThat(folder.resolve("builds")).exists();
    }

    @Test
    void whatCanNotBeUnpackedLeavesWhatWasThere() throws IOException {
        prepare();
        Files.createFile(folder.resolve("go"));
        Files.createFile(folder.resolve("torn"));
        Files.createDirectories(folder.resolve("target/app"));
        Files.writeString(folder.resolve("target/app/automedia.jar"), "as before");
        try (Launched launched = launch()) {
            assertThat(launched.awaitEnd()).isEqualTo(1);
            assertThat(launched.errors())
                    .endsWith("automedia: what was built can't be unpacked into target: why is in target/build.log.\n");
        }
        assertThat(folder.resolve("target/app/automedia.jar")).hasContent("as before");
        assertThat(folder.resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void thatStartsWillBeSlowIsSaidOnce() throws IOException {
        prepare();
        Files.createFile(folder.resolve("go"));
        Files.createFile(folder.resolve("untrained"));
        try (Launched launched = launch()) {
            assertThat(launched.awaitEnd()).isZero();
            assertThat(launched.errors().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("Building AutoMedia"),
                            line -> assertThat(line).endsWith("everything works, slower."));
            assertThat(launched.output()).startsWith("Java was given: ").doesNotContain("AOTCache=");
        }
        try (Launched again = launch()) {
            assertThat(again.awaitEnd()).isZero();
            assertThat(again.errors()).isEmpty();
        }
    }

    private void prepare() throws IOException {
        Files.copy(launcher(), folder.resolve("automedia"));
        for (String module : List.of("embedded-mongodb", "standing-queries", "text-analysis", "server")) {
            Files.createDirectories(folder.resolve(module + "/src/main"));
            Files.writeString(folder.resolve(module + "/pom.xml"), module);
        }
        Files.createDirectory(folder.resolve(".mvn"));
        Files.writeString(folder.resolve("pom.xml"), "all");
        Path binaries = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        executable(binaries.resolve("java"), JAVA);
        executable(binaries.resolve("javac"), "#!/bin/sh\n");
        executable(binaries.resolve("mvn"), MAVEN);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Launched launch() throws IOException {
        Path output = Files.createTempFile(folder, "output", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", folder.resolve("automedia").toString(), "help")
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AUTOMEDIA_"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("home", folder.toString());
        builder.environment().merge("PATH", folder.resolve("jdk/bin").toString(), (usual, ours) -> ours + ":" + usual);
        return new Launched(builder.start(), output, errors);
    }

    private record Launched(Process process, Path outputFile, Path errorsFile) implements AutoCloseable {
        int awaitEnd() {
            return process.onExit()
                    .orTimeout(Patience.OF_ALL.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .exitValue();
        }

        String output() throws IOException {
            return Files.readString(outputFile);
        }

        String errors() throws IOException {
            return Files.readString(errorsFile);
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

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
