package io.automedia.embeddedmongodb.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.automedia.embeddedmongodb.contract.TestServer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/// Generated programs on both servers, and the kept ones on each. System properties: `automedia.fuzz.cases` (how many
/// commands), `automedia.fuzz.seed` (of the first program) and `automedia.fuzz.differences` (how many are made small
/// and printed).
final class DifferentialTests {
    @Test
    void bothServersAnswerTheSame() {
        Side independent = new Side(client(TestServer.INDEPENDENT));
        Campaign campaign = new Campaign(new Pair(new Side(client(TestServer.EMBEDDED)), independent), System.out);
        campaign.run(
                Long.getLong("automedia.fuzz.seed", 1),
                Integer.getInteger("automedia.fuzz.cases", 10_000),
                Integer.getInteger("automedia.fuzz.differences", 20));
        independent.drop();
        assertThat(campaign.unexplained())
                .as(() -> campaign.differences().stream().map(Difference::text).collect(Collectors.joining("\n")))
                .isZero();
    }

    @TestFactory
    Stream<DynamicTest> keptProgramsAreAnsweredByTheEmbeddedServer() {
        Side side = new Side(client(TestServer.EMBEDDED));
        return KeptProgram.all().stream()
                .map(program -> DynamicTest.dynamicTest(program.name(), () -> replay(program, side, true)));
    }

    @TestFactory
    Stream<DynamicTest> keptProgramsAreAnsweredByTheIndependentServer() {
        Side side = new Side(client(TestServer.INDEPENDENT));
        return KeptProgram.all().stream()
                .map(program -> DynamicTest.dynamicTest(program.name(), () -> replay(program, side, false)));
    }

    private static void replay(KeptProgram program, Side side, boolean everything) {
        side.drop();
        for (KeptProgram.Step step : program.steps()) {
            BsonDocument answer = side.run(step.command());
            if (step.answer() != null && (everything || step.deviation() == null)) {
                assertThat(answer).as(Program.json(step.command())).isEqualTo(step.answer());
            }
        }
        side.drop();
    }

    private static MongoClient client(TestServer server) {
        MongoClient client = server.client();
        if (client == null) {
            throw new TestAbortedException("AUTOMEDIA_TEST_MONGODB_URI names no server");
        }
        return client;
    }
}
