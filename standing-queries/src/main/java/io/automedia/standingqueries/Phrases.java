package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Works out the sequences of tokens that a term stands for (README, rule 9). For one thread.
final class Phrases {
    private final Lattice lattice = new Lattice(0);
    private final Tokenizer tokenizer = new Tokenizer(lattice);

    /// All sequences, the one nearest to the way the term is written first; none for a term without tokens.
    Set<List<String>> of(String term) {
        lattice.clear();
        tokenizer.read(0, term);
        Set<List<String>> sequences = new LinkedHashSet<>();
        if (lattice.edges() > 0) {
            boolean gaps = has(Reading.GAP);
            boolean joined = has(Reading.JOINED);
            sequences.add(path(false, true));
            if (gaps) {
                sequences.add(path(false, false));
            }
            if (joined) {
                sequences.add(path(true, true));
                sequences.add(path(true, false));
            }
            String tag = asTag();
            if (!tag.isEmpty()) {
                sequences.add(List.of(tag));
            }
        }
        return sequences;
    }

    /// The sequences of a term and its variations.
    Set<List<String>> of(Term term) {
        Set<List<String>> sequences = of(term.text());
        term.variations().forEach(variation -> sequences.addAll(of(variation)));
        return sequences;
    }

    private boolean has(Reading reading) {
        for (int edge = 0; edge < lattice.edges(); edge++) {
            if (lattice.reading(edge) == reading) {
                return true;
            }
        }
        return false;
    }

    private List<String> path(boolean joined, boolean gaps) {
        List<String> tokens = new ArrayList<>();
        int node = 0;
        while (lattice.firstEdge(node) >= 0) {
            int edge = written(node, joined);
            if (gaps || !lattice.isGap(edge)) {
                tokens.add(lattice.text(edge));
            }
            node = lattice.target(edge);
        }
        return List.copyOf(tokens);
    }

    /// The reading that is meant by what is written, and the longest of its kind.
    private int written(int node, boolean joined) {
        int best = -1;
        for (int edge = lattice.firstEdge(node); edge >= 0; edge = lattice.nextEdge(edge)) {
            boolean offered = joined || lattice.reading(edge) != Reading.JOINED;
            if (offered && (best < 0 || isNearer(edge, best))) {
                best = edge;
            }
        }
        return best;
    }

    private boolean isNearer(int edge, int than) {
        int order = lattice.reading(edge).compareTo(lattice.reading(than));
        return order > 0 || (order == 0 && lattice.target(edge) > lattice.target(than));
    }

    /// `#newyork` for the words `New York`, else empty.
    private String asTag() {
        StringBuilder tag = new StringBuilder("#");
        int tokens = 0;
        boolean words = false;
        int node = 0;
        while (lattice.firstEdge(node) >= 0) {
            int edge = written(node, false);
            String text = lattice.text(edge);
            byte kind = CharacterClass.of(text.codePointAt(0));
            boolean plain = kind == CharacterClass.WORD || kind == CharacterClass.CHARACTER;
            if (!lattice.isGap(edge)) {
                if (lattice.reading(edge) != Reading.WHOLE || !plain) {
                    return "";
                }
                tokens++;
                words |= kind == CharacterClass.WORD;
                tag.append(text);
            }
            node = lattice.target(edge);
        }
        return tokens > 1 && words ? tag.toString() : "";
    }
}
