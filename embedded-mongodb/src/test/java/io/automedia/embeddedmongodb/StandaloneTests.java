package io.automedia.embeddedmongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.automedia.embeddedmongodb.storage.CheckpointNote;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTests {
    private static final Pattern READY = Pattern.compile(
            "embedded-mongodb is ready on 127\\.0\\.0\\.1:(\\d+); the user is embedded, the password is in (.+)");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoProcess() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedItLeavesNothingInTheFolderForTemporaryFiles() throws Exception {
        Process server = start(folder.resolve("data").toString(), "0");
        insertAt(readyLine(server), 1);
        server.destroyForcibly().waitFor();
        assertThat(temporary()).isEmptyDirectory();
    }

    @Test
    void servesItsFolderAgainAfterKillNineAndStopsCleanlyOnSigterm() throws Exception {
        Process first = start(folder.resolve("data").toString(), "0");
        insertAt(readyLine(first), 1);
        first.destroyForcibly().waitFor();

        Process second = start(folder.resolve("data").toString(), "0", "127.0.0.1");
        BufferedReader output = second.inputReader();
        String ready = output.readLine();
        insertAt(ready, 2);
        // unlike Process.destroy, leaves what it prints readable
        second.toHandle().destroy();
        assertThat(output.lines()).containsExactly("embedded-mongodb has stopped");
        assertThat(second.waitFor()).isEqualTo(143);

        assertThat(EmbeddedMongoServer.verify(EmbeddedMongoOptions.of(folder.resolve("data"))))
                .isEmpty();
    }

    @Test
    void whatItCannotUseIsRefusedWithASentence() throws Exception {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "not a database");
        assertThat(refusal(1, foreign.toString(), "0")).contains("holds files that are not of this database");
        assertThat(refusal(2)).contains("FOLDER [PORT [HOST]]");
        assertThat(refusal(2, folder.resolve("data").toString(), "seven")).contains("port must be a number");
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(folder.resolve("own")))) {
            assertThat(refusal(1, folder.resolve("other").toString(), Integer.toString(server.port())))
                    .contains("Cannot listen on");
            assertThat(refusal(1, folder.resolve("own").toString(), "0")).contains("in use by another process");
        }
    }

    @Test
    void encryptsWithTheKeyOfAFileInTheMemoryItIsGiven() throws Exception {
        Path key = keyFile("key", "rw-------", "c2l4dGVlbiBieXRlcy4uLg==");
        String data = folder.resolve("data").toString();
        Process server = start(data, "--memory", "16", "0", "--key-file", key.toString());
        insertAt(readyLine(server), 1);
        server.destroyForcibly().waitFor();

        assertThat(refusal(1, data, "0")).contains("encrypted with another key");
        Process again = start("--key-file", key.toString(), data, "0");
        insertAt(readyLine(again), 2);
    }

    @Test
    void optionsThatItCannotUseAreRefusedWithASentence() throws Exception {
        String data = folder.resolve("data").toString();
        Path open = keyFile("open", "rw-r--r--", "c2l4dGVlbiBieXRlcy4uLg==");
        Path brief = keyFile("brief", "rw-------", "c2VjcmV0");
        Path garbled = keyFile("garbled", "rw-------", "secret!");
        assertThat(refusal(1, data, "--key-file", open.toString())).contains("accessible by its owner only");
        assertThat(refusal(1, data, "--key-file", brief.toString())).contains("16, 24 or 32 bytes");
        assertThat(refusal(1, data, "--key-file", garbled.toString()))
                .contains("is not in Base64")
                .doesNotContain("secret!");
        assertThat(refusal(1, data, "--key-file", folder.resolve("none").toString()))
                .contains("cannot be read");
        assertThat(refusal(2, data, "--former-key-file", brief.toString())).contains("needs --key-file");
        assertThat(refusal(2, data, "--memory", "much")).contains("number of megabytes");
        assertThat(refusal(2, data, "--memory")).contains("needs a value");
        assertThat(refusal(2, data, "--colour", "red")).contains("There is no option --colour");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void archivesItsLogAndGoesBackToAMoment() throws Exception {
        String data = folder.resolve("data").toString();
        String archive = folder.resolve("archive").toString();
        String base = folder.resolve("base").toString();
        Process server = start(data, "0", "--archive", archive);
        insertAt(readyLine(server), 1);
        server.toHandle().destroy();
        assertThat(server.waitFor()).isEqualTo(143);
        assertThat(command(0, "checkpoint", "--from", data, "--to=" + base)).contains("stands at number");
        serveAndInsert(2, EmbeddedMongoOptions.of(folder.resolve("data")).archivingTo(folder.resolve("archive")));

        String[] restore = {"restore", "--checkpoint", base, "--archive", archive, "--to"};
        String latest = folder.resolve("latest").toString();
        assertThat(command(0, with(restore, latest)))
                .contains("Restored to number", "All documents and indexes fit together.");
        serveAndInsert(3, EmbeddedMongoOptions.of(folder.resolve("latest")));
        String first = folder.resolve("first").toString();
        String number = Long.toString(
                Objects.requireNonNull(CheckpointNote.read(Path.of(base))).sequence());
        assertThat(command(0, with(restore, first, "--sequence", number))).contains("Restored to number " + number);
        serveAndInsert(2, EmbeddedMongoOptions.of(folder.resolve("first")));

        assertThat(command(1, with(restore, latest))).contains("is not empty");
        assertThat(command(1, with(restore, latest + "2", "--at", "2001-01-01T00:00:00Z")))
                .contains("give an earlier checkpoint");
        assertThat(command(1, "checkpoint", "--from", folder.toString(), "--to", base))
                .contains("There is no data folder");
        assertThat(command(2, with(restore, latest + "2", "--at", "noon"))).contains("--at must be an instant");
        assertThat(command(2, with(restore, latest + "2", "--sequence", "x"))).contains("--sequence must be a number");
        assertThat(command(2, with(restore, latest + "2", "--at", "2026-01-01T00:00:00Z", "--sequence", "1")))
                .contains("not both");
        assertThat(command(2, "restore", "--to", latest)).contains("--checkpoint is missing", "Usage: ");
        assertThat(command(2, "restore", "--colour", "red")).contains("What is --colour?");
        assertThat(command(2, "checkpoint", "--to")).contains("--to needs a value");
        assertThat(command(0, "restore", "--help")).contains("Usage: ");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    /// What a command says that ends so.
    private static String command(int status, String... arguments) {
        var said = new ByteArrayOutputStream();
        PrintStream output = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        int ended = FolderCommands.run(arguments[0], rest, output, output);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(ended).as(text).isEqualTo(status);
        return text;
    }

    private static void serveAndInsert(int number, EmbeddedMongoOptions options) {
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(options)) {
            insert(server.connectionString(), number);
        }
    }

    private Path keyFile(String name, String permissions, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporary(),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("temporary"));
    }

    private static @Nullable String readyLine(Process process) throws IOException {
        return process.inputReader().readLine();
    }

    private String refusal(int status, String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
        return String.join("\n", process.errorReader().readAllLines());
    }

    private static void insertAt(@Nullable String readyLine, int number) throws IOException {
        Matcher ready = READY.matcher(String.valueOf(readyLine));
        assertThat(ready.matches()).as("%s", readyLine).isTrue();
        String password = Files.readString(Path.of(ready.group(2))).strip();
        insert(
                "mongodb://embedded:" + password + "@127.0.0.1:" + ready.group(1)
                        + "/?authMechanism=SCRAM-SHA-256&authSource=admin",
                number);
    }

    /// Inserts the document with this number and expects those before it.
    private static void insert(String address, int number) {
        try (MongoClient client = MongoClients.create(address)) {
            MongoCollection<Document> numbers = client.getDatabase("alone").getCollection("numbers");
            numbers.insertOne(new Document("_id", number));
            assertThat(numbers.countDocuments()).isEqualTo(number);
        }
    }
}
