package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.FoldedText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Tells texts in a language from the plain English ones among them, by its function words without those that
/// English has too.
final class OwnWords {
    private static final int SHORT = 6;

    private final Set<String> words;

    private OwnWords(Set<String> words) {
        this.words = words;
    }

    static OwnWords of(String language) throws IOException {
        Map<String, List<String>> stopWords = ShippedWords.read("stopwords.txt");
        Set<String> words = new TreeSet<>(stopWords.getOrDefault(language, List.of()));
        words.removeAll(ShippedWords.read("common-words.txt").getOrDefault("en", List.of()));
        return new OwnWords(words);
    }

    /// Whether the text has two such words, or one in at most six.
    boolean areIn(String text) {
        String[] tokens = FoldedText.of(text, 5_000).toString().strip().split("[^\\p{L}\\p{M}']+", -1);
        int found = 0;
        for (String token : tokens) {
            if (words.contains(token)) {
                found++;
            }
        }
        return found >= 2 || (found == 1 && tokens.length <= SHORT);
    }
}
