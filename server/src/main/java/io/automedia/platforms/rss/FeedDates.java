package io.automedia.platforms.rss;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates as feeds write them: RFC 822 and 3339 and what people take for those. A date without a zone is UTC;
/// where day and month can't be told apart by their size, slashes mean American and dots European order.
final class FeedDates {
    private static final int LONGEST = 80;
    private static final String TIME =
            "(?:[\\sT,]+(?:at\\s+)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?" + "\\s*([AaPp]\\.?[Mm]\\.?)?)?";
    private static final String ZONE = "\\s*(.*)";
    private static final String WEEKDAY = "(?:\\p{L}+\\.?,?\\s+)?";
    private static final String MONTH = "(\\p{L}{3,12})\\.?,?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})(?:\\s*[-/.月]\\s*(\\d{1,2})日?)?" + TIME + ZONE);
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?" + ZONE);
    private static final Pattern DAY_FIRST =
            Pattern.compile(WEEKDAY + "(\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s-]+(?:of\\s+|de\\s+)?" + MONTH
                    + "[\\s-]+(?:de\\s+)?(\\d{4}|\\d{2})" + TIME + ZONE);
    private static final Pattern MONTH_FIRST =
            Pattern.compile(WEEKDAY + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})" + TIME + ZONE);
    private static final Pattern C_LIKE = Pattern.compile(WEEKDAY + MONTH
            + "\\s+(\\d{1,2})\\s+(\\d{1,2}):(\\d{2}):(\\d{2})\\s+(?:([A-Z]{1,5}|[+-]\\d{4})\\s+)?(\\d{4})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})([/.])(\\d{1,2})\\2(\\d{4})" + TIME + ZONE);
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("WEST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MET", "+01:00"),
            Map.entry("MEST", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("IST", "+05:30"),
            Map.entry("HKT", "+08:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"));
    /// What programs write when they know no date.
    private static final Instant NO_DATE = Instant.parse("1971-01-01T00:00:00Z");

    private FeedDates() {}

    /// The moment, or null when that is no date or one that stands for none.
    static @Nullable Instant parse(@Nullable String written) {
        if (written == null || written.isBlank() || written.length() > 4 * LONGEST) {
            return null;
        }
        String text = written.strip().replaceAll("[\\s\\u00a0]+", " ");
        try {
            Instant moment = text.length() > LONGEST ? null : moment(text);
            return moment == null || moment.isBefore(NO_DATE) ? null : moment;
        } catch (DateTimeException | NumberFormatException impossible) {
            return null;
        }
    }

    private static @Nullable Instant moment(String text) {
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        Matcher m = YEAR_FIRST.matcher(text);
        if (m.matches()) {
            return at(m.group(1), number(m.group(2)), m.group(3) == null ? "1" : m.group(3), m, 4);
        }
        m = COMPACT.matcher(text);
        if (m.matches()) {
            return at(
                    m.group(1),
                    number(m.group(2)),
                    m.group(3),
                    time(m.group(4), m.group(5), m.group(6), null),
                    m.group(7));
        }
        m = NUMBERS.matcher(text);
        if (m.matches()) {
            boolean monthFirst = m.group(2).equals("/") && number(m.group(1)) <= 12;
            String day = monthFirst ? m.group(3) : m.group(1);
            return at(m.group(4), number(monthFirst ? m.group(1) : m.group(3)), day, m, 5);
        }
        return named(text);
    }

    private static @Nullable Instant named(String text) {
        Matcher m = C_LIKE.matcher(text);
        if (m.matches()) {
            return at(
                    m.group(7),
                    month(m.group(1)),
                    m.group(2),
                    time(m.group(3), m.group(4), m.group(5), null),
                    m.group(6));
        }
        m = DAY_FIRST.matcher(text);
        if (m.matches()) {
            return at(m.group(3), month(m.group(2)), m.group(1), m, 4);
        }
        m = MONTH_FIRST.matcher(text);
        return m.matches() ? at(m.group(3), month(m.group(1)), m.group(2), m, 4) : null;
    }

    /// With the time in four groups from `group` on, and the zone behind.
    private static @Nullable Instant at(String year, int month, String day, Matcher m, int group) {
        long time = time(m.group(group), m.group(group + 1), m.group(group + 2), m.group(group + 3));
        return at(year, month, day, time, m.group(group + 4));
    }

    private static @Nullable Instant at(String year, int month, String day, long seconds, @Nullable String zone) {
        int number = number(year);
        int full = year.length() > 2 ? number : number + (number < 70 ? 2000 : 1900);
        return LocalDateTime.of(full, month, number(day), 0, 0)
                .plusSeconds(seconds)
                .atZone(zone(zone == null ? "" : zone.strip()))
                .toInstant();
    }

    private static long time(
            @Nullable String hour, @Nullable String minute, @Nullable String second, @Nullable String half) {
        if (hour == null || minute == null) {
            return 0;
        }
        int hours = number(hour);
        if (half != null) {
            hours = hours % 12 + (Character.toLowerCase(half.charAt(0)) == 'p' ? 12 : 0);
        }
        int seconds = second == null ? 0 : Math.min(59, number(second));
        if (hours > 24 || number(minute) > 59) {
            throw new DateTimeException("no such time");
        }
        return hours * 3_600L + number(minute) * 60L + seconds;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int month(String name) {
        Integer month = MONTHS.get(name.toLowerCase(Locale.ROOT));
        if (month == null) {
            throw new DateTimeException("no such month");
        }
        return month;
    }

    private static ZoneId zone(String written) {
        String zone = written.replaceAll("\\(.*", "").strip().replace('\u2212', '-');
        if (zone.isEmpty() || zone.equalsIgnoreCase("Z")) {
            return ZoneOffset.UTC;
        }
        String plain = zone.replaceFirst("^(?:GMT|UTC|UT)(?=[+-])", "");
        if (plain.matches("[+-]\\d{3}")) {
            plain = plain.charAt(0) + "0" + plain.substring(1);
        }
        try {
            return ZoneId.of(ZONES.getOrDefault(plain.toUpperCase(Locale.ROOT), plain));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (String language : new String[] {"es", "fr", "de", "it", "pt", "nl", "sv", "pl", "ru", "en"}) {
            Locale locale = Locale.of(language);
            for (Month month : Month.values()) {
                for (TextStyle style : new TextStyle[] {TextStyle.FULL, TextStyle.SHORT}) {
                    String name = month.getDisplayName(style, locale).toLowerCase(locale);
                    months.put(name.replace(".", ""), month.getValue());
                }
            }
        }
        months.put("sept", 9);
        return Map.copyOf(months);
    }
}
