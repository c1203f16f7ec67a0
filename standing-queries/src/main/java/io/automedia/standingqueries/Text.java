package io.automedia.standingqueries;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is matched: a text in parts (a title, a body; a phrase never runs from one part into the next) and what the
/// filters look at. A hashtag given as a part of its own keeps its `#`. What is absent from `counts` counts as zero.
public record Text(
        List<String> parts,
        String platform,
        String type,
        @Nullable String language,
        @Nullable String sentiment,
        boolean verified,
        long followers,
        Map<String, Double> counts) {
    public Text {
        parts = List.copyOf(parts);
        counts = Map.copyOf(counts);
    }
}
