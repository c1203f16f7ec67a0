package io.automedia.textanalysis;

/// Characters of the languages that write without blanks between words.
final class CjkCharacters {
    private CjkCharacters() {}

    static boolean isHan(int codePoint) {
        return (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0x3400 && codePoint <= 0x4DBF)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFF)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || codePoint == 0x3005
                || codePoint == 0x3007;
    }

    static boolean isKana(int codePoint) {
        return (codePoint >= 0x3041 && codePoint <= 0x30FF && codePoint != 0x30FB)
                || (codePoint >= 0xFF66 && codePoint <= 0xFF9F);
    }

    static boolean isHangul(int codePoint) {
        return (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0x1100 && codePoint <= 0x11FF)
                || (codePoint >= 0x3130 && codePoint <= 0x318F);
    }

    static boolean isCjk(int codePoint) {
        return isHan(codePoint) || isKana(codePoint) || isHangul(codePoint);
    }
}
