package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.FoldedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the lists that keywords are weighed with: common words of each language, and Chinese words.
final class WordLists {
    private static final int MOST = 2_500;
    private static final int FEWEST = 4;

    private final LabelledFolder labelled;

    WordLists(LabelledFolder labelled) {
        this.labelled = labelled;
    }

    void write(Path folder) throws IOException {
        StringBuilder common =
                new StringBuilder("# Common words of posts, the most common first; made by TrainModels.\n");
        for (Map.Entry<String, String> language : LanguageTraining.FOLDERS.entrySet()) {
            List<LabelledText> texts = new ArrayList<>(labelled.tweets("umsab/" + language.getValue(), "train"));
            if (language.getKey().equals("en")) {
                texts.addAll(labelled.tweets("tweeteval-sentiment", "train"));
            }
            common.append('[').append(language.getKey()).append("]\n");
            common.append(String.join(" ", commonWords(texts))).append('\n');
        }
        Files.writeString(folder.resolve("common-words.txt"), common);
        Files.writeString(folder.resolve("chinese-words.txt"), chineseWords());
    }

    private static List<String> commonWords(List<LabelledText> texts) {
        Map<String, Integer> counts = new HashMap<>();
        for (LabelledText text : texts) {
            for (String word : FoldedText.of(text.text(), 5_000).toString().split("[^\\p{L}\\p{M}']+", -1)) {
                if (word.length() > 1 && !word.startsWith("'")) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String chineseWords() throws IOException {
        ChineseWordFinder finder = new ChineseWordFinder();
        labelled.weibo(false).forEach(text -> finder.add(text.text()));
        for (String file : SentimentTraining.SMP_FILES) {
            labelled.smp(file).forEach(text -> finder.add(text.text()));
        }
        Map<Integer, List<String>> byCount = new TreeMap<>(Comparator.reverseOrder());
        finder.find()
                .forEach((word, count) ->
                        byCount.computeIfAbsent(count, key -> new ArrayList<>()).add(word));
        StringBuilder lines = new StringBuilder("# How often Chinese words were seen in posts; made by TrainModels.\n");
        byCount.forEach((count, words) ->
                lines.append(count).append(' ').append(String.join(" ", words)).append('\n'));
        return lines.toString();
    }
}
