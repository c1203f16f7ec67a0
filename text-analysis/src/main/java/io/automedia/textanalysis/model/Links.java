package io.automedia.textanalysis.model;

/// Finds the rough end of a link, for texts in which links are only noise.
final class Links {
    private static final String[] BEGINNINGS = {"http://", "https://", "www."};

    private Links() {}

    /// The position after the link that begins at `position`, or `position` when none does.
    static int endOf(String text, int position, int end) {
        if (position > 0 && isPartOfWord(text.charAt(position - 1))) {
            return position;
        }
        for (String beginning : BEGINNINGS) {
            if (text.regionMatches(true, position, beginning, 0, beginning.length())) {
                return skipVisibleAscii(text, position, end);
            }
        }
        return position;
    }

    private static boolean isPartOfWord(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private static int skipVisibleAscii(String text, int position, int end) {
        int after = position;
        while (after < end && text.charAt(after) > ' ' && text.charAt(after) < 127) {
            after++;
        }
        return after;
    }
}
