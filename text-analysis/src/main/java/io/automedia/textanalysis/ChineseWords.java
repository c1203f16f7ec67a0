package io.automedia.textanalysis;

import io.automedia.textanalysis.model.WordCutter;
import java.util.HashMap;
import java.util.Map;

/// The Chinese words that were learned from unlabelled posts, without a dictionary.
final class ChineseWords {
    private ChineseWords() {}

    /// Reads `chinese-words.txt`: on each line a count and the words that were seen so often.
    static WordCutter load() {
        Map<String, Integer> counts = new HashMap<>();
        for (String line : Resources.lines("chinese-words.txt")) {
            String[] parts = line.split(" ", -1);
            for (int index = 1; index < parts.length; index++) {
                counts.put(parts[index], Integer.valueOf(parts[0]));
            }
        }
        return new WordCutter(counts);
    }
}
