package io.automedia.textanalysis.model;

/// What the language model looks at: each word, and the character n-grams inside each word and its edges.
/// Links, mentions, digits and signs say nothing and are left out.
public final class LanguageFeatures {
    private static final int LONGEST = 4;
    private static final int LONGEST_WORD = 40;
    private static final int WORD_SEED = 0x3C6EF372;

    private LanguageFeatures() {}

    /// Adds the features of the text to the bag.
    public static void collect(FoldedText text, Features features) {
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '@') {
                position = endOfWord(text, position + 1);
            } else if (isWordCharacter(character)) {
                int end = endOfWord(text, position);
                if (!isNoise(text, position, end)) {
                    collectWord(text, position, end, features);
                }
                position = end;
            } else {
                position++;
            }
        }
    }

    private static int endOfWord(FoldedText text, int start) {
        int position = start;
        while (position < text.length() && isWordCharacter(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static void collectWord(FoldedText text, int start, int end, Features features) {
        int limit = Math.min(end, start + LONGEST_WORD);
        int whole = WORD_SEED;
        for (int first = start - 1; first < limit; first++) {
            int hash = Hashes.SEED;
            int last = Math.min(limit, first + LONGEST - 1);
            for (int position = first; position <= last; position++) {
                char character = position < start || position >= limit ? ' ' : text.charAt(position);
                hash = (hash ^ character) * Hashes.PRIME;
                if (position > first || first >= start) {
                    features.add(Hashes.mix(hash));
                }
            }
            if (first >= start) {
                whole = (whole ^ text.charAt(first)) * Hashes.PRIME;
            }
        }
        features.add(Hashes.mix(whole));
    }

    private static boolean isWordCharacter(char character) {
        if (character < 128) {
            return (character >= 'a' && character <= 'z') || character == '\'';
        }
        return Character.isLetter(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    /// The folded link, the mark of a repeated post, and laughter are the same in every language.
    private static boolean isNoise(FoldedText text, int start, int end) {
        return equals(text, start, end, "http") || equals(text, start, end, "rt") || equals(text, start, end, "amp");
    }

    private static boolean equals(FoldedText text, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (text.charAt(start + index) != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }
}
