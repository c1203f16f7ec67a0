package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Together;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Two versions of the program on one database.
@AutoMediaTest
@ExtendWith(OutputCaptureExtension.class)
class SchemaEditionTests {
    /// Of the descriptions of edition [SchemaEdition#OURS].
    private static final String FINGERPRINT = "e62bae55b9fd57e943a1d61060a18c3f";

    private static final String LEFT_ALONE = "A newer version of AutoMedia made the collections (edition 8 of their"
            + " descriptions, and this version has 7)";

    private final MongoDatabase database;
    private final SchemaInstaller older;
    private final SchemaInstaller newer;

    SchemaEditionTests(MongoClient client) {
        database = CheckedDatabase.of(client.getDatabase("editions-" + new ObjectId()), List.of(), Clock.systemUTC());
        older = new SchemaInstaller(database, List.of(new Things(null)), 7);
        newer = new SchemaInstaller(database, List.of(new Things("colour")), 8);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    /// A collection that has a field and an index more in the newer version.
    private record Things(@Nullable String more) implements CollectionSchema {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public List<IndexDefinition> indexes() {
            IndexDefinition index = IndexDefinition.index("n", "things by number", "n", 1);
            return List.of(more == null ? index : index.asSparse());
        }

        @Override
        public Document jsonSchema() {
            Shape.Field n = Shape.required("n", Shape.count());
            return (more == null ? Shape.object(n) : Shape.object(n, Shape.optional(more, Shape.text())))
                    .toJsonSchema();
        }
    }

    @Test
    void anOlderNodeLeavesWhatANewerOneMade(CapturedOutput output) {
        older.install();
        assertThat(older.differences()).isEmpty();
        newer.install();
        assertThat(newer.differences()).isEmpty();
        assertThat(output).doesNotContain(LEFT_ALONE);
        older.install();
        assertThat(newer.differences()).isEmpty();
        assertThat(output).containsOnlyOnce(LEFT_ALONE);
        StoredSchema byHand = new StoredSchema(database, List.of(new Things(null)), older);
        assertThat(byHand.repair(true)).isEmpty();
        assertThat(byHand.madeByNewer())
                .hasValueSatisfying(words -> assertThat(words).startsWith(LEFT_ALONE));
        assertThat(newer.differences()).isEmpty();
    }

    @Test
    void nodesThatStartAtOnceReachTheSameEdition() throws Exception {
        for (int edition = 1; edition <= 10; edition++) {
            int next = edition;
            List<Integer> reached = Together.call(8, () -> new SchemaEdition(database, Clock.systemUTC()).reach(next));
            assertThat(reached).containsOnly(next);
        }
        List<Integer> after = Together.call(8, () -> {
            new SchemaEdition(database, Clock.systemUTC()).goBack(5);
            return new SchemaEdition(database, Clock.systemUTC()).followed();
        });
        assertThat(after).containsOnly(5);
    }

    @Test
    void whoWantsTheOlderVersionBackSaysSo() {
        newer.install();
        StoredSchema byHand = new StoredSchema(database, List.of(new Things(null)), older);
        byHand.goBack();
        assertThat(byHand.madeByNewer()).isEmpty();
        assertThat(byHand.repair(false)).hasSize(2);
        assertThat(older.differences()).isEmpty();
        newer.install();
        assertThat(newer.differences()).isEmpty();
    }

    @Test
    void anOlderNodeThatWaitedForANewerOneChangesNothingAfterIt(CapturedOutput output) throws InterruptedException {
        newer.install();
        new SchemaEdition(database, Clock.systemUTC()).goBack(7);
        Leases leases = new Leases(database, Clock.systemUTC());
        Thread waiting;
        try (Turn _ = Turn.take(leases, SchemaInstaller.TURN)) {
            waiting = Thread.ofVirtual().start(older::install);
            await().until(() -> output.getOut().contains("waiting until it is done"));
            new SchemaEdition(database, Clock.systemUTC()).reach(8);
        }
        waiting.join();
        assertThat(newer.differences()).isEmpty();
    }

    @Test
    void theEditionRisesWithTheDescriptions() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (CollectionSchema schema : StoredSchema.descriptions()) {
            StringBuilder said = new StringBuilder(schema.name());
            schema.allIndexes()
                    .forEach(index -> said.append(index.name())
                            .append(SchemaLines.keys(index))
                            .append(SchemaLines.options(index)));
            Document jsonSchema = schema.jsonSchema();
            said.append(jsonSchema == null ? "" : jsonSchema.toJson());
            digest.update(said.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .as("descriptions have changed: SchemaEdition.OURS must rise, and this is the fingerprint of the next")
                .startsWith(FINGERPRINT);
    }
}
