package io.automedia.textanalysis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Cuts a run of Chinese characters into words: the likeliest sequence, every word having the probability with
/// which it was seen in posts (a unigram model). A character that is no known word stands for itself.
public final class WordCutter {
    private static final int LONGEST = 5;

    private final Map<String, Integer> counts;
    private final double logTotal;

    /// @param counts how often each word was seen
    public WordCutter(Map<String, Integer> counts) {
        this.counts = Map.copyOf(counts);
        double total = 0;
        for (int count : counts.values()) {
            total += count;
        }
        this.logTotal = Math.log1p(total);
    }

    /// From 0 for the commonest conceivable word to 1 for one never seen.
    public double rarity(String word) {
        return 1 - Math.log1p(counts.getOrDefault(word, 0)) / logTotal;
    }

    /// The words of a run in their order; their concatenation is the run. Linear in its length.
    public List<String> cut(String run) {
        int length = run.length();
        double[] best = new double[length + 1];
        int[] from = new int[length + 1];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        for (int start = 0; start < length; start++) {
            for (int end = start + 1; end <= Math.min(length, start + LONGEST); end++) {
                double score = best[start] + logProbability(run.substring(start, end));
                if (score > best[end]) {
                    best[end] = score;
                    from[end] = start;
                }
            }
        }
        List<String> words = new ArrayList<>();
        for (int end = length; end > 0; end = from[end]) {
            words.add(run.substring(from[end], end));
        }
        Collections.reverse(words);
        return words;
    }

    private double logProbability(String word) {
        Integer count = counts.get(word);
        if (count != null) {
            return Math.log(count) - logTotal;
        }
        return word.length() == 1 ? -logTotal - 1 : Double.NEGATIVE_INFINITY;
    }
}
