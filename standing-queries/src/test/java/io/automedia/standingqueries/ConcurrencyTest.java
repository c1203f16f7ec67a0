package io.automedia.standingqueries;

import static io.automedia.standingqueries.Texts.query;
import static io.automedia.standingqueries.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int QUERIES = 40;
    private static final int ROUNDS = 1500;
    private static final String[] WORDS = {"alpha", "beta", "gamma delta"};

    /// The writer goes over the queries from first to last, and in each round gives all of them another term or removes
    /// them: in any one state those before some query are a round ahead of those from it on.
    @Test
    void everyMatchSeesTheQueriesAsTheyWereAtOneMoment() throws Exception {
        StandingQueries queries = new StandingQueries();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> reader = () -> {
                int looked = 0;
                do {
                    checkOneMoment(queries);
                    looked++;
                } while (!done.get());
                return looked;
            };
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            try {
                write(queries);
            } finally {
                done.set(true);
            }
            for (Future<Integer> looked : readers) {
                assertThat(looked.get()).isPositive();
            }
        }
        assertThat(queries.size()).isEqualTo(QUERIES);
        assertThat(queries.match(text(WORDS))).hasSize(QUERIES);
    }

    private static void write(StandingQueries queries) {
        for (int round = 0; round <= ROUNDS; round++) {
            for (int id = 0; id < QUERIES; id++) {
                int kind = round % (WORDS.length + 1);
                if (kind == WORDS.length) {
                    queries.remove(id);
                } else {
                    queries.put(query(id, WORDS[kind], "word" + round + "of" + id));
                }
            }
        }
    }

    private static void checkOneMoment(StandingQueries queries) {
        String[] terms = new String[QUERIES];
        Arrays.fill(terms, "absent");
        for (Match match : queries.match(text("alpha beta", "gamma delta"))) {
            assertThat(match.hits()).hasSize(1);
            int id = (int) match.queryId();
            assertThat(terms[id]).as("a query matches once").isEqualTo("absent");
            terms[id] = match.hits().getFirst().term();
        }
        int changes = 0;
        for (int id = 1; id < QUERIES; id++) {
            changes += terms[id].equals(terms[id - 1]) ? 0 : 1;
        }
        assertThat(changes).as(() -> List.of(terms).toString()).isLessThanOrEqualTo(1);
    }
}
