package io.automedia.standingqueries;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is matched: a text in parts (a title, a body; a phrase never runs from one part into the next) and what the
/// filters look at. A hashtag given as a part of its own keeps its `#`. What is absent from `counts` counts as zero.
/// `places` are all names of where it was written, such as a town and its country; empty when nobody knows.
public record Text(
        List<String> parts,
        String platform,
        String type,
        @Nullable String language,
        @Nullable String sentiment,
        boolean verified,
        long followers,
        Map<String, Double> counts,
        Set<String> places) {
    public Text {
        parts = List.copyOf(parts);
        counts = Map.copyOf(counts);
        places = Set.copyOf(places);
    }

    /// A text of which nobody knows where it was written.
    public Text(
            List<String> parts,
            String platform,
            String type,
            @Nullable String language,
            @Nullable String sentiment,
            boolean verified,
            long followers,
            Map<String, Double> counts) {
        this(parts, platform, type, language, sentiment, verified, followers, counts, Set.of());
    }
}
