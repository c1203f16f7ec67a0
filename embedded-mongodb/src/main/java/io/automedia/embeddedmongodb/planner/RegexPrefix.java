package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.nio.charset.StandardCharsets;

/// The literal text with which everything begins that a pattern matches.
final class RegexPrefix {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";

    private RegexPrefix() {}

    /// Empty when the pattern is not anchored, has options, or begins with something else than text.
    static String of(RawValue pattern) {
        if (pattern.type() == ElementType.REGEX) {
            String raw = new String(pattern.bytes(), pattern.offset(), pattern.length(), StandardCharsets.UTF_8);
            int end = raw.indexOf('\0');
            return raw.length() == end + 2 ? of(raw.substring(0, end)) : "";
        }
        // as a string it may have $options beside it, which are not seen here
        return "";
    }

    private static String of(String pattern) {
        if (!pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
            return "";
        }
        int end = 1;
        while (end < pattern.length() && SPECIAL.indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        boolean optionalLast = end < pattern.length() && "?*{".indexOf(pattern.charAt(end)) >= 0;
        return pattern.substring(1, Math.max(1, optionalLast ? end - 1 : end));
    }
}
