package io.automedia.shared;

/// Texts as callers write them.
public final class Texts {
    private Texts() {}

    /// Whether it consists of whole characters that every store can hold: no NUL, no half of a surrogate pair.
    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == 0) {
                return false;
            }
            if (Character.isSurrogate(letter)) {
                if (Character.isLowSurrogate(letter)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
