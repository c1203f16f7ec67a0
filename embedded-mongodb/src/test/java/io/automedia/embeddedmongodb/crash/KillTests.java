package io.automedia.embeddedmongodb.crash;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTests {
    /// A longer loop: `-Dautomedia.crash.rounds=100`.
    private static final int ROUNDS = Integer.getInteger("automedia.crash.rounds", 4);

    private static final System.Logger LOG = System.getLogger(KillTests.class.getName());

    @TempDir
    Path folder;

    private final Load load = new Load(4);

    @Test
    void everythingAcknowledgedSurvivesKillNine() throws Exception {
        Path data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(
                    CrashingServer.class, Map.of(), folder.resolve("stderr.txt"), data.toString())) {
                load.until(server.line(), server::kill);
            }
            load.checkAfterRestart(data);
            LOG.log(
                    System.Logger.Level.INFO,
                    "kill {0} of {1}: all of {2} acknowledged documents are there",
                    round + 1,
                    ROUNDS,
                    load.acknowledged());
        }
    }
}
