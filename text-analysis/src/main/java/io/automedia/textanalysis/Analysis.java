package io.automedia.textanalysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one pass over a text found. `language` is an ISO 639-1 code or `und`; `sentiment` is null where no
/// model knows the language or the text has nothing to judge; `keywords` are sorted, the weightiest first.
public record Analysis(
        String language,
        double languageConfidence,
        @Nullable Sentiment sentiment,
        Entities entities,
        List<Keyword> keywords,
        Quality quality) {

    public Analysis {
        keywords = List.copyOf(keywords);
    }
}
