package io.automedia.textanalysis.training;

import io.automedia.textanalysis.TextAnalyser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Reads a word list that is shipped for keywords: stop words are mostly function words, which also tell a
/// language best.
final class ShippedWords {
    private ShippedWords() {}

    /// The words of each language, in their order.
    static Map<String, List<String>> read(String resource) throws IOException {
        Map<String, List<String>> words = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines(resource)) {
            if (line.startsWith("[")) {
                current = words.computeIfAbsent(line.substring(1, line.indexOf(']')), code -> new ArrayList<>());
            } else if (!line.startsWith("#")) {
                current.addAll(List.of(line.strip().split("\\s+", -1)));
            }
        }
        return words;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(TextAnalyser.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
