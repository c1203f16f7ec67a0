package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Holds one query against one text and writes down how it went.
final class Explainer {
    private final Query query;
    private final Text text;
    private final Lattice lattice = new Lattice(0);
    private final Phrases phrases = new Phrases();
    private final Relevance relevance;

    Explainer(Query query, Text text) {
        this.query = query;
        this.text = text;
        double largest = query.terms().stream().mapToDouble(Term::weight).max().orElse(0);
        this.relevance = new Relevance(largest);
        Tokenizer tokenizer = new Tokenizer(lattice);
        for (int part = 0; part < text.parts().size(); part++) {
            tokenizer.read(part, text.parts().get(part));
        }
    }

    Explanation explain() {
        List<Hit> hits = new ArrayList<>();
        for (Term term : query.terms()) {
            List<Hit> found = find(term.text(), phrases.of(term));
            if (!found.isEmpty()) {
                relevance.add(term.weight(), found.size());
                hits.addAll(found);
            }
        }
        List<Hit> excluded = new ArrayList<>();
        query.excludes().forEach(exclude -> excluded.addAll(find(exclude, phrases.of(exclude))));
        List<Gate> gates = gates(hits, excluded);
        boolean matches = gates.stream().allMatch(Gate::passed);
        return new Explanation(matches, matches ? relevance.value() : 0, hits, excluded, gates);
    }

    private List<Hit> find(String term, Set<List<String>> sequences) {
        List<Hit> all = new ArrayList<>();
        for (List<String> sequence : sequences) {
            for (int node = 0; node < lattice.nodes(); node++) {
                follow(term, sequence, 0, node, -1, all);
            }
        }
        all.sort(Comparator.comparingInt(Hit::part)
                .thenComparingInt(Hit::start)
                .thenComparing(Hit::end, Comparator.reverseOrder()));
        List<Hit> apart = new ArrayList<>();
        for (Hit hit : all) {
            Hit last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || hit.part() != last.part() || hit.start() >= last.end()) {
                apart.add(hit);
            }
        }
        return apart;
    }

    private void follow(String term, List<String> sequence, int index, int node, int firstEdge, List<Hit> found) {
        for (int edge = lattice.firstEdge(node); edge >= 0; edge = lattice.nextEdge(edge)) {
            if (!lattice.text(edge).equals(sequence.get(index))) {
                continue;
            }
            int first = firstEdge < 0 ? edge : firstEdge;
            if (index + 1 < sequence.size()) {
                follow(term, sequence, index + 1, lattice.target(edge), first, found);
            } else {
                int part = lattice.part(edge);
                int start = lattice.start(first);
                int end = lattice.end(edge);
                found.add(new Hit(term, text.parts().get(part).substring(start, end), part, start, end));
            }
        }
    }

    private List<Gate> gates(List<Hit> hits, List<Hit> excluded) {
        Filters filters = query.filters();
        List<Gate> gates = new ArrayList<>();
        gates.add(gate(
                Gate.Kind.TERMS,
                !hits.isEmpty(),
                names(query.terms().stream().map(Term::text).toList()),
                surfaces(hits)));
        gates.add(gate(Gate.Kind.EXCLUDES, excluded.isEmpty(), names(query.excludes()), surfaces(excluded)));
        gates.add(oneOf(Gate.Kind.PLATFORM, filters.platforms(), Filters.lower(text.platform())));
        gates.add(oneOf(Gate.Kind.TYPE, filters.types(), Filters.lower(text.type())));
        String language = text.language();
        gates.add(oneOf(Gate.Kind.LANGUAGE, filters.languages(), language == null ? "" : Filters.language(language)));
        String sentiment = text.sentiment();
        gates.add(oneOf(Gate.Kind.SENTIMENT, filters.sentiments(), sentiment == null ? "" : Filters.lower(sentiment)));
        Set<String> places = new TreeSet<>();
        text.places().forEach(place -> places.add(Filters.place(place)));
        gates.add(gate(
                Gate.Kind.PLACE,
                filters.places().isEmpty() || places.stream().anyMatch(filters.places()::contains),
                names(new TreeSet<>(filters.places())),
                String.join(", ", places)));
        gates.add(gate(
                Gate.Kind.VERIFIED,
                !filters.verifiedOnly() || text.verified(),
                filters.verifiedOnly() ? "verified" : "any",
                text.verified() ? "verified" : "not verified"));
        gates.add(gate(
                Gate.Kind.FOLLOWERS,
                filters.minFollowers() == 0 || text.followers() >= filters.minFollowers(),
                filters.minFollowers() == 0 ? "any" : "at least " + filters.minFollowers(),
                String.valueOf(text.followers())));
        new TreeMap<>(filters.minimums()).forEach((name, minimum) -> gates.add(minimum(name, minimum)));
        return gates;
    }

    private Gate minimum(String name, long minimum) {
        double count = text.counts().getOrDefault(name, 0.0);
        String found = count == Math.rint(count) && Math.abs(count) < 1e15 ? String.valueOf((long) count) : "" + count;
        return gate(Gate.Kind.MINIMUM, count >= minimum, name + ": at least " + minimum, name + ": " + found);
    }

    private static Gate oneOf(Gate.Kind kind, Set<String> wanted, String found) {
        return gate(kind, wanted.isEmpty() || wanted.contains(found), names(new TreeSet<>(wanted)), found);
    }

    private static Gate gate(Gate.Kind kind, boolean passed, String wanted, String found) {
        return new Gate(kind, passed, wanted, found);
    }

    private static String names(Iterable<String> names) {
        String joined = String.join(", ", names);
        return joined.isEmpty() ? "any" : joined;
    }

    private static String surfaces(List<Hit> hits) {
        Map<String, Boolean> seen = new HashMap<>();
        return String.join(
                ", ",
                hits.stream()
                        .map(Hit::surface)
                        .filter(surface -> seen.put(surface, true) == null)
                        .toList());
    }
}
