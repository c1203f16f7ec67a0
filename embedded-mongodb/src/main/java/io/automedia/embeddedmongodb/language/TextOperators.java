package io.automedia.embeddedmongodb.language;

import static io.automedia.embeddedmongodb.language.ExpressionParser.function;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/// Operators on text. Upper and lower case are ASCII's, as MongoDB's are.
final class TextOperators {
    private static final int ANY = Integer.MAX_VALUE;

    private TextOperators() {}

    static void register() {
        function("$concat", 0, ANY, TextOperators::concat);
        function("$toLower", 1, 1, a -> mapAscii(coerced("$toLower", a[0]), false));
        function("$toUpper", 1, 1, a -> mapAscii(coerced("$toUpper", a[0]), true));
        function("$strLenCP", 1, 1, a -> {
            String text = text("$strLenCP", a[0]);
            return text.codePointCount(0, text.length());
        });
        function("$strLenBytes", 1, 1, a -> text("$strLenBytes", a[0]).getBytes(StandardCharsets.UTF_8).length);
        function(
                "$strcasecmp",
                2,
                2,
                a -> Integer.signum(mapAscii(coerced("$strcasecmp", a[0]), true)
                        .compareTo(mapAscii(coerced("$strcasecmp", a[1]), true))));
        function("$substrCP", 3, 3, TextOperators::substringOfPoints);
        function("$substrBytes", 3, 3, TextOperators::substringOfBytes);
        function("$substr", 3, 3, TextOperators::substringOfBytes);
        function("$split", 2, 2, TextOperators::split);
        function("$indexOfCP", 2, 4, TextOperators::indexOf);
        trim("$trim", true, true);
        trim("$ltrim", true, false);
        trim("$rtrim", false, true);
        replace("$replaceOne", false);
        replace("$replaceAll", true);
        regex("$regexMatch");
        regex("$regexFind");
        regex("$regexFindAll");
    }

    private static String text(String operator, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw MongoError.location(
                34471, operator + " requires a string argument, found: " + TypeOperators.nameOf(value));
    }

    private static String coerced(String operator, @Nullable Object value) {
        return value == null || Expression.isNullish(value) ? "" : TypeOperators.text(operator, value);
    }

    private static String mapAscii(String text, boolean upper) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                StringBuilder mapped = new StringBuilder();
                text.chars()
                        .forEach(c -> mapped.append(
                                (char) (c > 127 ? c : upper ? Character.toUpperCase(c) : Character.toLowerCase(c))));
                return mapped.toString();
            }
        }
        return upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    }

    private static Object concat(@Nullable Object[] arguments) {
        StringBuilder joined = new StringBuilder();
        for (Object value : arguments) {
            if (Expression.isNullish(value)) {
                return BsonNull.VALUE;
            }
            if (!(value instanceof String text)) {
                throw MongoError.location(16702, "$concat only supports strings, not " + TypeOperators.nameOf(value));
            }
            joined.append(text);
        }
        return joined.toString();
    }

    private static int whole(String operator, @Nullable Object value) {
        Long number = Numbers.exactLong(value);
        if (number == null) {
            throw MongoError.location(
                    34450, operator + ": argument must be a whole number, but is " + TypeOperators.nameOf(value));
        }
        return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Object substringOfPoints(@Nullable Object[] arguments) {
        int[] points = coerced("$substrCP", arguments[0]).codePoints().toArray();
        int start = whole("$substrCP", arguments[1]);
        int length = whole("$substrCP", arguments[2]);
        if (start < 0 || length < 0) {
            throw MongoError.location(34455, "$substrCP: the starting index and length must be non-negative integers");
        }
        int from = Math.min(start, points.length);
        return new String(points, from, Math.min(length, points.length - from));
    }

    private static Object substringOfBytes(@Nullable Object[] arguments) {
        byte[] bytes = coerced("$substrBytes", arguments[0]).getBytes(StandardCharsets.UTF_8);
        int start = whole("$substrBytes", arguments[1]);
        int length = whole("$substrBytes", arguments[2]);
        if (start < 0) {
            throw MongoError.location(50752, "$substrBytes: starting index must be non-negative (got: " + start + ")");
        }
        if (start >= bytes.length) {
            return "";
        }
        int end = length < 0 ? bytes.length : (int) Math.min(bytes.length, (long) start + length);
        if (isInsideCharacter(bytes, start) || isInsideCharacter(bytes, end)) {
            throw MongoError.location(
                    28656, "$substrBytes: Invalid range, starts or ends in the middle of a UTF-8 character.");
        }
        return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
    }

    private static boolean isInsideCharacter(byte[] bytes, int position) {
        return position < bytes.length && (bytes[position] & 0xc0) == 0x80;
    }

    private static Object split(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0]) || Expression.isNullish(arguments[1])) {
            return BsonNull.VALUE;
        }
        if (!(arguments[0] instanceof String text) || !(arguments[1] instanceof String separator)) {
            throw MongoError.location(40085, "$split requires an expression that evaluates to a string");
        }
        if (separator.isEmpty()) {
            throw MongoError.location(40087, "$split requires a non-empty separator");
        }
        return new Array(Arrays.asList(text.split(Pattern.quote(separator), -1)));
    }

    private static Object indexOf(@Nullable Object[] arguments) {
        if (Expression.isNullish(arguments[0])) {
            return BsonNull.VALUE;
        }
        String text = text("$indexOfCP", arguments[0]);
        String sought = text("$indexOfCP", arguments[1]);
        int length = text.codePointCount(0, text.length());
        int start = arguments.length > 2 ? whole("$indexOfCP", arguments[2]) : 0;
        int end = arguments.length > 3 ? Math.min(whole("$indexOfCP", arguments[3]), length) : length;
        if (start > end) {
            return -1;
        }
        int found = text.indexOf(sought, text.offsetByCodePoints(0, start));
        int position = found < 0 ? -1 : text.codePointCount(0, found);
        return found < 0 || position + sought.codePointCount(0, sought.length()) > end ? -1 : position;
    }

    private static void trim(String name, boolean left, boolean right) {
        ExpressionParser.register(name, (specification, parser) -> {
            Document arguments = ExpressionParser.named(name, specification, "input", "chars");
            Expression input = parser.required(name, arguments, "input");
            Expression characters = parser.optional(arguments, "chars");
            return scope -> {
                Object value = input.evaluate(scope);
                Object given = characters == null ? " \t\n\r\f\u000b\0\u00a0" : characters.evaluate(scope);
                if (Expression.isNullish(value) || Expression.isNullish(given)) {
                    return BsonNull.VALUE;
                }
                return trimmed(text(name, value), text(name, given), left, right);
            };
        });
    }

    private static String trimmed(String text, String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static void replace(String name, boolean all) {
        ExpressionParser.register(name, (specification, parser) -> {
            Document arguments = ExpressionParser.named(name, specification, "input", "find", "replacement");
            Expression input = parser.required(name, arguments, "input");
            Expression find = parser.required(name, arguments, "find");
            Expression replacement = parser.required(name, arguments, "replacement");
            return scope -> {
                Object value = input.evaluate(scope);
                Object sought = find.evaluate(scope);
                Object instead = replacement.evaluate(scope);
                if (Expression.isNullish(value) || Expression.isNullish(sought) || Expression.isNullish(instead)) {
                    return BsonNull.VALUE;
                }
                String text = text(name, value);
                String quoted = Matcher.quoteReplacement(text(name, instead));
                Matcher matcher =
                        Pattern.compile(text(name, sought), Pattern.LITERAL).matcher(text);
                return all ? matcher.replaceAll(quoted) : matcher.replaceFirst(quoted);
            };
        });
    }

    private static void regex(String name) {
        ExpressionParser.register(name, (specification, parser) -> {
            Document arguments = ExpressionParser.named(name, specification, "input", "regex", "options");
            Expression input = parser.required(name, arguments, "input");
            Expression regex = parser.required(name, arguments, "regex");
            Expression options = parser.optional(arguments, "options");
            Pattern prepared = regex instanceof Expression.Constant(Object constant) && options == null
                    ? pattern(name, constant, null)
                    : null;
            return scope -> {
                Object value = input.evaluate(scope);
                Pattern pattern = prepared != null
                        ? prepared
                        : pattern(name, regex.evaluate(scope), options == null ? null : options.evaluate(scope));
                boolean empty = Expression.isNullish(value) || pattern == null;
                String text = empty ? "" : text(name, value);
                return switch (name) {
                    case "$regexMatch" ->
                        pattern != null && !empty && pattern.matcher(text).find();
                    case "$regexFind" -> pattern == null || empty ? BsonNull.VALUE : first(pattern.matcher(text), text);
                    default -> pattern == null || empty ? new Array() : every(pattern.matcher(text), text);
                };
            };
        });
    }

    private static @Nullable Pattern pattern(String name, @Nullable Object regex, @Nullable Object options) {
        String given = options instanceof String text ? text : "";
        return switch (regex) {
            case null -> null;
            case BsonNull _ -> null;
            case String text -> RegexTranslation.compile(new BsonRegularExpression(text, given));
            case BsonRegularExpression expression ->
                RegexTranslation.compile(
                        given.isEmpty() ? expression : new BsonRegularExpression(expression.getPattern(), given));
            default -> throw new MongoError(ErrorCode.BAD_VALUE, name + " needs 'regex' to be of type string or regex");
        };
    }

    private static Object first(Matcher matcher, String text) {
        return matcher.find() ? match(matcher, text) : BsonNull.VALUE;
    }

    private static Array every(Matcher matcher, String text) {
        Array found = new Array();
        while (matcher.find()) {
            found.add(match(matcher, text));
        }
        return found;
    }

    private static Document match(Matcher matcher, String text) {
        Array captures = new Array();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            captures.add(LogicOperators.orNull(matcher.group(group)));
        }
        return new Document("match", matcher.group())
                .put("idx", text.codePointCount(0, matcher.start()))
                .put("captures", captures);
    }
}
