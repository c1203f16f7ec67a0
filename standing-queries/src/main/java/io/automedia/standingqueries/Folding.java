package io.automedia.standingqueries;

import java.text.Normalizer;
import java.util.Locale;

/// Brings what people write in different ways to one form (README, rule 4).
final class Folding {
    // What a character folds to where that is one character, 0 where it is not known yet, MANY where it is several.
    // Racing threads write the same value.
    private static final char[] SINGLE = new char[0x10000];
    private static final char MANY = '\uFFFF';

    private Folding() {}

    /// Compatibility forms, Unicode full case folding, no accents or points; other marks stay.
    static String fold(String raw) {
        String bare = withoutPoints(Normalizer.normalize(raw, Normalizer.Form.NFKD));
        String lower = bare.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(withoutPoints(lower), Normalizer.Form.NFKC);
    }

    /// The one character that `c` folds to by itself, or `MANY`: then only [#fold] knows.
    static char single(char c) {
        char known = SINGLE[c];
        if (known == 0) {
            known = computeSingle(c);
            SINGLE[c] = known;
        }
        return known;
    }

    static boolean isMany(char folded) {
        return folded == MANY;
    }

    private static char computeSingle(char c) {
        if (Character.isSurrogate(c) || CharacterClass.of(c) == CharacterClass.MARK) {
            return MANY;
        }
        String folded = fold(String.valueOf(c));
        return folded.length() == 1 ? folded.charAt(0) : MANY;
    }

    private static String withoutPoints(String decomposed) {
        StringBuilder kept = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isPoint(c)).forEach(kept::appendCodePoint);
        return kept.length() == decomposed.length() ? decomposed : kept.toString();
    }

    /// The accents of European scripts, and the points of Arabic and Hebrew that most people leave out.
    /// Marks of other scripts, as the vowel signs of Hindi, are what a word consists of.
    private static boolean isPoint(int c) {
        return (c >= 0x0300 && c <= 0x036F)
                || (c >= 0x0591 && c <= 0x05BD)
                || c == 0x05BF
                || c == 0x05C1
                || c == 0x05C2
                || c == 0x05C4
                || c == 0x05C5
                || c == 0x05C7
                || (c >= 0x0610 && c <= 0x061A)
                || (c >= 0x064B && c <= 0x065F)
                || c == 0x0670
                || (c >= 0x06D6 && c <= 0x06DC)
                || (c >= 0x06DF && c <= 0x06E4)
                || c == 0x06E7
                || c == 0x06E8
                || (c >= 0x06EA && c <= 0x06ED);
    }
}
