package io.automedia.embeddedmongodb.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Sorts;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.embeddedmongodb.archive.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveKillTests {
    private static final String ALWAYS = "20";
    private static final String NEVER = "86400000";
    private static final int ROUNDS = Integer.getInteger("automedia.crash.rounds", 2);

    @TempDir
    Path folder;

    private final Load load = new Load(4);

    @Test
    void killedWhileItArchivesItGoesOnWithoutGapsAndDoubles() throws Exception {
        Path data = folder.resolve("data");
        Path archive = folder.resolve("archive");
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(options(data).archivingTo(archive))) {
            server.checkpoint(folder.resolve("base"));
        }
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = start(Map.of(), data, archive, ALWAYS)) {
                load.until(server.line(), server::kill);
            }
        }
        archiveTheRest(data, archive);
        checkSame(data, restored(folder.resolve("base"), archive));
    }

    @Test
    void whatWasWrittenBetweenACheckpointAndTheCrashIsArchivedAfterwards() throws Exception {
        Path data = folder.resolve("data");
        Path archive = folder.resolve("archive");
        Path base = folder.resolve("base");
        try (ServerProcess server = start(Map.of(), data, archive, NEVER)) {
            String address = server.line();
            load.until(address, () -> {
                server.say(base.toString());
                assertThat(Long.parseLong(server.line())).isPositive();
                load.awaitMore(100);
                server.kill();
            });
        }
        archiveTheRest(data, archive);
        checkSame(data, restored(base, archive));
    }

    @Test
    void aPowerCutTakesNothingThatTheArchiveHas() throws Exception {
        FailingDisk disk = FailingDisk.in(folder);
        Path data = disk.path().resolve("data");
        Path archive = disk.path().resolve("archive");
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(options(data).archivingTo(archive))) {
            server.checkpoint(folder.resolve("base"));
        }
        try (ServerProcess server = start(disk.environment(), data, archive, ALWAYS)) {
            load.until(server.line(), server::kill);
        }
        disk.cutPower();
        archiveTheRest(data, archive);
        checkSame(data, restored(folder.resolve("base"), archive));
    }

    private ServerProcess start(Map<String, String> environment, Path data, Path archive, String millis)
            throws IOException {
        return ServerProcess.start(
                ArchivingServer.class,
                environment,
                folder.resolve("stderr.txt"),
                data.toString(),
                archive.toString(),
                millis);
    }

    /// Tells all writes once.
    private static void archiveTheRest(Path data, Path archive) {
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(options(data).archivingTo(archive))) {
            assertThat(server.verify()).isEmpty();
        }
    }

    private Path restored(Path base, Path archive) {
        Path target = folder.resolve("restored");
        EmbeddedMongoServer.restore(options(target), base, archive, new Moment.Latest());
        assertThat(EmbeddedMongoServer.verify(options(target))).isEmpty();
        return target;
    }

    /// Expects all that was acknowledged in what was restored, and just what the original has.
    private void checkSame(Path data, Path restored) {
        List<Document> original = documents(data);
        assertThat(documents(restored)).isEqualTo(original);
        load.checkAfterRestart(restored);
    }

    private static List<Document> documents(Path data) {
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(options(data));
                MongoClient client = MongoClients.create(server.connectionString())) {
            return Load.posts(client).find().sort(Sorts.ascending("_id")).into(new ArrayList<>());
        }
    }

    private static EmbeddedMongoOptions options(Path data) {
        return EmbeddedMongoOptions.of(data).withMemoryBudget(16L << 20);
    }
}
