package io.automedia.textanalysis;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LanguageFeatures;
import io.automedia.textanalysis.model.LinearModel;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the language of a text: by its script where that settles it, else by a linear model over words and
/// character n-grams. Links, mentions and the signs of hashtags are left out. Thread-safe.
public final class LanguageDetector {
    private static final double LEAST_CONFIDENCE = 0.3;
    private static final double HINT_FACTOR = 10;
    private static final double ENGLISH_FACTOR = 1.5;
    private static final double JAPANESE_KANA_SHARE = 0.15;

    /// Scripts that settle the language.
    private static final Map<UnicodeScript, String> SCRIPT_LANGUAGES = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"),
            Map.entry(UnicodeScript.TIBETAN, "bo"));

    /// The model's languages that don't write in Latin letters.
    private static final Map<UnicodeScript, List<String>> MODEL_LANGUAGES = Map.of(
            UnicodeScript.CYRILLIC, List.of("ru", "uk", "bg"),
            UnicodeScript.ARABIC, List.of("ar", "fa", "ur"));

    private final LinearModel model;

    private LanguageDetector(LinearModel model) {
        this.model = model;
    }

    /// Loads the shipped model from the class path.
    public static LanguageDetector load() {
        return new LanguageDetector(Resources.model("language.model"));
    }

    /// The language of the first [TextAnalyser#MODEL_LIMIT] units of a text.
    public DetectedLanguage detect(String text) {
        return detect(FoldedText.of(text, TextAnalyser.MODEL_LIMIT), null);
    }

    DetectedLanguage detect(PreparedText text, @Nullable String hint) {
        return detect(text.folded(), LanguageHint.toCode(hint));
    }

    private DetectedLanguage detect(FoldedText text, @Nullable String hint) {
        ScriptCount scripts = ScriptCount.of(text);
        UnicodeScript script = scripts.strongest();
        return switch (script) {
            case COMMON -> DetectedLanguage.NONE;
            case HAN -> chineseOrJapanese(scripts, hint);
            case LATIN, CYRILLIC, ARABIC -> byModel(text, script, hint);
            default -> byScript(scripts, script);
        };
    }

    private static DetectedLanguage chineseOrJapanese(ScriptCount scripts, @Nullable String hint) {
        int han = scripts.of(UnicodeScript.HAN);
        int kana = scripts.kana();
        double share = scripts.share(UnicodeScript.HAN);
        boolean doubtful = kana == 0 && han < 8;
        if (kana > JAPANESE_KANA_SHARE * (han + kana) || (doubtful && "ja".equals(hint))) {
            return new DetectedLanguage("ja", share);
        }
        return new DetectedLanguage("zh", doubtful ? share * (0.6 + 0.05 * han) : share);
    }

    private static DetectedLanguage byScript(ScriptCount scripts, UnicodeScript script) {
        String language = SCRIPT_LANGUAGES.get(script);
        return language == null
                ? DetectedLanguage.NONE
                : new DetectedLanguage(language, Math.min(1, scripts.share(script)));
    }

    private DetectedLanguage byModel(FoldedText text, UnicodeScript script, @Nullable String hint) {
        Features features = new Features();
        LanguageFeatures.collect(text, features);
        if (features.size() == 0) {
            return DetectedLanguage.NONE;
        }
        double[] probabilities = model.probabilities(features);
        double total = 0;
        int best = -1;
        for (int index = 0; index < probabilities.length; index++) {
            String language = model.classes().get(index);
            if (!isWrittenIn(language, script)) {
                probabilities[index] = 0;
            } else {
                probabilities[index] *= expectation(language, hint);
            }
            total += probabilities[index];
            if (best < 0 || probabilities[index] > probabilities[best]) {
                best = index;
            }
        }
        double confidence = total == 0 ? 0 : Math.min(1, probabilities[best] / total);
        return confidence < LEAST_CONFIDENCE
                ? DetectedLanguage.NONE
                : new DetectedLanguage(model.classes().get(best), confidence);
    }

    /// The model takes all languages for equally likely beforehand.
    private static double expectation(String language, @Nullable String hint) {
        if (language.equals(hint)) {
            return HINT_FACTOR;
        }
        return language.equals("en") && hint == null ? ENGLISH_FACTOR : 1;
    }

    private static boolean isWrittenIn(String language, UnicodeScript script) {
        List<String> languages = MODEL_LANGUAGES.get(script);
        return languages != null
                ? languages.contains(language)
                : MODEL_LANGUAGES.values().stream().noneMatch(others -> others.contains(language));
    }
}
