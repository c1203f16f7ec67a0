package io.automedia.standingqueries;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Texts and queries in few words.
final class Texts {
    private Texts() {}

    static Text text(String... parts) {
        return new Text(List.of(parts), "twitter", "tweet", "en", "neutral", false, 0, Map.of());
    }

    static Query query(long id, String... terms) {
        return new Query(id, Stream.of(terms).map(Term::of).toList(), List.of(), Filters.NONE);
    }

    static Query query(long id, Filters filters, String... terms) {
        return new Query(id, Stream.of(terms).map(Term::of).toList(), List.of(), filters);
    }

    /// The words of the text that the term hits, joined by `|`.
    static String found(String term, String... parts) {
        StandingQueries queries = new StandingQueries();
        queries.put(query(1, term));
        List<Match> matches = queries.match(text(parts));
        return matches.isEmpty()
                ? ""
                : String.join(
                        "|",
                        matches.getFirst().hits().stream().map(Hit::surface).toList());
    }
}
