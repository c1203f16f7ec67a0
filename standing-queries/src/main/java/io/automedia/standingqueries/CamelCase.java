package io.automedia.standingqueries;

/// Where a word in camel case falls apart: `BlackLives`, `USAToday`, `Election2024`, `2024Election`, but not `iPhone`:
/// a first
/// character stays where it is unless it is a capital.
final class CamelCase {
    private CamelCase() {}

    /// The next place after `from` where a piece starts, or `end`. The word starts at `wordStart`.
    static int nextCut(String source, int wordStart, int from, int end) {
        int before = 0;
        int count = 0;
        for (int at = from; at < end; ) {
            int codePoint = source.codePointAt(at);
            if (CharacterClass.of(codePoint) == CharacterClass.WORD) {
                boolean lone = from == wordStart && count == 1 && !Character.isUpperCase(before);
                if (count > 0 && !lone && isCut(before, codePoint, source, at, end)) {
                    return at;
                }
                before = codePoint;
                count++;
            }
            at += Character.charCount(codePoint);
        }
        return end;
    }

    private static boolean isCut(int before, int codePoint, String source, int at, int end) {
        boolean upper = Character.isUpperCase(codePoint);
        boolean number = !Character.isLetter(codePoint);
        boolean numberBefore = !Character.isLetter(before);
        if (number || numberBefore) {
            return number ? !numberBefore : upper;
        }
        return upper && (!Character.isUpperCase(before) || lowerFollows(source, at, end));
    }

    private static boolean lowerFollows(String source, int at, int end) {
        int next = at + Character.charCount(source.codePointAt(at));
        if (next >= end) {
            return false;
        }
        int codePoint = source.codePointAt(next);
        return Character.isLetter(codePoint) && !Character.isUpperCase(codePoint);
    }
}
