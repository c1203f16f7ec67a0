package io.automedia.platforms.rss;

import io.automedia.outgoing.Answer;
import io.automedia.platforms.SyncOutcome;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How feeds are asked for, and what their servers mean when they don't give them.
final class FeedRequest {
    static final Map<String, String> HEADERS = Map.of(
            "Accept",
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9,"
                    + " application/json;q=0.8, text/html;q=0.5, */*;q=0.1");

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(24);

    private FeedRequest() {}

    /// What became of it, when the answer is neither good nor says that nothing has changed.
    static SyncOutcome outcome(Answer.Received answer, Instant now) {
        Duration retryAfter = retryAfter(answer, now);
        return switch (answer.status()) {
            case 429 -> new SyncOutcome.RateLimited(now.plus(retryAfter == null ? USUAL : retryAfter), null);
            case 401, 402, 403, 407 -> new SyncOutcome.Unauthorized(complaint(answer));
            case 410 -> new SyncOutcome.Gone(complaint(answer));
            default -> new SyncOutcome.Failed(complaint(answer), retryAfter);
        };
    }

    /// A sentence for the person.
    static String complaint(Answer.Received answer) {
        String host = answer.from().getHost();
        int status = answer.status();
        return switch (status) {
            case 401, 407 -> host + " asks for a password (" + status + "). Feeds behind a sign-in can't be read.";
            case 402, 403 -> host + " does not let this feed be read (" + status + ").";
            case 404 -> host + " has nothing at this address (404). Look whether the feed has moved.";
            case 410 -> host + " says that this feed is gone for good (410).";
            case 429 -> host + " was asked too often (429).";
            default ->
                status >= 500
                        ? host + " has a problem of its own (" + status + ")."
                        : host + " does not answer with the feed (" + status + ").";
        };
    }

    /// The new address when the old one has moved for good. A secure address never becomes an insecure one.
    static @Nullable String movedTo(URI asked, Answer.Received answer) {
        URI moved = answer.permanentlyMovedTo();
        boolean isUnsafe = moved != null
                && asked.getScheme().equals("https")
                && !moved.getScheme().equals("https");
        return moved == null || isUnsafe ? null : moved.toString();
    }

    private static @Nullable Duration retryAfter(Answer.Received answer, Instant now) {
        String written = answer.header("Retry-After");
        if (written == null) {
            return null;
        }
        String text = written.strip();
        Duration wait = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text, now);
        if (wait == null) {
            return null;
        }
        Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
