package io.automedia.platforms;

import io.automedia.shared.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time between two fetches, written as in `90s`, `5m`, `6h` or `1d`.
final class CollectionInterval {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(7);

    private CollectionInterval() {}

    /// Reads one that is stored.
    static Duration read(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an interval: " + text);
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /// The text, when it is an interval that may be set.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`)
    static String checked(String text, Duration shortest) {
        String wanted = text.strip();
        if (!FORM.matcher(wanted).matches()
                || read(wanted).compareTo(shortest) < 0
                || read(wanted).compareTo(LONGEST) > 0) {
            throw Problem.invalid(
                            "settings.collectionInterval",
                            "must be between " + shortest.toSeconds() + "s and 7d, such as 5m, 1h or 1d")
                    .exception();
        }
        return wanted;
    }
}
