package io.automedia.textanalysis;

import java.util.HashMap;
import java.util.Map;

/// How rare a word is in posts of a language: 1 for a word that is not among its common ones, less the more
/// common it is.
final class WordRarity {
    private static final double LEAST = 0.25;

    private final Map<String, Map<String, Double>> byLanguage;

    private WordRarity(Map<String, Map<String, Double>> byLanguage) {
        this.byLanguage = byLanguage;
    }

    /// Reads `common-words.txt`: for each language a line `[code]`, then its words, separated by blanks, the
    /// most common first.
    static WordRarity load() {
        Map<String, Map<String, Double>> byLanguage = new HashMap<>();
        String[] words = {};
        String code = "";
        for (String line : Resources.lines("common-words.txt")) {
            if (line.startsWith("[")) {
                byLanguage.put(code, rarities(words));
                code = line.substring(1, line.indexOf(']'));
            } else {
                words = line.strip().split(" ", -1);
            }
        }
        byLanguage.put(code, rarities(words));
        return new WordRarity(byLanguage);
    }

    private static Map<String, Double> rarities(String[] words) {
        Map<String, Double> rarities = HashMap.newHashMap(words.length);
        for (int rank = 0; rank < words.length; rank++) {
            rarities.put(words[rank], LEAST + (1 - LEAST) * Math.log1p(rank) / Math.log1p(words.length));
        }
        return rarities;
    }

    /// @param word in lower case
    double of(String word, String language) {
        Map<String, Double> rarities = byLanguage.get(language);
        return rarities == null ? 1 : rarities.getOrDefault(word, 1.0);
    }
}
