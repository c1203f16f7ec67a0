package io.automedia.standingqueries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class BruteForceTest {
    @Test
    void findsWhatTheRulesSayInRandomTexts() {
        compare(20_261_122, 300, 600, key -> key);
    }

    @Test
    void keysThatCollideMakeNoDifference() {
        // ten bits choose the shard, so six are left for all phrases in it
        compare(7, 200, 150, key -> key | 0x003FFFFFFFFFFFC0L);
    }

    @Test
    void findsWhatTheRulesSayWhileQueriesComeAndGo() {
        RandomTexts made = new RandomTexts(42);
        Random random = new Random(42);
        StandingQueries queries = new StandingQueries();
        Map<Long, BruteForce.Prepared> kept = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            long id = random.nextInt(60) * 0x1_0000_0001L - 20;
            if (random.nextInt(3) == 0) {
                queries.remove(id);
                kept.remove(id);
            } else {
                Query query = made.query(id);
                queries.put(query);
                kept.put(id, BruteForce.Prepared.of(query));
            }
            if (i % 20 == 0) {
                check(queries, List.copyOf(kept.values()), made.text());
            }
        }
        assertThat(queries.size()).isEqualTo(kept.size());
    }

    private static void compare(long seed, int howMany, int texts, LongUnaryOperator narrowing) {
        RandomTexts made = new RandomTexts(seed);
        StandingQueries queries = new StandingQueries(narrowing);
        List<BruteForce.Prepared> kept = new ArrayList<>();
        for (int id = 0; id < howMany; id++) {
            Query query = made.query(id);
            queries.put(query);
            kept.add(BruteForce.Prepared.of(query));
        }
        int found = 0;
        for (int i = 0; i < texts; i++) {
            found += check(queries, kept, made.text());
        }
        assertThat(found).as("matches to compare").isGreaterThan(texts);
    }

    /// Holds the index, its ids and its explanations against brute force; returns how many match.
    static int check(StandingQueries queries, List<BruteForce.Prepared> kept, Text text) {
        List<BruteForce.Part> parts = BruteForce.read(text);
        List<Match> expected = kept.stream()
                .map(prepared -> BruteForce.match(prepared, text, parts))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Match::queryId))
                .toList();
        List<Match> found = queries.match(text).stream()
                .sorted(Comparator.comparingLong(Match::queryId))
                .toList();
        if (!found.equals(expected)) {
            assertThat(found).as(() -> describe(kept, expected, found, text)).isEqualTo(expected);
        }
        assertThat(queries.matchingIds(text))
                .containsExactlyInAnyOrder(
                        expected.stream().mapToLong(Match::queryId).toArray());
        for (Match match : expected) {
            Query query = kept.stream()
                    .map(BruteForce.Prepared::query)
                    .filter(one -> one.id() == match.queryId())
                    .findFirst()
                    .orElseThrow();
            Explanation explanation = queries.explain(query, text);
            assertThat(explanation.matches()).isTrue();
            assertThat(explanation.hits()).isEqualTo(match.hits());
            assertThat(explanation.relevance()).isEqualTo(match.relevance());
        }
        return expected.size();
    }

    private static String describe(List<BruteForce.Prepared> kept, List<Match> expected, List<Match> found, Text text) {
        List<Query> differing = kept.stream()
                .map(BruteForce.Prepared::query)
                .filter(query -> !of(query, expected).equals(of(query, found)))
                .limit(1)
                .toList();
        return text.parts() + " " + differing.getFirst() + " expected " + of(differing.getFirst(), expected);
    }

    private static List<Match> of(Query query, List<Match> matches) {
        return matches.stream().filter(match -> match.queryId() == query.id()).toList();
    }
}
