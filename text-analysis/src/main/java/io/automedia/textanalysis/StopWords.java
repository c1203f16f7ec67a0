package io.automedia.textanalysis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words of a language that say nothing about what a text is about.
final class StopWords {
    private static final String FALLBACK = "en";

    private final Map<String, Set<String>> words;

    private StopWords(Map<String, Set<String>> words) {
        this.words = words;
    }

    /// Reads `stopwords.txt`: for each language a line `[code]`, then its words, separated by blanks.
    static StopWords load() {
        Map<String, Set<String>> words = new HashMap<>();
        Set<String> current = new HashSet<>();
        for (String line : Resources.lines("stopwords.txt")) {
            if (line.startsWith("[")) {
                current = words.computeIfAbsent(line.substring(1, line.indexOf(']')), code -> new HashSet<>());
            } else {
                current.addAll(List.of(line.strip().split("\\s+", -1)));
            }
        }
        return new StopWords(words);
    }

    /// The words of the language, in lower case; English ones for a language without a list.
    Set<String> of(String language) {
        Set<String> found = words.get(language);
        return found != null ? found : words.getOrDefault(FALLBACK, Set.of());
    }
}
