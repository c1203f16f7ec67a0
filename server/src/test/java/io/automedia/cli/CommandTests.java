package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.testing.OwnProcess;
import io.automedia.testing.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The commands, each in a process of its own, as people run them.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class CommandTests {
    private static final Map<String, String> ANY_PORT = Map.of("AUTOMEDIA_PORT", "0");

    private static final Duration PROMISED_END = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void helpListsTheCommands() {
        try (OwnProcess help = run("help")) {
            assertThat(help.awaitEnd()).isZero();
            assertThat(help.output())
                    .contains("start", "demo", "import", "user", "audit", "doctor", "test", "AUTOMEDIA_DATA");
        }
    }

    @Test
    void helpAskedByAnOptionIsGivenAndNothingElseIsDone() {
        helps("Commands:", "--help");
        helps("Usage: automedia start", "start", "--automedia.port=0", "--help");
        helps("Usage: automedia import", "import", "-h");
        assertThat(data()).doesNotExist();
    }

    private void helps(String words, String... arguments) {
        try (OwnProcess help = run(arguments)) {
            assertThat(help.awaitEnd()).isZero();
            assertThat(help.output()).contains(words);
            assertThat(help.output().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void wrongUsageIsOneSentenceThatTellsWhatToDo() {
        refuses(2, "There is no command 'strat': ./automedia help lists the commands.", ANY_PORT, "strat");
        refuses(2, "'--prot=1' is not known: ./automedia help start says", ANY_PORT, "start", "--prot=1");
        refuses(2, "'--quick' is not known: ./automedia help import says", ANY_PORT, "import", "--quick", "x.jsonl");
        refuses(2, "Missing required parameter: 'FILE': ./automedia help import says", ANY_PORT, "import");
        refuses(1, "The file none.jsonl can't be read: check the name", ANY_PORT, "import", "none.jsonl");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aVariableThatNobodyKnowsIsNamedOnce() {
        try (OwnProcess help = OwnProcess.run(data(), Map.of("AUTOMEDIA_MONGO_URI", "mongodb://x"), "help")) {
            assertThat(help.awaitEnd()).isZero();
            assertThat(help.errors().lines())
                    .containsExactly("automedia: The variable AUTOMEDIA_MONGO_URI is not known and is ignored;"
                            + " the nearest that is known is AUTOMEDIA_MONGODB_URI.");
        }
    }

    @Test
    void whatKeepsItFromStartingIsOneSentenceThatTellsWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> port = Map.of("AUTOMEDIA_PORT", Integer.toString(taken.getLocalPort()));
            refuses(
                    1,
                    "Port " + taken.getLocalPort() + " is in use: stop what uses it, or choose another",
                    port,
                    "start");
            assertThat(data()).doesNotExist();
            try (OwnProcess doctor = OwnProcess.run(data(), port, "doctor")) {
                assertThat(doctor.awaitEnd()).isEqualTo(1);
                assertThat(doctor.output()).contains("WRONG Port");
            }
        }
        Map<String, String> noPort = Map.of("AUTOMEDIA_PORT", "abc");
        refuses(1, "AUTOMEDIA_PORT (automedia.port) can't be 'abc': it takes a number from 0", noPort, "start");
        Map<String, String> noCertificate =
                Map.of("AUTOMEDIA_PORT", "0", "AUTOMEDIA_TLS_CERTIFICATE", "/nowhere/server.pem");
        refuses(1, "The file /nowhere/server.pem of automedia.tls is missing.", noCertificate, "start");
        assertThat(data()).doesNotExist();
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Map<String, String> nothingRight = Map.of(
                "AUTOMEDIA_PORT", "abc", "AUTOMEDIA_MONGODB_URI", "localhost", "AUTOMEDIA_REDIS_URI", "localhost");
        try (OwnProcess doctor = OwnProcess.run(file.resolve("data"), nothingRight, "doctor")) {
            assertThat(doctor.awaitEnd()).isEqualTo(1);
            assertThat(doctor.output().lines().filter(line -> line.startsWith("WRONG")))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("Data folder", file + " is a file"),
                            line -> assertThat(line).contains("Port", "'abc'"),
                            line -> assertThat(line).contains("MongoDB", "set AUTOMEDIA_MONGODB_URI: "),
                            line -> assertThat(line).contains("Redis", "set AUTOMEDIA_REDIS_URI: "));
        }
        try (OwnProcess start = OwnProcess.run(file.resolve("data"), ANY_PORT, "start")) {
            assertThat(start.awaitEnd()).isEqualTo(1);
            assertThat(start.errors())
                    .contains("can't be written")
                    .contains("or set AUTOMEDIA_DATA to another folder.");
            assertThat(start.errors().lines()).hasSize(1);
        }
    }

    @Test
    void whatStopsAStartThatHasBegunIsSaidOnceToo() {
        String nobodyListens = "127.0.0.1:1";
        refuses(
                1,
                "AUTOMEDIA_EMBEDDED_MEMORY (automedia.embedded-memory) can't be 'lots': it takes a size such as 448MB.",
                Map.of("AUTOMEDIA_PORT", "0", "AUTOMEDIA_EMBEDDED_MEMORY", "lots"),
                "start");
        refuses(
                1,
                "MongoDB does not answer: check AUTOMEDIA_MONGODB_URI",
                Map.of("AUTOMEDIA_PORT", "0", "AUTOMEDIA_MONGODB_URI", "mongodb://" + nobodyListens),
                "start");
        refuses(
                1,
                "Redis does not answer: check AUTOMEDIA_REDIS_URI",
                Map.of("AUTOMEDIA_PORT", "0", "AUTOMEDIA_REDIS_URI", "redis://" + nobodyListens),
                "start");
    }

    @Test
    void amongSeveralAccountsAnImportAsksWhosePostsTheyAre() throws IOException {
        Path file = posts("few.jsonl", 3, "");
        try (OwnProcess running = OwnProcess.start(data())) {
            for (String name : List.of("ada", "bob")) {
                running.http()
                        .post(
                                "/api/v1/auth/register",
                                "{\"email\":\"%s@example.org\",\"password\":\"blue tomato ladder 7\"}".formatted(name));
            }
            refuses(2, "Whose posts are they? Add --user=EMAIL.", ANY_PORT, "import", file.toString());
            refuses(2, "the address eve@x.org", ANY_PORT, "import", "--user=eve@x.org", file.toString());
            running.signal("TERM");
            running.awaitEnd();
        }
        leaveBehind();
        try (OwnProcess alone = run("import", file.toString())) {
            assertThat(alone.awaitEnd()).isEqualTo(2);
            assertThat(alone.errors()).contains("Whose posts are they?");
            assertThat(alone.output()).doesNotContain("There was no account");
        }
        try (OwnProcess named = run("import", "--user=bob@example.org", file.toString())) {
            assertThat(named.awaitEnd()).as(named.errors()).isZero();
        }
    }

    /// What an instance leaves that is killed, when its process id is another program's by now.
    private void leaveBehind() throws IOException {
        Files.writeString(
                data().resolve("instance.json"),
                "{\"url\": \"%s\", \"pid\": %d, \"token\": \"t\", \"mongodbUri\": \"mongodb://localhost\"}"
                        .formatted("http://localhost:1", ProcessHandle.current().pid()));
    }

    @Test
    void anImportIntoARunningInstanceWithoutAccountsMakesAnAdministratorOnce() throws IOException {
        Path file = posts("first.jsonl", 3, "");
        try (OwnProcess running = OwnProcess.start(data())) {
            try (OwnProcess first = run("import", file.toString())) {
                assertThat(first.awaitEnd()).as(first.errors()).isZero();
                assertThat(first.output())
                        .containsPattern(
                                "There was no account: made the administrator admin@localhost with password \\S{16}");
            }
            assertThat(running.output())
                    .contains(
                            "There is no administrator yet: register at ",
                            "./automedia user create-admin --unconfirmed");
            try (OwnProcess second = run("import", file.toString())) {
                assertThat(second.awaitEnd()).as(second.errors()).isZero();
                assertThat(second.output()).doesNotContain("There was no account");
                assertThat(second.lastLine()).startsWith("read 3, created 0, updated 0, unchanged 3, rejected 0");
            }
            running.signal("TERM");
            running.awaitEnd();
        }
    }

    @Test
    void aRunningInstanceIsUsedAndEndsWithAllItStarted() throws IOException {
        Path clean = posts("clean.jsonl", 300, "");
        Path dirty = posts("dirty.jsonl", 300, "this is no post\n");
        try (Stopwatch start = Stopwatch.start();
                OwnProcess running = OwnProcess.start(data())) {
            Duration tookToStart = start.elapsed();
            running.http()
                    .post(
                            "/api/v1/auth/register",
                            "{\"email\":\"ada@example.org\",\"password\":\"blue tomato ladder 7\"}");
            Path log = data().resolve("logs/automedia.log");
            String before = Files.exists(log) ? Files.readString(log) : "";
            refuses(1, "is in use by another AutoMedia: stop that one", ANY_PORT, "start");
            assertThat(log).content().isEqualTo(before);
            imports(0, clean, "read 300, created 300, updated 0, unchanged 0, rejected 0, in ");
            imports(3, dirty, "read 301, created 0, updated 0, unchanged 300, rejected 1, in ");
            try (OwnProcess doctor = run("doctor")) {
                assertThat(doctor.awaitEnd()).as(doctor.output()).isZero();
                assertThat(doctor.output())
                        .contains("runs at http://localhost:")
                        .doesNotContain("WRONG");
            }
            helpsWhoLostHisAuthenticator();
            tellsWhetherTheAuditTrailIsWhole(running);
            doctorTellsThatCredentialsAreWrong(running);
            endsInTimeWhateverItDoes(running, tookToStart);
            assertThat(data().resolve("instance.json")).doesNotExist();
        }
    }

    private void helpsWhoLostHisAuthenticator() {
        try (OwnProcess reset = run("user", "reset-two-factor", "ada@example.org")) {
            assertThat(reset.awaitEnd()).as(reset.errors()).isZero();
            assertThat(reset.lastLine()).isEqualTo("Two-factor authentication of ada@example.org was off already.");
        }
        refuses(1, "email has no account", ANY_PORT, "user", "reset-two-factor", "eve@example.org");
        refuses(2, "Missing required parameter: 'EMAIL': ./automedia help user", ANY_PORT, "user", "reset-two-factor");
    }

    private void tellsWhetherTheAuditTrailIsWhole(OwnProcess running) {
        String whole = verified(0, "The audit trail is whole: ");
        String last = after("last entry: ", whole);
        String hash = after("hash: ", whole);
        verified(0, "The audit trail is whole: ", "--seq=" + last, "--hash=" + hash);
        String other = (hash.startsWith("0") ? "1" : "0") + hash.substring(1);
        verified(3, "The audit trail is not whole: 1 finding in ", "--seq=" + last, "--hash=" + other);
        refuses(2, "--seq and --hash belong together", ANY_PORT, "audit", "verify", "--seq=1");
        try (MongoClient store =
                MongoClients.create(running.instance().path("mongodbUri").asString(""))) {
            assertThat(store.getDatabase("automedia")
                            .getCollection("auditEntries")
                            .updateOne(Filters.eq("seq", 1L), Updates.set("action", "nothing.happened"))
                            .getModifiedCount())
                    .isOne();
        }
        assertThat(verified(3, "The audit trail is not whole: 1 finding in ")).contains("\nchanged 1: ");
    }

    private String verified(int code, String words, String... options) {
        try (OwnProcess verify = run(
                Stream.concat(Stream.of("audit", "verify"), Stream.of(options)).toArray(String[]::new))) {
            assertThat(verify.awaitEnd()).as(verify.output() + verify.errors()).isEqualTo(code);
            assertThat(verify.output()).startsWith(words);
            return verify.output();
        }
    }

    private static String after(String name, String output) {
        return output.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private void doctorTellsThatCredentialsAreWrong(OwnProcess running) {
        Map<String, String> wrong = Map.of(
                "AUTOMEDIA_PORT", "0",
                "AUTOMEDIA_MONGODB_URI", withWrongPassword(running, "mongodbUri"),
                "AUTOMEDIA_REDIS_URI", withWrongPassword(running, "redisUri"));
        try (OwnProcess doctor = OwnProcess.run(folder.resolve("other"), wrong, "doctor")) {
            assertThat(doctor.awaitEnd()).isEqualTo(1);
            assertThat(doctor.output())
                    .containsPattern("WRONG MongoDB +refuses the user or the password")
                    .containsPattern("WRONG Redis +refuses the user or the password");
        }
    }

    private static String withWrongPassword(OwnProcess running, String uri) {
        String right = running.instance().path(uri).asString("");
        String wrong = right.replaceFirst(":[^:/]+@", ":wrong@");
        assertThat(wrong).isNotEqualTo(right);
        return wrong;
    }

    /// With an open WebSocket, an import in the middle and posts that wait to be understood. On a slow
    /// machine it may take as long as some starts.
    private void endsInTimeWhateverItDoes(OwnProcess running, Duration tookToStart) throws IOException {
        // so many that it is in the middle for long
        Path many = posts("many.jsonl", 100_000, "");
        String address = running.instance().path("url").asString("").replace("http:", "ws:") + "/ws";
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new WebSocket.Listener() {})
                .join();
        try (OwnProcess command = run("import", many.toString())) {
            command.awaitErrors("many.jsonl: ");
            List<ProcessHandle> tree = running.tree();
            try (Stopwatch end = Stopwatch.start()) {
                running.signal("TERM");
                assertThat(running.awaitEnd()).isEqualTo(143);
                tree.forEach(one -> one.onExit().join());
                Duration someStarts = tookToStart.multipliedBy(3);
                assertThat(end.elapsed())
                        .isLessThan(someStarts.compareTo(PROMISED_END) > 0 ? someStarts : PROMISED_END);
            }
            assertThat(command.awaitEnd()).isEqualTo(1);
            assertThat(command.errors().lines().toList().getLast())
                    .isEqualTo("automedia: AutoMedia ended meanwhile: start it, and this import goes on by itself.");
        } finally {
            socket.abort();
        }
    }

    @Test
    void anImportThatIsInterruptedLosesNothing() throws IOException {
        int count = 12_000;
        Path many = posts("many.jsonl", count, "");
        // one that was done before it was interrupted shows nothing
        while (interruptedAfter(many) == 0) {
            count *= 2;
            assertThat(count).isLessThan(200_000);
            many = posts("many.jsonl", count, "");
        }
        try (OwnProcess again = run("import", many.toString())) {
            assertThat(again.awaitEnd()).as(again.errors()).isZero();
            // what the interrupted import had not done it does now, too, so either may find the other's posts
            assertThat(again.lastLine()).matches("read " + count + ", .* updated 0, .* rejected 0, in .*");
        }
    }

    /// @return its exit code; 0 when it was done
    private int interruptedAfter(Path many) {
        try (OwnProcess interrupted = OwnProcess.run(data(), ANY_PORT, "import", many.toString())) {
            interrupted.awaitErrors("many.jsonl: ");
            assumeTrue(!interrupted.isAlive() || interrupted.hears(2), "this process is kept from hearing Ctrl-C");
            List<ProcessHandle> tree = interrupted.tree();
            interrupted.signal("INT");
            int code = interrupted.awaitEnd();
            assertThat(code).isIn(130, 0);
            tree.forEach(one -> one.onExit().join());
            return code;
        }
    }

    private void imports(int code, Path file, String lastLine) {
        try (OwnProcess command = run("import", file.toString())) {
            assertThat(command.awaitEnd()).as(command.errors()).isEqualTo(code);
            assertThat(command.lastLine()).startsWith(lastLine).matches(".* in \\d+\\.\\d s \\(\\d+/s\\)");
        }
    }

    private void refuses(int code, String sentence, Map<String, String> variables, String... arguments) {
        try (OwnProcess command = OwnProcess.run(data(), variables, arguments)) {
            assertThat(command.awaitEnd()).as(command.errors()).isEqualTo(code);
            assertThat(command.errors().lines()).as(command.errors()).hasSize(1);
            assertThat(command.output()).doesNotContain("Exception", "ERROR", "memory leak");
            assertThat(command.errors()).startsWith("automedia: ").contains(sentence);
        }
    }

    private OwnProcess run(String... arguments) {
        return OwnProcess.run(data(), ANY_PORT, arguments);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path posts(String name, int count, String more) throws IOException {
        String lines = IntStream.range(0, count)
                .mapToObj(i -> "{\"platform\":\"twitter\",\"platformId\":\"%d\",\"content\":{\"text\":\"Snow %d\"}}\n"
                        .formatted(i, i))
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve(name), lines + more);
    }
}
