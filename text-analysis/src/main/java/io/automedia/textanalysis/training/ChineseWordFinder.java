package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.WordCutter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Learns which sequences of Chinese characters are words, from texts alone: those that are seen more often
/// than their parts make likely (mutual information), and with many different neighbours on both sides
/// (branching entropy).
final class ChineseWordFinder {
    private static final int LONGEST = 4;
    private static final int FEWEST = 6;
    private static final double LEAST_INFORMATION = 3.5;
    private static final double LEAST_ENTROPY = 1.0;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Map<Character, Integer>> before = new HashMap<>();
    private final Map<String, Map<Character, Integer>> after = new HashMap<>();
    private final List<String> runs = new ArrayList<>();
    private long characters;

    void add(String text) {
        int start = 0;
        for (int position = 0; position <= text.length(); position++) {
            if (position == text.length() || !isHan(text.charAt(position))) {
                if (position > start) {
                    addRun(text.substring(start, position));
                }
                start = position + 1;
            }
        }
    }

    private static boolean isHan(char character) {
        return character >= 0x4E00 && character <= 0x9FFF;
    }

    private void addRun(String run) {
        runs.add(run);
        characters += run.length();
        for (int start = 0; start < run.length(); start++) {
            for (int end = start + 1; end <= Math.min(run.length(), start + LONGEST); end++) {
                counts.merge(run.substring(start, end), 1, Integer::sum);
            }
        }
    }

    /// The words and how often each is seen when all texts are cut into words.
    Map<String, Integer> find() {
        countNeighbours();
        Map<String, Integer> words = new TreeMap<>();
        counts.forEach((sequence, count) -> {
            if ((sequence.length() == 1 && count >= 2) || (sequence.length() > 1 && isWord(sequence, count))) {
                words.put(sequence, count);
            }
        });
        Map<String, Integer> current = words;
        for (int round = 0; round < 4; round++) {
            current = recount(current, round < 3 ? 2 : 3);
        }
        return current;
    }

    private void countNeighbours() {
        for (String run : runs) {
            for (int start = 0; start < run.length(); start++) {
                for (int end = start + 2; end <= Math.min(run.length(), start + LONGEST); end++) {
                    String sequence = run.substring(start, end);
                    if (counts.getOrDefault(sequence, 0) >= FEWEST) {
                        char left = start == 0 ? ' ' : run.charAt(start - 1);
                        char right = end == run.length() ? ' ' : run.charAt(end);
                        before.computeIfAbsent(sequence, key -> new HashMap<>()).merge(left, 1, Integer::sum);
                        after.computeIfAbsent(sequence, key -> new HashMap<>()).merge(right, 1, Integer::sum);
                    }
                }
            }
        }
    }

    private boolean isWord(String sequence, int count) {
        if (count < FEWEST) {
            return false;
        }
        double least = Double.MAX_VALUE;
        for (int split = 1; split < sequence.length(); split++) {
            double left = counts.getOrDefault(sequence.substring(0, split), 1);
            double right = counts.getOrDefault(sequence.substring(split), 1);
            least = Math.min(least, StrictMath.log((double) count * characters / (left * right)));
        }
        return least >= LEAST_INFORMATION
                && Math.min(entropy(before, sequence), entropy(after, sequence)) >= LEAST_ENTROPY;
    }

    /// A blank stands for many different neighbours, so each one counts as another.
    private static double entropy(Map<String, Map<Character, Integer>> neighbours, String sequence) {
        Map<Character, Integer> seen = neighbours.getOrDefault(sequence, Map.of());
        double total = seen.values().stream().mapToInt(Integer::intValue).sum();
        double entropy = 0;
        for (Map.Entry<Character, Integer> entry : new TreeMap<>(seen).entrySet()) {
            int count = entry.getValue();
            entropy += entry.getKey() == ' '
                    ? count / total * StrictMath.log(total)
                    : -count / total * StrictMath.log(count / total);
        }
        return entropy;
    }

    /// Cuts with the counts of the round before, and counts again.
    private Map<String, Integer> recount(Map<String, Integer> words, int fewest) {
        Map<String, Integer> counted = new TreeMap<>();
        WordCutter cutter = new WordCutter(words);
        for (String run : runs) {
            cutter.cut(run).forEach(word -> counted.merge(word, 1, Integer::sum));
        }
        counted.values().removeIf(count -> count < fewest);
        return counted;
    }
}
