package io.automedia.textanalysis;

import org.jspecify.annotations.Nullable;

/// Does everything this library can do with a text, in one pass. Thread-safe; load it once and share it.
///
/// Language, sentiment, keywords and quality look at the first [#MODEL_LIMIT] UTF-16 units only; hashtags,
/// mentions and links are found in the whole text.
public final class TextAnalyser {

    /// How many UTF-16 units of a text the models read.
    public static final int MODEL_LIMIT = 5_000;

    private final LanguageDetector languages;
    private final SentimentClassifier sentiments;
    private final KeywordExtractor keywords;
    private final EntityExtractor entities = new EntityExtractor();
    private final QualityRater quality = new QualityRater();

    private TextAnalyser(LanguageDetector languages, SentimentClassifier sentiments, KeywordExtractor keywords) {
        this.languages = languages;
        this.sentiments = sentiments;
        this.keywords = keywords;
    }

    /// Loads the shipped models from the class path; takes some tens of milliseconds.
    public static TextAnalyser load() {
        return new TextAnalyser(LanguageDetector.load(), SentimentClassifier.load(), KeywordExtractor.load());
    }

    /// Analyses a text in any language; an empty text gives an analysis without findings.
    ///
    /// @param languageHint an ISO 639-1 code or BCP 47 tag that the source of the text gives; it decides where
    ///     the text itself leaves room for doubt, and is ignored where the text speaks clearly for another
    ///     language or the hint is no language code
    public Analysis analyse(String text, @Nullable String languageHint) {
        Entities found = entities.extract(text);
        PreparedText prepared = PreparedText.of(text, found, MODEL_LIMIT);
        DetectedLanguage language = languages.detect(prepared, languageHint);
        return new Analysis(
                language.code(),
                language.confidence(),
                sentiments.classify(prepared, language.code()),
                found,
                keywords.extract(prepared, language.code()),
                quality.rate(prepared, language));
    }
}
