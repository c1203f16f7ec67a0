package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds texts that are nearly one of those that were added: copied with another mention, topic or link. Two
/// texts are near when more than half of all their runs of five letters are in both (Jaccard similarity).
final class NearDuplicates {
    private static final int RUN = 5;
    private static final double NEAR = 0.5;

    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, List<Integer>> textsWith = new HashMap<>();

    void add(LabelledText text) {
        Set<String> runs = runs(text.text());
        runs.forEach(
                run -> textsWith.computeIfAbsent(run, key -> new ArrayList<>()).add(sizes.size()));
        sizes.add(runs.size());
    }

    /// Those of the texts that are not near to any that was added.
    List<LabelledText> without(List<LabelledText> texts) {
        return texts.stream().filter(text -> !isNear(text.text())).toList();
    }

    private boolean isNear(String text) {
        Set<String> runs = runs(text);
        Map<Integer, Integer> shared = new HashMap<>();
        for (String run : runs) {
            textsWith.getOrDefault(run, List.of()).forEach(index -> shared.merge(index, 1, Integer::sum));
        }
        return shared.entrySet().stream().anyMatch(entry -> {
            int all = runs.size() + sizes.get(entry.getKey()) - entry.getValue();
            return entry.getValue() > NEAR * all;
        });
    }

    private static Set<String> runs(String text) {
        String letters =
                FoldedText.of(text, 5_000).toString().replaceAll("\\{%.*?%\\}|\\[.*?\\]|@user|http|[^\\p{L}]", "");
        Set<String> runs = new HashSet<>();
        for (int start = 0; start + RUN <= letters.length(); start++) {
            runs.add(letters.substring(start, start + RUN));
        }
        if (runs.isEmpty()) {
            runs.add(letters);
        }
        return runs;
    }
}
