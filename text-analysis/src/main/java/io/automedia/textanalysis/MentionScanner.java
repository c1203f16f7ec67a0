package io.automedia.textanalysis;

/// Where a mention ends; see [EntityExtractor] for the rules.
final class MentionScanner {
    private static final int LONGEST = 30;
    private static final String NOT_BEFORE = "_!#$%&*@＠";

    private MentionScanner() {}

    /// The position after the mention whose sign stands at `start`, or `start` if there is none.
    static int endOf(String text, int start) {
        if (start + 1 >= text.length() || !mayStartAt(text, start)) {
            return start;
        }
        char first = text.charAt(start + 1);
        if (first < 128) {
            int end = endOfAsciiName(text, start + 1);
            return end == start + 1 ? start : endWithHost(text, end);
        }
        return Character.isLetter(first) ? endOfNickname(text, start + 1) : start;
    }

    private static boolean mayStartAt(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        return !isAsciiLetterOrDigit(before) && NOT_BEFORE.indexOf(before) < 0;
    }

    private static int endOfAsciiName(String text, int start) {
        int position = start;
        while (position < text.length() && position - start < LONGEST * 2 && continuesName(text, position)) {
            position++;
        }
        return position;
    }

    private static boolean continuesName(String text, int position) {
        char character = text.charAt(position);
        if (character == '.' || character == '-') {
            return position + 1 < text.length()
                    && isAsciiNameCharacter(text.charAt(position - 1))
                    && isLowerCaseOrDigit(text.charAt(position + 1));
        }
        return isAsciiNameCharacter(character);
    }

    /// Mastodon's `@name@host.example`.
    private static int endWithHost(String text, int end) {
        if (end >= text.length() || text.charAt(end) != '@') {
            return end;
        }
        int hostEnd = endOfAsciiName(text, end + 1);
        return text.substring(end + 1, hostEnd).indexOf('.') > 0 ? hostEnd : end;
    }

    private static int endOfNickname(String text, int start) {
        int position = start;
        while (position < text.length() && position - start < LONGEST && isNicknameCharacter(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static boolean isNicknameCharacter(char character) {
        return character == '_' || character == '-' || character == '·' || Character.isLetterOrDigit(character);
    }

    private static boolean isLowerCaseOrDigit(char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }

    private static boolean isAsciiNameCharacter(char character) {
        return character == '_' || isAsciiLetterOrDigit(character);
    }

    private static boolean isAsciiLetterOrDigit(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
