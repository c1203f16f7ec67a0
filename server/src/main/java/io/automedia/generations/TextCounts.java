package io.automedia.generations;

import java.util.regex.Pattern;

/// Counts what `output.metadata` says of a text.
final class TextCounts {
    private static final Pattern WORD = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{N}'’]+");
    private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}&])#[\\p{L}\\p{N}_]+");
    private static final int WORDS_A_SECOND = 3;

    private TextCounts() {}

    static Generation.OutputMetadata of(String text) {
        long words = WORD.matcher(text).results().count();
        return new Generation.OutputMetadata(
                text.codePointCount(0, text.length()),
                words,
                HASHTAG.matcher(text).results().count(),
                text.codePoints().filter(Character::isEmojiPresentation).count(),
                Math.ceilDiv(words, WORDS_A_SECOND));
    }
}
