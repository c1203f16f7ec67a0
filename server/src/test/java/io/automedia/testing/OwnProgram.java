package io.automedia.testing;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// What a process of a test runs: the classes of the tests and of the program as jars, with a cache of what a start
/// loads and links,
/// as `./automedia` has one. Made once for each build of the classes; a start takes less than half the time with it.
final class OwnProgram {
    private static final Path FOLDER = Path.of("target", "own-program").toAbsolutePath();
    private static final OwnProgram BUILT = new OwnProgram();

    private final String classPath;
    private final Path cache;

    private OwnProgram() {
        List<Path> classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Path folder = FOLDER.resolve(state(classes));
        classPath = classes.stream()
                .map(one -> Files.isDirectory(one) ? jar(folder, one) : one)
                .map(Path::toString)
                .collect(joining(File.pathSeparator));
        cache = folder.resolve("cache");
        makeOnce(folder, classes);
    }

    /// Several processes run tests at once.
    private void makeOnce(Path folder, List<Path> classes) {
        try (FileChannel channel = FileChannel.open(
                        FOLDER.resolveSibling("own-program.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(cache)) {
                make(folder, classes);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The command that runs the program with some arguments.
    static List<String> command(String... arguments) {
        return BUILT.commandWith("-XX:AOTCache=" + BUILT.cache, arguments);
    }

    private List<String> commandWith(String cacheOption, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:aot*=error",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dspring.aot.enabled=true",
                cacheOption,
                "-cp",
                classPath,
                "io.automedia.cli.CommandLineInterface"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void make(Path folder, List<Path> classes) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(folder);
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        for (Path one : classes) {
            if (Files.isDirectory(one)) {
                tool.run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        jar(folder, one).toString(),
                        "-C",
                        one.toString(),
                        ".");
            }
        }
        Path data = folder.resolve("data");
        try (OwnProcess training =
                OwnProcess.run(commandWith("-XX:AOTCacheOutput=" + cache, "start"), data, OwnProcess.ANY_PORT)) {
            training.awaitOutput("AutoMedia is ready at ");
            training.signal("TERM");
            training.awaitEnd();
        }
        FileSystemUtils.deleteRecursively(data);
    }

    private static Path jar(Path folder, Path classes) {
        return folder.resolve(name(classes.toString()) + ".jar");
    }

    /// A name of the classes as they are now.
    private static String state(List<Path> classes) {
        return name(classes.stream().flatMap(OwnProgram::files).sorted().collect(joining("\n")));
    }

    private static Stream<String> files(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile).map(OwnProgram::stamp).toList().stream();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String name(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
