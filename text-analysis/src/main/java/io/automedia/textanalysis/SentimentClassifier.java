package io.automedia.textanalysis;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.model.SentimentFeatures;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells how a text feels, with linear models for English, Chinese, and together for Arabic, French, German,
/// Italian, Portuguese and Spanish. What they were trained on and how good they are is in `MODEL_CARD.md`.
/// Thread-safe.
public final class SentimentClassifier {
    private static final String EMOJI_LANGUAGE = "es";

    private final Map<String, LinearModel> models;

    private SentimentClassifier(Map<String, LinearModel> models) {
        this.models = models;
    }

    /// Loads the shipped models from the class path.
    public static SentimentClassifier load() {
        LinearModel english = Resources.model("sentiment-en.model");
        LinearModel chinese = Resources.model("sentiment-zh.model");
        LinearModel multilingual = Resources.model("sentiment-multilingual.model");
        return new SentimentClassifier(Map.of(
                "en", english,
                "zh", chinese,
                "ar", multilingual,
                "fr", multilingual,
                "de", multilingual,
                "it", multilingual,
                "pt", multilingual,
                "es", multilingual));
    }

    /// Whether there is a model for the language, given as ISO 639-1 code.
    public boolean knows(String language) {
        return models.containsKey(language);
    }

    /// The sentiment of the first [TextAnalyser#MODEL_LIMIT] units of a text in the language given as ISO 639-1
    /// code, or null when there is no model for it or nothing but links and mentions in the text.
    public @Nullable Sentiment classify(String text, String language) {
        return classify(FoldedText.of(text, TextAnalyser.MODEL_LIMIT), language);
    }

    @Nullable
    Sentiment classify(PreparedText text, String language) {
        if (text.tokens().isEmpty()) {
            return null;
        }
        return classify(text.folded(), isEmojiOnly(text, language) ? EMOJI_LANGUAGE : language);
    }

    /// Emoji need no language; the model for several has seen most of them.
    private static boolean isEmojiOnly(PreparedText text, String language) {
        return language.equals(DetectedLanguage.UNDETERMINED)
                && text.tokens().stream().noneMatch(token -> token.kind() == Token.Kind.WORD)
                && text.tokens().stream().anyMatch(token -> token.kind() == Token.Kind.EMOJI);
    }

    private @Nullable Sentiment classify(FoldedText text, String language) {
        LinearModel model = models.get(language.toLowerCase(Locale.ROOT));
        if (model == null || text.length() <= 2) {
            return null;
        }
        Features features = new Features();
        SentimentFeatures.forLanguage(language).collect(text, features);
        return toSentiment(model.probabilities(features));
    }

    private static Sentiment toSentiment(double[] probabilities) {
        double negative = probabilities[0];
        double positive = probabilities[probabilities.length - 1];
        return Sentiment.of(negative, Math.max(0, 1 - negative - positive), positive);
    }
}
