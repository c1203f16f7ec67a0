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
    private static final int ROUNDS = Integer.getInteger("automedia.crash.rounds", 1);

    @TempDir
    Path folder;

    private final Load load = new Load(4);

    @Test
    void killedWhileItArchivesAndBehindACheckpointItGoesOnWithoutGapsAndDoubles() throws Exception {
        Path data = folder.resolve("data");
        Path archive = folder.resolve("archive");
        Path first = checkpoint(data, archive);
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = start(Map.of(), data, archive, ALWAYS)) {
                load.until(server.line(), server::kill);
            }
        }
        Path second = folder.resolve("second");
        try (ServerProcess server = start(Map.of(), data, archive, NEVER)) {
            load.until(server.line(), () -> {
                server.say(second.toString());
                assertThat(Long.parseLong(server.line())).isPositive();
                load.awaitMore(100);
                server.kill();
            });
        }
        List<Document> all = archiveTheRest(data, archive);
        checkRestored(first, archive, all);
        checkRestored(second, archive, all);
    }

    @Test
    void aPowerCutTakesNothingThatTheArchiveHas() throws Exception {
        FailingDisk disk = FailingDisk.in(folder);
        Path data = disk.path().resolve("data");
        Path archive = disk.path().resolve("archive");
        Path base = checkpoint(data, archive);
        try (ServerProcess server = start(disk.environment(), data, archive, ALWAYS)) {
            load.until(server.line(), server::kill);
        }
        disk.cutPower();
        checkRestored(base, archive, archiveTheRest(data, archive));
    }

    private Path checkpoint(Path data, Path archive) {
        Path target = folder.resolve("base");
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(options(data).archivingTo(archive))) {
            server.checkpoint(target);
        }
        return target;
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

    /// Returns what the data folder has then.
    private static List<Document> archiveTheRest(Path data, Path archive) {
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(options(data).archivingTo(archive));
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertThat(server.verify()).isEmpty();
            return documents(client);
        }
    }

    /// Expects all that was acknowledged in what is restored, and just what the original has.
    private void checkRestored(Path base, Path archive, List<Document> original) {
        EmbeddedMongoOptions restored = options(base.resolveSibling("restored from " + base.getFileName()));
        EmbeddedMongoServer.restore(restored, base, archive, new Moment.Latest());
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(restored);
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertThat(server.verify()).isEmpty();
            assertThat(documents(client)).isEqualTo(original);
            load.checkShown(Load.posts(client));
        }
    }

    private static List<Document> documents(MongoClient client) {
        return Load.posts(client).find().sort(Sorts.ascending("_id")).into(new ArrayList<>());
    }

    private static EmbeddedMongoOptions options(Path data) {
        return EmbeddedMongoOptions.of(data).withMemoryBudget(16L << 20);
    }
}
