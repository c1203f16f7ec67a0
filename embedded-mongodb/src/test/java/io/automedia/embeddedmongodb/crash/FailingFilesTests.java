package io.automedia.embeddedmongodb.crash;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.automedia.embeddedmongodb.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailingFilesTests {
    private static final int OUT_OF_DISK_SPACE = 14031;
    private static final int ROUNDS = Integer.getInteger("automedia.crash.rounds", 2);

    @TempDir
    Path folder;

    private final Load load = new Load(4);
    private FailingDisk disk;
    private Path data;

    @BeforeEach
    void makeDisk() throws Exception {
        disk = FailingDisk.in(folder);
        data = disk.path().resolve("new/data");
    }

    @Test
    void everythingAcknowledgedSurvivesPowerCuts() throws Exception {
        String password = null;
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = start()) {
                load.until(server.line(), server::kill);
            }
            disk.cutPower();
            String found = Files.readString(data.resolve("password"));
            assertThat(found).isEqualTo(password == null ? found : password);
            password = found;
            load.checkAfterRestart(data);
        }
    }

    @Test
    void writesThatArriveInPiecesAreWhole() throws Exception {
        disk.fail("short");
        try (ServerProcess server = start()) {
            load.until(server.line(), server::kill);
        }
        disk.cutPower();
        load.checkAfterRestart(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "full .sst"})
    void aFullDiskRefusesWritesUntilThereIsSpaceAgain(String fault) throws Exception {
        Load load = new Load(1);
        try (ServerProcess server = start()) {
            String address = server.line();
            List<MongoException> ends = load.until(address, () -> disk.fail(fault));
            assertRefused(ends, OUT_OF_DISK_SPACE, "until there is space on the disk again");
            try (MongoClient client = MongoClients.create(address)) {
                MongoCollection<Document> posts = Load.posts(client);
                load.checkShown(posts);
                assertSaysWhyOnce(server, "until there is space on the disk again");

                disk.heal();
                writeWhenAccepted(posts);
                assertThat(server.errors()).contains("can be written again");
            }
            load.until(address, server::kill);
        }
        disk.cutPower();
        load.checkAfterRestart(data);
    }

    @Test
    void aDiskThatIsFullUnderManyClientsLosesNothing() throws Exception {
        try (ServerProcess server = start()) {
            String address = server.line();
            List<MongoException> ends = load.until(address, () -> disk.fail("full"));
            assertRefused(ends, OUT_OF_DISK_SPACE, "No space left on device");
            try (MongoClient client = MongoClients.create(address)) {
                load.checkShown(Load.posts(client));
            }
            server.kill();
        }
        disk.cutPower();
        load.checkAfterRestart(data);
    }

    @ParameterizedTest
    @CsvSource({"write-error,8", "sync-error,8", "write-error .sst,8", "sync-full,14031"})
    void anyOtherFailureRefusesWritesUntilARestart(String fault, int code) throws Exception {
        try (ServerProcess server = start()) {
            String address = server.line();
            List<MongoException> ends = load.until(address, () -> disk.fail(fault));
            assertRefused(ends, code, "until the server is started again");
            disk.heal();
            try (MongoClient client = MongoClients.create(address)) {
                MongoCollection<Document> posts = Load.posts(client);
                load.checkShown(posts);
                assertSaysWhyOnce(server, "until the server is started again");
                assertRefused(
                        List.of(catchThrowableOfType(
                                MongoException.class, () -> posts.insertOne(new Document("_id", -1)))),
                        code,
                        "until the server is started again");
            }
            server.kill();
        }
        disk.cutPower();
        load.checkAfterRestart(data);
    }

    @Test
    void endsInOrderOnABrokenDisk() throws Exception {
        try (ServerProcess server = standalone()) {
            load.until(server.standaloneAddress(data), () -> disk.fail("write-error"));
            assertThat(server.end()).isEqualTo(143);
            assertThat(server.errors())
                    .contains("until the server is started again")
                    .doesNotContain("Exception");
        }
        disk.cutPower();
        disk.heal();
        load.checkAfterRestart(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "sync-error"})
    void aDiskThatFailsAtTheStartIsNamedInOneSentence(String fault) throws Exception {
        disk.fail(fault);
        try (ServerProcess server = standalone()) {
            assertThat(server.waitFor()).isEqualTo(1);
            assertThat(server.errors().lines()).singleElement().asString().contains("The data folder " + data);
        }
        disk.cutPower();
        disk.heal();
        try (ServerProcess server = standalone()) {
            assertThat(server.line()).contains("is ready");
        }
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(
                CrashingServer.class, disk.environment(), folder.resolve("stderr.txt"), data.toString());
    }

    private ServerProcess standalone() throws IOException {
        return ServerProcess.start(
                Standalone.class, disk.environment(), folder.resolve("stderr.txt"), data.toString(), "0");
    }

    private static void assertRefused(List<MongoException> refusals, int code, String why) {
        assertThat(refusals).isNotEmpty().allSatisfy(refusal -> {
            assertThat(code(refusal)).as(refusal.toString()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining("cannot be written").hasMessageContaining(why);
        });
    }

    private static int code(MongoException refusal) {
        return refusal instanceof MongoBulkWriteException bulk
                        && !bulk.getWriteErrors().isEmpty()
                ? bulk.getWriteErrors().getFirst().getCode()
                : refusal.getCode();
    }

    private void assertSaysWhyOnce(ServerProcess server, String why) throws IOException {
        assertThat(server.errors().lines().filter(line -> line.contains("cannot be written")))
                .singleElement()
                .asString()
                .contains(data.toString(), why);
    }

    private static void writeWhenAccepted(MongoCollection<Document> posts) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                posts.replaceOne(eq("_id", 0), new Document("version", 1), new ReplaceOptions().upsert(true));
                return;
            } catch (MongoException refused) {
                assertThat(code(refused)).isEqualTo(OUT_OF_DISK_SPACE);
                assertThat(System.nanoTime()).as(refused.toString()).isLessThan(patience);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }
}
