package io.automedia.limits;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// So many times in a stretch of time, written `100/min`, `500/h`, `5/s` or `1000/d`.
public record Rate(long times, Duration window) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*/\\s*(s|min|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    public Rate {
        if (times < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("a rate must allow something: 1/d is the least");
        }
    }

    /// Reads what stands in the configuration.
    ///
    /// @throws IllegalArgumentException when it is no rate
    public static Rate of(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no rate: write a number, a slash and s, min, h or d, such as 100/min");
        }
        return new Rate(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), Duration.ZERO));
    }

    @Override
    public String toString() {
        String unit = UNITS.entrySet().stream()
                .filter(known -> known.getValue().equals(window))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(window::toString);
        return times + "/" + unit;
    }
}
