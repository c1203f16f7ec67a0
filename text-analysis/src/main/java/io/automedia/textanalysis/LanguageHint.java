package io.automedia.textanalysis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Understands what sources give as the language of a text.
final class LanguageHint {
    private LanguageHint() {}

    /// The ISO 639-1 code in a BCP 47 tag or in an older code (`iw`, `in`, `nb`), or null where there is none.
    static @Nullable String toCode(@Nullable String hint) {
        if (hint == null) {
            return null;
        }
        int end = 0;
        while (end < hint.length() && Character.isLetter(hint.charAt(end))) {
            end++;
        }
        boolean tag = end == 2 && (end == hint.length() || hint.charAt(end) == '-' || hint.charAt(end) == '_');
        if (!tag) {
            return null;
        }
        String code = hint.substring(0, end).toLowerCase(Locale.ROOT);
        return switch (code) {
            case "iw" -> "he";
            case "in" -> "id";
            case "nb", "nn" -> "no";
            default -> code;
        };
    }
}
