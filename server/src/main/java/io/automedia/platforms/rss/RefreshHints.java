package io.automedia.platforms.rss;

import io.automedia.outgoing.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a feed asks to be left alone, within bounds: shorter wishes than 5 minutes are none, and nothing is left
/// alone for more than 2 hours, since a look that finds nothing new costs its server next to nothing.
final class RefreshHints {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?<![a-z-])max-age\\s*=\\s*\"?(\\d{1,9})");

    private RefreshHints() {}

    /// What the feed says: `ttl`, or `sy:updatePeriod` and `sy:updateFrequency`.
    static @Nullable Duration of(XmlFields channel) {
        String ttl = channel.text("ttl");
        if (ttl != null && ttl.matches("\\d{1,7}")) {
            return bounded(Duration.ofMinutes(Long.parseLong(ttl)));
        }
        String period = channel.text("sy:updateperiod");
        Duration length = period == null ? null : length(period.toLowerCase(Locale.ROOT));
        if (length == null) {
            return null;
        }
        String frequency = channel.text("sy:updatefrequency");
        boolean isNumber = frequency != null && frequency.matches("[1-9]\\d{0,5}");
        return bounded(isNumber ? length.dividedBy(Long.parseLong(frequency)) : length);
    }

    private static @Nullable Duration length(String period) {
        return switch (period) {
            case "hourly" -> Duration.ofHours(1);
            case "daily" -> Duration.ofDays(1);
            case "weekly" -> Duration.ofDays(7);
            case "monthly" -> Duration.ofDays(30);
            case "yearly" -> Duration.ofDays(365);
            default -> null;
        };
    }

    /// What the server says: `Cache-Control: max-age`.
    static @Nullable Duration of(Answer.Received answer) {
        String control = answer.header("Cache-Control");
        if (control == null || control.toLowerCase(Locale.ROOT).contains("no-")) {
            return null;
        }
        Matcher age = MAX_AGE.matcher(control);
        return age.find() ? bounded(Duration.ofSeconds(Long.parseLong(age.group(1)))) : null;
    }

    static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) > 0 ? one : other;
    }

    private static @Nullable Duration bounded(Duration wish) {
        if (wish.compareTo(SHORTEST) < 0) {
            return null;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
