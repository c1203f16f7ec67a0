package io.automedia.textanalysis;

/// Where a hashtag ends; see [EntityExtractor] for the rules.
final class HashtagScanner {
    private static final int LONGEST_PAIRED = 60;
    private static final int LONGEST = 140;
    private static final String NOT_BEFORE_CLOSING_SIGN = ",，、。;；";

    private HashtagScanner() {}

    static boolean isSign(char character) {
        return character == '#' || character == '＃';
    }

    /// The position after the hashtag whose sign stands at `start`, or `start` if there is none.
    static int endOf(String text, int start) {
        if (!mayStartAt(text, start)) {
            return start;
        }
        int paired = endOfPaired(text, start);
        return paired > start ? paired : endOfSimple(text, start);
    }

    private static boolean mayStartAt(String text, int start) {
        if (start == 0) {
            return true;
        }
        int before = text.codePointBefore(start);
        return (before != '&' && before != '_' && !Character.isLetterOrDigit(before))
                || (CjkCharacters.isHan(before) && endOfPaired(text, start) > start);
    }

    /// A Chinese topic between two signs, or a word closed by a sign.
    private static int endOfPaired(String text, int start) {
        int limit = Math.min(text.length(), start + 2 + LONGEST_PAIRED);
        boolean han = false;
        boolean word = true;
        for (int position = start + 1; position < limit; position++) {
            char character = text.charAt(position);
            if (isSign(character)) {
                return isTopic(text, start, position, han, word) ? position + 1 : start;
            }
            if (character == '\n' || character == '\r' || character == '@' || character == '{') {
                return start;
            }
            han |= CjkCharacters.isHan(character);
            word &= isTagCharacter(text.codePointAt(position));
        }
        return start;
    }

    private static boolean isTopic(String text, int start, int closing, boolean han, boolean word) {
        if (closing == start + 1
                || Character.isWhitespace(text.charAt(start + 1))
                || Character.isWhitespace(text.charAt(closing - 1))) {
            return false;
        }
        if (han) {
            return NOT_BEFORE_CLOSING_SIGN.indexOf(text.charAt(closing - 1)) < 0;
        }
        boolean nothingFollows = closing + 1 == text.length() || !isTagCharacter(text.codePointAt(closing + 1));
        return word && nothingFollows && hasLetter(text, start + 1, closing);
    }

    private static int endOfSimple(String text, int start) {
        int position = start + 1;
        while (position < text.length() && position - start <= LONGEST && isTagCharacter(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        return hasLetter(text, start + 1, position) ? position : start;
    }

    private static boolean hasLetter(String text, int start, int end) {
        for (int position = start; position < end; position += Character.charCount(text.codePointAt(position))) {
            if (Character.isLetter(text.codePointAt(position))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTagCharacter(int codePoint) {
        return codePoint == '_' || codePoint == '·' || Character.isLetterOrDigit(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        boolean combining = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        boolean joiner = codePoint == 0x200C || codePoint == 0x200D;
        return (combining && !(codePoint >= 0xFE00 && codePoint <= 0xFE0F) && codePoint != 0x20E3) || joiner;
    }
}
