package io.automedia.standingqueries;

import java.util.List;

/// A query that matched, how well (0 to 1), and every hit, by term in the query's order and then by place.
public record Match(long queryId, double relevance, List<Hit> hits) {
    public Match {
        hits = List.copyOf(hits);
    }
}
