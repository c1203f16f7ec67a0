package io.automedia.textanalysis;

import io.automedia.textanalysis.model.FoldedText;
import java.util.List;

/// A text made ready once for every part of the analysis: cut to what the models read, folded, and split into
/// tokens.
final class PreparedText {
    private final String text;
    private final Entities entities;
    private final FoldedText folded;
    private final List<Token> tokens;

    private PreparedText(String text, Entities entities, FoldedText folded, List<Token> tokens) {
        this.text = text;
        this.entities = entities;
        this.folded = folded;
        this.tokens = tokens;
    }

    /// Prepares the first `limit` UTF-16 units of the text, in which `entities` were found.
    static PreparedText of(String text, Entities entities, int limit) {
        String shown = cut(text, limit);
        return new PreparedText(shown, entities, FoldedText.of(shown, limit), Tokens.of(shown, entities));
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    String text() {
        return text;
    }

    Entities entities() {
        return entities;
    }

    FoldedText folded() {
        return folded;
    }

    /// Words, punctuation and emoji outside links and mentions, in their order.
    List<Token> tokens() {
        return tokens;
    }
}
