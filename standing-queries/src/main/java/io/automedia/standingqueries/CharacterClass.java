package io.automedia.standingqueries;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// What a code point is to the tokeniser (README, rule 3). Kept as bytes in a table, because every character of every
/// text asks.
final class CharacterClass {
    static final byte OTHER = 0;
    static final byte SPACE = 1;
    static final byte BREAK = 2;
    static final byte WORD = 3;
    static final byte CHARACTER = 4;
    static final byte MARK = 5;
    static final byte EMOJI = 6;
    static final byte FLAG = 7;
    static final byte IGNORED = 8;

    private static final String BREAKS = "\n\r\u000B\u000C\u0085\u2028\u2029!?;|¡¿•…‼⁇⁈⁉。！？；，、｡､｜؟؛।॥";
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final byte[] TABLE = table();

    private CharacterClass() {}

    static byte of(int codePoint) {
        return codePoint < TABLE.length ? TABLE[codePoint] : classify(codePoint);
    }

    private static byte[] table() {
        byte[] table = new byte[0x20000];
        for (int codePoint = 0; codePoint < table.length; codePoint++) {
            table[codePoint] = classify(codePoint);
        }
        return table;
    }

    private static byte classify(int codePoint) {
        int type = Character.getType(codePoint);
        if (ignored(codePoint, type)) {
            return IGNORED;
        } else if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
            return FLAG;
        } else if (codePoint >= 0x2190 && Character.isExtendedPictographic(codePoint)) {
            return EMOJI;
        } else if (attaches(codePoint, type)) {
            return MARK;
        } else if (BREAKS.indexOf(codePoint) >= 0) {
            return BREAK;
        } else if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
            return SPACE;
        }
        return letterOrNumber(codePoint, type);
    }

    private static boolean ignored(int codePoint, int type) {
        return type == Character.FORMAT
                || codePoint == 0x034F // combining grapheme joiner
                || codePoint == 0x0640 // tatweel only stretches an Arabic word
                || (codePoint >= 0x20D0 && codePoint <= 0x20FF) // the keycap around a digit
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F) // text or emoji style
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) // skin tones
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private static boolean attaches(int codePoint, int type) {
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == 0xFF9E // half-width voiced and semi-voiced sound marks
                || codePoint == 0xFF9F
                || (codePoint >= 0x1160 && codePoint <= 0x11FF) // vowels and finals of Hangul written in pieces
                || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
    }

    private static byte letterOrNumber(int codePoint, int type) {
        // ℹ is an emoji of letter type, ʼ an apostrophe
        if (codePoint == 0x2139 || codePoint == 0x02BC) {
            return OTHER;
        }
        boolean letter = Character.isLetter(codePoint) || type == Character.LETTER_NUMBER;
        if (letter
                && (WITHOUT_SPACES.contains(UnicodeScript.of(codePoint))
                        || codePoint == 0x30FC // the long-vowel mark of katakana belongs to no script
                        || codePoint == 0xFF70)) {
            return CHARACTER;
        }
        boolean number = type == Character.DECIMAL_DIGIT_NUMBER || type == Character.OTHER_NUMBER;
        return letter || number ? WORD : OTHER;
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == 'ʼ' || c == '＇';
    }

    static boolean isHyphen(int c) {
        return c == '-' || c == '‐' || c == '‑' || c == '–' || c == '－';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLatinLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
