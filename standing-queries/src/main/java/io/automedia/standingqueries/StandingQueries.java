package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps queries in memory and finds those that match a text. Safe for any number of threads: matching never waits.
public final class StandingQueries {
    private final Map<Long, Query> queries = new ConcurrentHashMap<>();

    /// Adds a query, or replaces the one with the same id; texts matched from now on meet it.
    public void put(Query query) {
        queries.put(query.id(), query);
    }

    /// Forgets a query; one that isn't there is no error.
    public void remove(long id) {
        queries.remove(id);
    }

    public int size() {
        return queries.size();
    }

    /// All queries that match, in no particular order.
    public List<Match> match(Text text) {
        List<Match> matches = new ArrayList<>();
        for (Query query : queries.values()) {
            Explanation explanation = explain(query, text);
            if (explanation.matches()) {
                matches.add(new Match(query.id(), explanation.relevance(), explanation.hits()));
            }
        }
        return matches;
    }

    /// Why the query matches the text or not; the query need not be one of those kept.
    public Explanation explain(Query query, Text text) {
        return new Explainer(query, text).explain();
    }
}
