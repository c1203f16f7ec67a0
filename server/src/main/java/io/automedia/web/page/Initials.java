package io.automedia.web.page;

import java.util.Locale;

/// The one or two letters that stand for a name where there is no picture.
public final class Initials {
    private Initials() {}

    /// The first letters of the first two words; of a Chinese name its first character; `·` when it has no letter.
    public static String of(String name) {
        StringBuilder letters = new StringBuilder(2);
        for (String word : name.strip().split("[\\s._@/-]+", -1)) {
            int[] points = word.codePoints().filter(Character::isLetterOrDigit).toArray();
            if (points.length == 0) {
                continue;
            }
            letters.appendCodePoint(points[0]);
            if (Character.isIdeographic(points[0]) || letters.length() >= 2) {
                break;
            }
        }
        return letters.isEmpty() ? "·" : letters.toString().toUpperCase(Locale.ROOT);
    }
}
