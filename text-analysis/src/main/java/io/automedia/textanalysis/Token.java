package io.automedia.textanalysis;

/// A piece of a text: from `start` to `end` (exclusive) in UTF-16 units.
record Token(String text, int start, int end, Kind kind) {

    enum Kind {
        /// Letters of a script that puts blanks between words, with digits, inner apostrophes and hyphens.
        WORD,
        /// A run of Chinese characters or kana.
        CJK,
        NUMBER,
        EMOJI,
        /// The name in a hashtag.
        HASHTAG,
        /// A single other sign.
        SIGN
    }
}
