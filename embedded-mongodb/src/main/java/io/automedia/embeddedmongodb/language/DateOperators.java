package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.function.Function;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.BsonTimestamp;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Operators on dates. Time zones are Olson names or offsets; UTC when none is given.
final class DateOperators {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DateOperators() {}

    static void register() {
        part("$year", ZonedDateTime::getYear);
        part("$month", ZonedDateTime::getMonthValue);
        part("$dayOfMonth", ZonedDateTime::getDayOfMonth);
        part("$dayOfYear", ZonedDateTime::getDayOfYear);
        part("$dayOfWeek", date -> date.getDayOfWeek().getValue() % 7 + 1);
        part("$isoDayOfWeek", date -> date.getDayOfWeek().getValue());
        part("$isoWeek", date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        part("$isoWeekYear", date -> (long) date.get(IsoFields.WEEK_BASED_YEAR));
        part("$week", date -> (date.getDayOfYear() + 6 - date.getDayOfWeek().getValue() % 7) / 7);
        part("$hour", ZonedDateTime::getHour);
        part("$minute", ZonedDateTime::getMinute);
        part("$second", ZonedDateTime::getSecond);
        part("$millisecond", date -> date.getNano() / 1_000_000);
        ExpressionParser.register("$dateToString", DateOperators::format);
        ExpressionParser.register("$dateTrunc", DateOperators::truncate);
        ExpressionParser.register("$dateAdd", (s, p) -> shift("$dateAdd", 1, s, p));
        ExpressionParser.register("$dateSubtract", (s, p) -> shift("$dateSubtract", -1, s, p));
        ExpressionParser.register("$dateDiff", DateOperators::difference);
        ExpressionParser.register("$dateFromString", DateOperators::fromText);
    }

    static String iso(long millis) {
        return ISO.format(Instant.ofEpochMilli(millis));
    }

    static long parse(String text) {
        try {
            String padded = text.length() == 10
                    ? text + "T00:00:00Z"
                    : text.endsWith("Z") || hasOffset(text) ? text : text + "Z";
            return OffsetDateTime.parse(padded.replace(' ', 'T')).toInstant().toEpochMilli();
        } catch (DateTimeException malformed) {
            throw new MongoError(ErrorCode.CONVERSION_FAILURE, "Error parsing date string '" + text + "'");
        }
    }

    private static boolean hasOffset(String text) {
        return text.length() > 6 && (text.charAt(text.length() - 6) == '+' || text.charAt(text.length() - 6) == '-');
    }

    private static @Nullable Instant instant(String operator, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BsonDateTime date -> Instant.ofEpochMilli(date.getValue());
            case ObjectId id -> Instant.ofEpochSecond(id.getTimestamp() & 0xffffffffL);
            case BsonTimestamp timestamp -> Instant.ofEpochSecond(timestamp.getTime() & 0xffffffffL);
            default -> {
                if (Expression.isNullish(value)) {
                    yield null;
                }
                throw MongoError.location(
                        16006, operator + ": can't convert from BSON type " + TypeOperators.nameOf(value) + " to Date");
            }
        };
    }

    private static @Nullable ZoneId zone(@Nullable Expression timezone, Scope scope) {
        if (timezone == null) {
            return ZoneOffset.UTC;
        }
        Object value = timezone.evaluate(scope);
        if (Expression.isNullish(value)) {
            return null;
        }
        if (!(value instanceof String name)) {
            throw MongoError.location(
                    40517, "timezone must evaluate to a string, found " + TypeOperators.nameOf(value));
        }
        try {
            boolean shortOffset = name.matches("[+-]\\d{4}");
            return ZoneId.of(shortOffset ? name.substring(0, 3) + ":" + name.substring(3) : name);
        } catch (DateTimeException unknown) {
            throw MongoError.location(40485, "unrecognized time zone identifier: \"" + name + "\"");
        }
    }

    private static void part(String name, Function<ZonedDateTime, Object> part) {
        ExpressionParser.register(name, (specification, parser) -> {
            boolean full = specification instanceof Document document && document.has("date");
            Document arguments =
                    full ? ExpressionParser.named(name, specification, "date", "timezone") : new Document();
            Expression date = full
                    ? parser.required(name, arguments, "date")
                    : parser.arguments(specification).getFirst();
            Expression timezone = parser.optional(arguments, "timezone");
            return scope -> {
                Instant instant = instant(name, date.evaluate(scope));
                ZoneId zone = zone(timezone, scope);
                return instant == null || zone == null ? BsonNull.VALUE : part.apply(instant.atZone(zone));
            };
        });
    }

    private static Expression.Body format(Object specification, ExpressionParser parser) {
        Document arguments =
                ExpressionParser.named("$dateToString", specification, "date", "format", "timezone", "onNull");
        Expression date = parser.required("$dateToString", arguments, "date");
        Expression format = parser.optional(arguments, "format");
        Expression timezone = parser.optional(arguments, "timezone");
        Expression onNull = parser.optional(arguments, "onNull");
        return scope -> {
            Instant instant = instant("$dateToString", date.evaluate(scope));
            ZoneId zone = zone(timezone, scope);
            if (instant == null) {
                return onNull == null ? BsonNull.VALUE : onNull.evaluate(scope);
            }
            if (zone == null) {
                return BsonNull.VALUE;
            }
            String utc = timezone == null ? "Z" : "";
            Object pattern = format == null ? "%Y-%m-%dT%H:%M:%S.%L" + utc : format.evaluate(scope);
            return pattern instanceof String text ? formatted(instant.atZone(zone), text) : BsonNull.VALUE;
        };
    }

    private static String formatted(ZonedDateTime date, String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                out.append(c);
                continue;
            }
            char directive = pattern.charAt(++i);
            int offset = date.getOffset().getTotalSeconds() / 60;
            switch (directive) {
                case 'Y' -> pad(out, date.getYear(), 4);
                case 'm' -> pad(out, date.getMonthValue(), 2);
                case 'd' -> pad(out, date.getDayOfMonth(), 2);
                case 'H' -> pad(out, date.getHour(), 2);
                case 'M' -> pad(out, date.getMinute(), 2);
                case 'S' -> pad(out, date.getSecond(), 2);
                case 'L' -> pad(out, date.getNano() / 1_000_000, 3);
                case 'j' -> pad(out, date.getDayOfYear(), 3);
                case 'w' -> out.append(date.getDayOfWeek().getValue() % 7 + 1);
                case 'u' -> out.append(date.getDayOfWeek().getValue());
                case 'V' -> pad(out, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
                case 'G' -> pad(out, date.get(IsoFields.WEEK_BASED_YEAR), 4);
                case 'U' ->
                    pad(out, (date.getDayOfYear() + 6 - date.getDayOfWeek().getValue() % 7) / 7, 2);
                case 'b' ->
                    out.append(
                            DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH).format(date));
                case 'B' ->
                    out.append(
                            DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH).format(date));
                case 'z' -> {
                    out.append(offset < 0 ? '-' : '+');
                    pad(out, Math.abs(offset) / 60 * 100 + Math.abs(offset) % 60, 4);
                }
                case 'Z' -> out.append(offset < 0 ? "-" : "+").append(Math.abs(offset));
                case '%' -> out.append('%');
                default ->
                    throw MongoError.location(18536, "Invalid format character '%" + directive + "' in format string");
            }
        }
        return out.toString();
    }

    private static void pad(StringBuilder out, int number, int width) {
        String text = Integer.toString(number);
        out.append("0".repeat(Math.max(0, width - text.length()))).append(text);
    }

    private static ChronoUnit unit(String operator, @Nullable Object value) {
        return switch (value) {
            case String text ->
                switch (text) {
                    case "year", "quarter", "month", "week", "day", "hour", "minute", "second" ->
                        text.equals("quarter")
                                ? ChronoUnit.FOREVER
                                : ChronoUnit.valueOf(text.toUpperCase(Locale.ROOT) + "S");
                    case "millisecond" -> ChronoUnit.MILLIS;
                    default ->
                        throw new MongoError(
                                ErrorCode.FAILED_TO_PARSE,
                                operator + " parameter 'unit' value cannot be recognized as a time unit: " + text);
                };
            case null, default -> throw MongoError.location(5439013, operator + " requires 'unit' to be a string");
        };
    }

    private static Expression.Body truncate(Object specification, ExpressionParser parser) {
        String name = "$dateTrunc";
        Document arguments =
                ExpressionParser.named(name, specification, "date", "unit", "binSize", "timezone", "startOfWeek");
        Expression date = parser.required(name, arguments, "date");
        Expression unit = parser.required(name, arguments, "unit");
        Expression size = parser.optional(arguments, "binSize");
        Expression timezone = parser.optional(arguments, "timezone");
        Expression week = parser.optional(arguments, "startOfWeek");
        return scope -> {
            Instant instant = instant(name, date.evaluate(scope));
            ZoneId zone = zone(timezone, scope);
            Object given = unit.evaluate(scope);
            Long bin = size == null ? Long.valueOf(1) : Numbers.exactLong(size.evaluate(scope));
            if (instant == null || zone == null || Expression.isNullish(given)) {
                return BsonNull.VALUE;
            }
            if (bin == null || bin < 1) {
                throw MongoError.location(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
            }
            DayOfWeek start = week == null ? DayOfWeek.SUNDAY : dayOfWeek(week.evaluate(scope));
            return new BsonDateTime(truncated(instant.atZone(zone), unit(name, given), bin, start)
                    .toInstant()
                    .toEpochMilli());
        };
    }

    private static DayOfWeek dayOfWeek(@Nullable Object value) {
        String text = value instanceof String name ? name.toLowerCase(Locale.ROOT) : "";
        for (DayOfWeek day : DayOfWeek.values()) {
            String full = day.name().toLowerCase(Locale.ROOT);
            if (text.equals(full) || text.equals(full.substring(0, 3))) {
                return day;
            }
        }
        throw new MongoError(
                ErrorCode.FAILED_TO_PARSE,
                "$dateTrunc parameter 'startOfWeek' value cannot be recognized as a day of a week: " + text);
    }

    /// Bins are counted from 2000-01-01 in the time zone, as MongoDB counts them.
    private static ZonedDateTime truncated(ZonedDateTime date, ChronoUnit unit, long bin, DayOfWeek start) {
        LocalDate epoch = LocalDate.of(2000, 1, 1);
        ZonedDateTime reference = epoch.atStartOfDay(date.getZone());
        return switch (unit) {
            case YEARS, MONTHS, FOREVER -> {
                long months = bin * (unit == ChronoUnit.YEARS ? 12 : unit == ChronoUnit.FOREVER ? 3 : 1);
                long since = (date.getYear() - 2000) * 12L + date.getMonthValue() - 1;
                yield epoch.plusMonths(Math.floorDiv(since, months) * months).atStartOfDay(date.getZone());
            }
            case WEEKS -> {
                LocalDate first = epoch.with(TemporalAdjusters.nextOrSame(start));
                long days = ChronoUnit.DAYS.between(first, date.toLocalDate());
                yield first.plusDays(Math.floorDiv(days, 7 * bin) * 7 * bin).atStartOfDay(date.getZone());
            }
            case DAYS -> {
                long days = ChronoUnit.DAYS.between(epoch, date.toLocalDate());
                yield epoch.plusDays(Math.floorDiv(days, bin) * bin).atStartOfDay(date.getZone());
            }
            default -> {
                long step = unit.getDuration().toMillis() * bin;
                long since =
                        date.toInstant().toEpochMilli() - reference.toInstant().toEpochMilli();
                yield reference.plus(since - Math.floorMod(since, step), ChronoUnit.MILLIS);
            }
        };
    }

    private static Expression.Body shift(String name, int sign, Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named(name, specification, "startDate", "unit", "amount", "timezone");
        Expression date = parser.required(name, arguments, "startDate");
        Expression unit = parser.required(name, arguments, "unit");
        Expression amount = parser.required(name, arguments, "amount");
        Expression timezone = parser.optional(arguments, "timezone");
        return scope -> {
            Instant instant = instant(name, date.evaluate(scope));
            ZoneId zone = zone(timezone, scope);
            Long count = Numbers.exactLong(amount.evaluate(scope));
            if (instant == null || zone == null || count == null) {
                return BsonNull.VALUE;
            }
            ChronoUnit step = unit(name, unit.evaluate(scope));
            ZonedDateTime from = instant.atZone(zone);
            ZonedDateTime shifted =
                    step == ChronoUnit.FOREVER ? from.plusMonths(3L * sign * count) : from.plus(sign * count, step);
            return new BsonDateTime(shifted.toInstant().toEpochMilli());
        };
    }

    private static Expression.Body difference(Object specification, ExpressionParser parser) {
        String name = "$dateDiff";
        Document arguments =
                ExpressionParser.named(name, specification, "startDate", "endDate", "unit", "timezone", "startOfWeek");
        Expression from = parser.required(name, arguments, "startDate");
        Expression until = parser.required(name, arguments, "endDate");
        Expression unit = parser.required(name, arguments, "unit");
        Expression timezone = parser.optional(arguments, "timezone");
        Expression week = parser.optional(arguments, "startOfWeek");
        return scope -> {
            Instant start = instant(name, from.evaluate(scope));
            Instant end = instant(name, until.evaluate(scope));
            ZoneId zone = zone(timezone, scope);
            if (start == null || end == null || zone == null) {
                return BsonNull.VALUE;
            }
            ChronoUnit step = unit(name, unit.evaluate(scope));
            DayOfWeek first = week == null ? DayOfWeek.SUNDAY : dayOfWeek(week.evaluate(scope));
            ZonedDateTime left = truncated(start.atZone(zone), step, 1, first);
            ZonedDateTime right = truncated(end.atZone(zone), step, 1, first);
            return step == ChronoUnit.FOREVER ? ChronoUnit.MONTHS.between(left, right) / 3 : step.between(left, right);
        };
    }

    private static Expression.Body fromText(Object specification, ExpressionParser parser) {
        String name = "$dateFromString";
        Document arguments = ExpressionParser.named(name, specification, "dateString", "timezone", "onError", "onNull");
        Expression text = parser.required(name, arguments, "dateString");
        Expression onError = parser.optional(arguments, "onError");
        Expression onNull = parser.optional(arguments, "onNull");
        return scope -> {
            Object value = text.evaluate(scope);
            if (Expression.isNullish(value)) {
                return onNull == null ? BsonNull.VALUE : onNull.evaluate(scope);
            }
            try {
                return new BsonDateTime(parse(String.valueOf(value)));
            } catch (MongoError malformed) {
                if (onError == null) {
                    throw malformed;
                }
                return onError.evaluate(scope);
            }
        };
    }
}
