package io.automedia.web.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers and times as one person reads them: in his language, his time zone, and seen from now.
public final class Formats {
    private static final long LONG_IN_SECONDS = 45;
    private static final int DAYS_COUNTED = 7;

    private final Words words;
    private final ZoneId zone;
    private final Instant now;
    private final Locale locale;

    public Formats(Words words, ZoneId zone, Instant now) {
        this.words = words;
        this.zone = zone;
        this.now = now;
        this.locale = words.locale();
    }

    /// All digits: 1,234,567.
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /// Short: 1.2K, 1.2万.
    public String compact(long value) {
        NumberFormat format = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        format.setMaximumFractionDigits(Math.abs(value) < 1_000 ? 0 : 1);
        return format.format(value);
    }

    /// A whole number of per cent; `share` is 0 to 1.
    public String percent(double share) {
        return words.of("number.percent", number(Math.round(share * 100)));
    }

    /// With its sign and two digits, as a score between -1 and 1 is shown.
    public String score(double value) {
        String digits = decimal(Math.abs(value), 2);
        return sign(value) + digits;
    }

    /// With its sign, whole.
    public String signed(long value) {
        return sign((double) value) + number(Math.abs(value));
    }

    /// With this many digits after the point.
    public String decimal(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    private static String sign(double value) {
        return value > 0 ? "+" : value < 0 ? "−" : "";
    }

    /// 3 MB.
    public String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return decimal(value, value < 10 ? 1 : 0) + " " + units[unit];
    }

    /// A moment as pages show it: how long ago it was, with the exact time beside it.
    public Moment moment(Instant instant) {
        return new Moment(instant.toString(), ago(instant), exact(instant));
    }

    /// The same, where there may be none.
    public @Nullable Moment momentOrNone(@Nullable Instant instant) {
        return instant == null ? null : moment(instant);
    }

    /// "now", "5 min", "3 h", "2 d"; a date when it is longer ago than a week, or not yet.
    public String ago(Instant instant) {
        Duration age = Duration.between(instant, now);
        if ((age.isNegative() && age.abs().toMinutes() > 0) || age.toDays() >= DAYS_COUNTED) {
            return date(instant);
        }
        return age.toSeconds() < LONG_IN_SECONDS ? words.of("time.now") : words.of("time.ago", duration(age));
    }

    /// "5 s", "5 min", "3 h", "2 d".
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return words.of("time.seconds", number(seconds));
        }
        if (seconds < 3_600) {
            return words.of("time.minutes", number(Math.max(1, Math.round(seconds / 60.0))));
        }
        if (seconds < 86_400) {
            return words.of("time.hours", number(Math.round(seconds / 3_600.0)));
        }
        return words.of("time.days", number(Math.round(seconds / 86_400.0)));
    }

    /// Date, time to the second, zone.
    public String exact(Instant instant) {
        return pattern("time.pattern.exact").format(instant.atZone(zone)) + " (" + zoneName() + ")";
    }

    /// The day, with its year only when it is not this one.
    public String date(Instant instant) {
        boolean thisYear = instant.atZone(zone).getYear() == now.atZone(zone).getYear();
        return pattern(thisYear ? "time.pattern.day" : "time.pattern.dayOfYear").format(instant.atZone(zone));
    }

    /// A day of the calendar, without its year.
    public String day(java.time.LocalDate day) {
        return pattern("time.pattern.day").format(day);
    }

    /// Hours and minutes.
    public String time(Instant instant) {
        return pattern("time.pattern.time").format(instant.atZone(zone));
    }

    /// Day, hours and minutes.
    public String dayAndTime(Instant instant) {
        return date(instant) + ", " + time(instant);
    }

    /// From one moment to another, without saying the day twice.
    public String span(Instant from, Instant to) {
        boolean sameDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
        return dayAndTime(from) + " – " + (sameDay ? time(to) : dayAndTime(to));
    }

    private DateTimeFormatter pattern(String key) {
        return DateTimeFormatter.ofPattern(words.of(key), locale);
    }

    /// The time zone as people call it: its city.
    public String zoneName() {
        String id = zone.getId();
        if (id.equals("UTC") || id.equals("Z") || id.equals("Etc/UTC")) {
            return "UTC";
        }
        return id.contains("/")
                ? id.substring(id.lastIndexOf('/') + 1).replace('_', ' ')
                : zone.getDisplayName(TextStyle.SHORT, locale);
    }

    /// A language's own name: English, 中文, Deutsch; the code itself when it is none.
    public String language(String code) {
        Locale named = Locale.forLanguageTag(code);
        String name = named.getDisplayLanguage(named);
        return name.isEmpty() ? code : name.substring(0, 1).toUpperCase(named) + name.substring(1);
    }

    /// The moment that everything is seen from.
    public Instant now() {
        return now;
    }

    /// The person's time zone.
    public ZoneId zone() {
        return zone;
    }

    /// What a `<time>` element needs: ISO 8601, the words, and what its title says.
    public record Moment(String iso, String ago, String exact) {}
}
