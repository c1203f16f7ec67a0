package io.automedia.standingqueries;

import java.util.Map;

/// All that a query demands beyond its terms, exactly; kept for the few queries whose demands don't fit into their row.
@SuppressWarnings("ArrayRecordComponent") // never compared, and read for every match
record Demands(Filters filters, int[] excludes) {

    boolean isMet(Text text, Facts facts) {
        for (int exclude : excludes) {
            if (facts.hasExclude(exclude)) {
                return false;
            }
        }
        String language = text.language();
        String sentiment = text.sentiment();
        if (!passes(filters.platforms().isEmpty(), filters.platforms().contains(Filters.lower(text.platform())))
                || !passes(filters.types().isEmpty(), filters.types().contains(Filters.lower(text.type())))
                || !passes(
                        filters.languages().isEmpty(),
                        language != null && filters.languages().contains(Filters.language(language)))
                || !passes(
                        filters.sentiments().isEmpty(),
                        sentiment != null && filters.sentiments().contains(Filters.lower(sentiment)))) {
            return false;
        }
        if (!passes(
                filters.places().isEmpty(),
                text.places().stream().map(Filters::place).anyMatch(filters.places()::contains))) {
            return false;
        }
        for (Map.Entry<String, Long> minimum : filters.minimums().entrySet()) {
            if (!(text.counts().getOrDefault(minimum.getKey(), 0.0) >= minimum.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(boolean any, boolean contained) {
        return any || contained;
    }
}
