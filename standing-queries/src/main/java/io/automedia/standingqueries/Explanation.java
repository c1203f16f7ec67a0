package io.automedia.standingqueries;

import java.util.List;

/// Why a query matches a text or not: every gate, the hits of its terms (also when something holds it back), the
/// excluded words that were found, and the relevance that the hits make (0 when held back).
public record Explanation(boolean matches, double relevance, List<Hit> hits, List<Hit> excluded, List<Gate> gates) {
    public Explanation {
        hits = List.copyOf(hits);
        excluded = List.copyOf(excluded);
        gates = List.copyOf(gates);
    }

    /// The gates that hold the text back; none if it matches.
    public List<Gate> heldBackBy() {
        return gates.stream().filter(gate -> !gate.passed()).toList();
    }
}
