package io.automedia.textanalysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sums up the weights of candidates for keywords.
final class CandidateWeights {
    private final Map<String, Double> weights = new LinkedHashMap<>();

    void add(String candidate, double weight) {
        if (!candidate.isBlank() && weight > 0) {
            weights.merge(candidate, weight, Double::sum);
        }
    }

    /// All candidates; the weightiest has 1. Repetition counts less and less: weights go in by their square
    /// root.
    List<Keyword> candidates() {
        double largest =
                weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<Keyword> candidates = new ArrayList<>(weights.size());
        weights.forEach((text, weight) -> candidates.add(new Keyword(text, Math.sqrt(weight / largest))));
        return candidates;
    }
}
