package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bson.BsonRegularExpression;

/// From PCRE, which MongoDB speaks, to Java's regular expressions, which are near enough.
final class RegexTranslation {
    private RegexTranslation() {}

    static Pattern compile(BsonRegularExpression expression) {
        int flags = Pattern.UNIX_LINES;
        for (char option : expression.getOptions().toCharArray()) {
            flags |= switch (option) {
                case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                case 'u' -> 0;
                default -> throw MongoError.location(51108, "invalid flag in regex options: " + option);
            };
        }
        try {
            boolean everyLine = (flags & Pattern.MULTILINE) != 0;
            return Pattern.compile(
                    everyLine ? withBeginnings(expression.getPattern()) : expression.getPattern(), flags);
        } catch (PatternSyntaxException malformed) {
            throw MongoError.location(51091, "Regular expression is invalid: " + malformed.getDescription());
        }
    }

    /// An empty text has one line, whose beginning Java does not find with `^` where it looks for every line's.
    private static String withBeginnings(String pattern) {
        StringBuilder translated = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                int end = pattern.startsWith("\\Q", i) ? endOfQuotation(pattern, i) : Math.min(i + 2, pattern.length());
                translated.append(pattern, i, end);
                i = end - 1;
            } else if (c == '^' && !inClass) {
                translated.append("(?:^|\\A)");
            } else {
                inClass = inClass ? c != ']' : c == '[';
                translated.append(c);
            }
        }
        return translated.toString();
    }

    private static int endOfQuotation(String pattern, int begin) {
        int end = pattern.indexOf("\\E", begin);
        return end < 0 ? pattern.length() : end + 2;
    }

    static String literalPrefix(BsonRegularExpression expression) {
        String pattern = expression.getPattern();
        boolean plain =
                expression.getOptions().isEmpty() || expression.getOptions().equals("u");
        if (!plain || !pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
            return "";
        }
        int end = 1;
        while (end < pattern.length() && "\\^$.[]()?*+{}".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        if (end < pattern.length() && "?*{".indexOf(pattern.charAt(end)) >= 0) {
            end--;
            if (end > 1 && Character.isLowSurrogate(pattern.charAt(end))) {
                end--;
            }
        }
        return pattern.substring(1, Math.max(1, end));
    }
}
