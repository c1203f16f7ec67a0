package io.automedia.standingqueries;

import static io.automedia.standingqueries.Texts.query;
import static io.automedia.standingqueries.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingQueriesTest {
    private static final Text POPULAR = new Text(
            List.of("Bitcoin hits a new high"),
            "twitter",
            "tweet",
            "en-GB",
            "positive",
            true,
            1200,
            Map.of("likes", 120.0, "retweets", 10.0, "score", -3.0));
    private static final Text QUIET =
            new Text(List.of("Bitcoin hits a new high"), "weibo", "post", null, null, false, 3, Map.of("score", -3.0));

    private final StandingQueries queries = new StandingQueries();

    private static Filters minimums(Map<String, Long> minimums) {
        return new Filters(Set.of(), Set.of(), Set.of(), Set.of(), false, 0, minimums);
    }

    private boolean passes(Filters filters, Text text) {
        queries.put(query(9, filters, "bitcoin"));
        return queries.matchingIds(text).length == 1;
    }

    @Test
    void anExcludedWordHoldsTheTextBack() {
        queries.put(new Query(1, List.of(Term.of("apple")), List.of("pie", "juice box"), Filters.NONE));
        assertThat(queries.matchingIds(text("Apple event today"))).containsExactly(1);
        assertThat(queries.matchingIds(text("an apple pie"))).isEmpty();
        assertThat(queries.matchingIds(text("an apple", "a juice box"))).isEmpty();
        assertThat(queries.matchingIds(text("an apple juice. Box it"))).containsExactly(1);
    }

    @Test
    void aVariationCountsForItsTerm() {
        queries.put(new Query(1, List.of(new Term("Bitcoin", 1, List.of("BTC", "bitcoin"))), List.of(), Filters.NONE));
        Match match = queries.match(text("BTC is bitcoin")).getFirst();
        assertThat(match.hits())
                .containsExactly(new Hit("Bitcoin", "BTC", 0, 0, 3), new Hit("Bitcoin", "bitcoin", 0, 7, 14));
        assertThat(match.relevance()).isEqualTo(1 - (1 - 2 / 3.0));
    }

    @Test
    void relevanceGrowsWithWeightsAndHits() {
        queries.put(new Query(
                1, List.of(new Term("war", 2, List.of()), new Term("peace", 1, List.of())), List.of(), Filters.NONE));
        assertThat(queries.match(text("peace")).getFirst().relevance()).isCloseTo(0.25, within(1e-12));
        assertThat(queries.match(text("war")).getFirst().relevance()).isCloseTo(0.5, within(1e-12));
        assertThat(queries.match(text("war and peace")).getFirst().relevance()).isCloseTo(0.625, within(1e-12));
    }

    @Test
    void filtersLetPassWhatIsAskedFor() {
        assertThat(passes(Filters.NONE, QUIET)).isTrue();
        Filters english = new Filters(Set.of("Twitter"), Set.of(), Set.of("en"), Set.of(), false, 0, Map.of());
        assertThat(passes(english, POPULAR)).isTrue();
        assertThat(passes(english, QUIET)).isFalse();
        Filters positive = new Filters(Set.of(), Set.of(), Set.of(), Set.of("positive"), false, 0, Map.of());
        assertThat(passes(positive, POPULAR)).isTrue();
        assertThat(passes(positive, QUIET)).isFalse();
        Filters verified = new Filters(Set.of(), Set.of(), Set.of(), Set.of(), true, 1000, Map.of());
        assertThat(passes(verified, POPULAR)).isTrue();
        assertThat(passes(verified, QUIET)).isFalse();
    }

    @Test
    void aPlaceIsAnyOfThoseWhereTheTextWasWritten() {
        Filters germany = new Filters(
                Set.of(), Set.of(), Set.of(), Set.of(), false, 0, Map.of(), Set.of(" New  York", "Germany"));
        assertThat(passes(germany, at("Berlin, Germany", "Berlin", "GERMANY"))).isTrue();
        assertThat(passes(germany, at("new york"))).isTrue();
        assertThat(passes(germany, at("Paris"))).isFalse();
        assertThat(passes(germany, POPULAR)).isFalse();
        assertThat(passes(Filters.NONE, at("Paris"))).isTrue();
        assertThat(queries.explain(query(9, germany, "bitcoin"), at("Paris")).heldBackBy())
                .containsExactly(new Gate(Gate.Kind.PLACE, false, "germany, new york", "paris"));
    }

    private static Text at(String... places) {
        return new Text(
                List.of("Bitcoin hits a new high"), "x", "post", null, null, false, 0, Map.of(), Set.of(places));
    }

    @Test
    void aMinimumOfZeroIsNone() {
        assertThat(passes(minimums(Map.of("score", 0L)), QUIET)).isTrue();
        assertThat(passes(minimums(Map.of("score", 1L)), QUIET)).isFalse();
        assertThat(passes(minimums(Map.of("likes", 100L, "retweets", 10L)), POPULAR))
                .isTrue();
        assertThat(passes(minimums(Map.of("likes", 100L, "retweets", 11L)), POPULAR))
                .isFalse();
        assertThat(passes(minimums(Map.of("likes", 1L, "retweets", 1L, "views", 1L)), POPULAR))
                .isFalse();
    }

    @Test
    void putReplacesAndRemoveForgets() {
        queries.put(query(1, "bitcoin"));
        queries.put(query(1, "ethereum"));
        assertThat(queries.size()).isEqualTo(1);
        assertThat(queries.matchingIds(text("bitcoin"))).isEmpty();
        assertThat(queries.matchingIds(text("ethereum"))).containsExactly(1);
        queries.remove(1);
        queries.remove(2);
        assertThat(queries.size()).isZero();
        assertThat(queries.matchingIds(text("ethereum"))).isEmpty();
    }

    @Test
    void anExplanationNamesEveryGate() {
        Query query = new Query(
                1,
                List.of(Term.of("bitcoin")),
                List.of("giveaway"),
                new Filters(Set.of("twitter"), Set.of(), Set.of(), Set.of(), false, 0, Map.of("likes", 100L)));
        Text text =
                new Text(List.of("Bitcoin giveaway!"), "twitter", "tweet", "en", null, false, 0, Map.of("likes", 3.0));
        Explanation explanation = queries.explain(query, text);
        assertThat(explanation.matches()).isFalse();
        assertThat(explanation.relevance()).isZero();
        assertThat(explanation.hits()).containsExactly(new Hit("bitcoin", "Bitcoin", 0, 0, 7));
        assertThat(explanation.excluded()).containsExactly(new Hit("giveaway", "giveaway", 0, 8, 16));
        assertThat(explanation.heldBackBy())
                .containsExactly(
                        new Gate(Gate.Kind.EXCLUDES, false, "giveaway", "giveaway"),
                        new Gate(Gate.Kind.MINIMUM, false, "likes: at least 100", "likes: 3"));
        assertThat(explanation.gates()).hasSize(10);
    }

    @Test
    void limitsAreToldPlainly() {
        List<Term> tooMany = Collections.nCopies(256, Term.of("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query(1, tooMany, List.of(), Filters.NONE))
                .withMessageContaining("at most 255 terms");
        assertThatIllegalArgumentException().isThrownBy(() -> new Term("x", Double.NaN, List.of()));
        queries.put(new Query(1, Collections.nCopies(255, Term.of("x")), List.of(), Filters.NONE));
        assertThat(queries.match(text("x")).getFirst().hits()).hasSize(255);
    }

    @Test
    void everyCharacterFoldsToSomething() {
        for (int c = 0; c < 0x20000; c++) {
            byte kind = CharacterClass.of(c);
            if (kind == CharacterClass.WORD || kind == CharacterClass.CHARACTER) {
                String folded = Folding.fold(Character.toString(c));
                assertThat(folded).as("U+%04X", c).isNotEmpty();
                assertThat(Folding.fold(folded)).as("U+%04X once more", c).isEqualTo(folded);
            }
        }
    }
}
