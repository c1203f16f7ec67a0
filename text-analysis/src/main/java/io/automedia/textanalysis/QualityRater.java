package io.automedia.textanalysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Rates how much a text has to give to a reader, from what can be counted in it alone. Thread-safe.
///
/// The score is 0.15 plus the sum of these parts, kept within 0 and 1:
///
/// | factor | part | measured as |
/// |---|---|---|
/// | `substance` | up to 0.45 | 1 - exp(-words / 20) |
/// | `originality` | up to 0.20 | (distinct words / words - 0.4) / 0.6, but a third of it for a repost; words / 8 of it
/// below 8 words |
/// | `readability` | up to 0.15 | share of letters, digits and blanks, times the language's confidence; words / 8 of it
/// below 8 words |
/// | `links` | 0.05 | one or two links beside at least eight words |
/// | `shouting` | down to -0.25 | share of words in capitals above a quarter |
/// | `spam-like` | down to -0.40 | hashtags, mentions and links per word, above one in five |
/// | `repetition` | down to -0.15 | distinct words / words below 0.5 |
/// | `stretching` | down to -0.10 | 0.05 for each run of four same characters |
/// | `emoji-heavy` | down to -0.15 | emoji per word above one in three |
///
/// The factors of a rating are those that moved its score by 0.05 or more, the strongest first.
public final class QualityRater {
    private static final double BASE = 0.15;
    private static final double NOTICEABLE = 0.05;

    /// Rates the first [TextAnalyser#MODEL_LIMIT] units of a text that is written in the language.
    public Quality rate(String text, DetectedLanguage language) {
        return rate(PreparedText.of(text, new EntityExtractor().extract(text), TextAnalyser.MODEL_LIMIT), language);
    }

    Quality rate(PreparedText text, DetectedLanguage language) {
        TextMeasures measures = TextMeasures.of(text);
        List<Part> parts = new ArrayList<>();
        addStrengths(parts, measures, text.entities().links().size(), language.confidence());
        addWeaknesses(parts, measures);
        double score = BASE + parts.stream().mapToDouble(Part::value).sum();
        List<String> factors = parts.stream()
                .filter(part -> Math.abs(part.value) >= NOTICEABLE)
                .sorted(Comparator.comparingDouble((Part part) -> Math.abs(part.value))
                        .reversed())
                .map(Part::factor)
                .toList();
        return new Quality(
                measures.words() == 0 ? Math.min(BASE, Math.max(0, score)) : Math.clamp(score, 0, 1), factors);
    }

    private static void addStrengths(List<Part> parts, TextMeasures measures, int links, double confidence) {
        double enough = Math.min(1, measures.words() / 8.0);
        double variety = Math.clamp((measures.variety() - 0.4) / 0.6, 0, 1) * (measures.repost() ? 1 / 3.0 : 1);
        parts.add(new Part("substance", 0.45 * (1 - Math.exp(-measures.words() / 20.0))));
        parts.add(new Part("originality", 0.20 * variety * enough));
        parts.add(new Part("readability", 0.15 * measures.proseShare() * confidence * enough));
        parts.add(new Part("links", links >= 1 && links <= 2 && measures.words() >= 8 ? 0.05 : 0));
    }

    private static void addWeaknesses(List<Part> parts, TextMeasures measures) {
        double words = Math.max(1, measures.words());
        double entities = Math.clamp((measures.entities() / words - 0.2) / 0.8, 0, 1);
        double emoji = Math.clamp((measures.emoji() / words - 1 / 3.0) / 0.7, 0, 1);
        double repetition = measures.words() < 4 ? 0 : Math.clamp((0.5 - measures.variety()) / 0.5, 0, 1);
        parts.add(new Part("shouting", -0.25 * Math.clamp((measures.shouting() - 0.25) / 0.75, 0, 1)));
        parts.add(new Part("spam-like", -0.40 * entities));
        parts.add(new Part("repetition", -0.15 * repetition));
        parts.add(new Part("stretching", -Math.min(0.10, 0.05 * measures.stretched())));
        parts.add(new Part("emoji-heavy", -0.15 * emoji));
    }

    private record Part(String factor, double value) {}
}
