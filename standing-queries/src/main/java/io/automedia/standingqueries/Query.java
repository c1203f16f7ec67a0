package io.automedia.standingqueries;

import java.util.List;

/// A standing query: matches a text that at least one term hits, no exclude hits, and all filters let pass.
/// The caller chooses the id; at most [#MOST_TERMS] terms, each with any number of variations.
public record Query(long id, List<Term> terms, List<String> excludes, Filters filters) {
    public static final int MOST_TERMS = 255;

    public Query {
        terms = List.copyOf(terms);
        excludes = List.copyOf(excludes);
        if (terms.size() > MOST_TERMS) {
            throw new IllegalArgumentException(
                    "A query has at most " + MOST_TERMS + " terms, not " + terms.size() + ": split it");
        }
    }
}
