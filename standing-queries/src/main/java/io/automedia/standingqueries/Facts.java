package io.automedia.standingqueries;

import java.util.Arrays;
import java.util.Map;

/// What a row asks about the text in hand: its followers, its counts by number of metric, and which excluded phrases
/// it has. Used again for the next text.
final class Facts {
    private long followers;
    private double[] counts = new double[16];
    private long[] excludes = new long[16];
    private int[] hit = new int[16];
    private int hits;

    void of(Text text, Map<String, Integer> metrics) {
        for (int i = 0; i < hits; i++) {
            excludes[hit[i] >>> 6] = 0;
        }
        hits = 0;
        followers = text.followers();
        Arrays.fill(counts, 0);
        for (Map.Entry<String, Double> count : text.counts().entrySet()) {
            Integer metric = metrics.get(count.getKey());
            if (metric != null) {
                if (metric >= counts.length) {
                    counts = Arrays.copyOf(counts, metric * 2);
                }
                counts[metric] = count.getValue();
            }
        }
    }

    void addExclude(int number) {
        if (number >>> 6 >= excludes.length) {
            excludes = Arrays.copyOf(excludes, Math.max(excludes.length * 2, (number >>> 6) + 1));
        }
        if (hits == hit.length) {
            hit = Arrays.copyOf(hit, hits * 2);
        }
        excludes[number >>> 6] |= 1L << number;
        hit[hits++] = number;
    }

    long followers() {
        return followers;
    }

    double count(int metric) {
        return metric < counts.length ? counts[metric] : 0;
    }

    boolean hasExclude(int number) {
        int word = number >>> 6;
        return word < excludes.length && (excludes[word] & 1L << number) != 0;
    }

    /// Of two numbers in one, 0 being none.
    boolean hasExclude(long two) {
        return two != 0 && hits > 0 && (hasExclude((int) two) || hasExclude((int) (two >>> 32)));
    }
}
