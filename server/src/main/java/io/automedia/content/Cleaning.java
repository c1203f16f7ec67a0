package io.automedia.content;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Makes texts safe to keep: no NUL, no half of a surrogate pair, no white space around.
final class Cleaning {
    private static final char REPLACEMENT = '\uFFFD';

    private Cleaning() {}

    static String text(String raw) {
        int bad = firstBad(raw);
        return (bad < 0 ? raw : repaired(raw, bad)).strip();
    }

    /// The text cleaned and cut to a length; null when nothing is left.
    static @Nullable String optional(@Nullable String raw, int most) {
        if (raw == null) {
            return null;
        }
        String clean = text(raw);
        return clean.isEmpty() ? null : cut(clean, most);
    }

    /// The first `most` UTF-16 units, or one less rather than half a character.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /// The form in which two texts are compared: composed characters, single spaces.
    static String comparable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static String repaired(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (isPair(text, i)) {
                    clean.append(c).append(text.charAt(++i));
                } else {
                    clean.append(REPLACEMENT);
                }
            } else if (c != 0) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
