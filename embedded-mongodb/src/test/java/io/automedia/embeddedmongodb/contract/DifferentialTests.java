package io.automedia.embeddedmongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/// Generated filters, updates and pipelines over generated documents, answered by both servers. System properties:
/// `automedia.fuzz.cases` (how many) and `automedia.fuzz.seed` (where to begin).
final class DifferentialTests {
    private static final int CASES_A_ROUND = 25;

    @Test
    void bothServersAnswerTheSame() {
        MongoClient independent = TestServer.INDEPENDENT.client();
        MongoClient embedded = TestServer.EMBEDDED.client();
        assumeTrue(independent != null && embedded != null, "AUTOMEDIA_TEST_MONGODB_URI names no server");
        if (independent == null || embedded == null) {
            return;
        }
        int cases = Integer.getInteger("automedia.fuzz.cases", 2_000);
        long seed = Long.getLong("automedia.fuzz.seed", 1);
        List<String> differences = new ArrayList<>();
        for (int round = 0; round * CASES_A_ROUND < cases && differences.size() < 30; round++) {
            new Round(seed + round, collection(embedded), collection(independent)).run(differences);
        }
        independent.getDatabase("embedded_fuzz").drop();
        assertThat(differences).isEmpty();
    }

    private static MongoCollection<BsonDocument> collection(MongoClient client) {
        return client.getDatabase("embedded_fuzz").getCollection("fuzz", BsonDocument.class);
    }

    private static final class Round {
        private final long seed;
        private final Generator generator;
        private final Random random;
        private final MongoCollection<BsonDocument> embedded;
        private final MongoCollection<BsonDocument> independent;

        Round(long seed, MongoCollection<BsonDocument> embedded, MongoCollection<BsonDocument> independent) {
            this.seed = seed;
            this.generator = new Generator(seed);
            this.random = new Random(seed);
            this.embedded = embedded;
            this.independent = independent;
        }

        void run(List<String> differences) {
            List<BsonDocument> documents =
                    IntStream.range(0, 25).mapToObj(generator::document).toList();
            for (MongoCollection<BsonDocument> collection : List.of(embedded, independent)) {
                collection.drop();
                collection.insertMany(documents);
            }
            if (random.nextBoolean()) {
                embedded.createIndex(BsonDocument.parse("{a: 1}"));
                embedded.createIndex(BsonDocument.parse("{b: -1}"));
            }
            for (int i = 0; i < CASES_A_ROUND; i++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> update(differences);
                    case 3, 4, 5 -> pipeline(differences);
                    default -> find(differences);
                }
            }
        }

        private void find(List<String> differences) {
            BsonDocument filter = generator.filter(2);
            compare(differences, "find " + filter.toJson(), collection -> all(collection, filter));
        }

        private void pipeline(List<String> differences) {
            List<BsonDocument> stages = generator.pipeline();
            compare(
                    differences,
                    "aggregate " + new BsonArray(stages),
                    collection -> ordered(collection.aggregate(stages).into(new ArrayList<>())));
        }

        /// Equal keys leave the order of the answers and the number type of a group open, and servers differ in where
        /// they put a field that they replace: all this is evened out.
        private static BsonArray ordered(List<BsonDocument> answers) {
            return new BsonArray(answers.stream()
                    .map(answer -> sorted(answer, true))
                    .sorted(Comparator.comparing(BsonValue::toString))
                    .toList());
        }

        private static BsonValue sorted(BsonValue value, boolean evensNumbers) {
            return switch (value) {
                case BsonDocument document -> {
                    BsonDocument sorted = new BsonDocument();
                    new TreeMap<>(document).forEach((name, field) -> sorted.put(name, sorted(field, evensNumbers)));
                    yield sorted;
                }
                case BsonArray array ->
                    new BsonArray(array.stream()
                            .map(item -> sorted(item, evensNumbers))
                            .toList());
                default ->
                    evensNumbers && value.isNumber()
                            ? new BsonDouble(value.asNumber().doubleValue())
                            : value;
            };
        }

        /// One document at a time, because an error in the middle leaves servers in different states.
        private void update(List<String> differences) {
            BsonDocument update = generator.update();
            BsonDocument filter = new BsonDocument("_id", new BsonInt32(random.nextInt(25)));
            BsonDocument before = embedded.find(filter).first();
            compare(differences, "update " + update.toJson() + " of " + before, collection -> {
                var result = collection.updateOne(filter, update);
                BsonArray after = all(collection, filter);
                after.add(new BsonString("modified " + result.getModifiedCount()));
                return sorted(after, false).asArray();
            });
            BsonDocument after = embedded.find(filter).first();
            if (after != null) {
                independent.replaceOne(filter, after);
            }
        }

        private static BsonArray all(MongoCollection<BsonDocument> collection, BsonDocument filter) {
            return new BsonArray(
                    collection.find(filter).sort(BsonDocument.parse("{_id: 1}")).into(new ArrayList<>()));
        }

        private void compare(
                List<String> differences, String what, Function<MongoCollection<BsonDocument>, BsonArray> work) {
            String ours = answer(embedded, work);
            String theirs = answer(independent, work);
            if (!ours.equals(theirs) && !KnownDifferences.isExplained(what, ours, theirs)) {
                differences.add(
                        "seed " + seed + ": " + what + "\n  embedded:    " + ours + "\n  independent: " + theirs);
            }
        }

        private static String answer(
                MongoCollection<BsonDocument> collection, Function<MongoCollection<BsonDocument>, BsonArray> work) {
            try {
                return work.apply(collection).toString();
            } catch (MongoException refused) {
                return System.getProperty("automedia.fuzz.messages") == null
                        ? "refused"
                        : "refused: " + refused.getMessage();
            }
        }
    }
}
