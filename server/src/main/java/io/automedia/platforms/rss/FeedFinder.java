package io.automedia.platforms.rss;

import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import io.automedia.platforms.FoundSource;
import io.automedia.platforms.SourceKind;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Finds the feed that a person means by an address.
final class FeedFinder {
    private static final int MOST_TRIED = 8;
    /// Somebody is waiting: after this no further address is tried.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Outgoing outgoing;
    private final FeedReader reader;

    private final Clock clock;

    FeedFinder(Outgoing outgoing, FeedReader reader, Clock clock) {
        this.outgoing = outgoing;
        this.reader = reader;
        this.clock = clock;
    }

    private sealed interface Look {
        record Found(FoundSource source) implements Look {}

        record Page(Answer.Received answer) implements Look {}

        record Nothing(String reason) implements Look {}
    }

    /// @throws ProblemException (`Invalid`) that says what to do instead
    FoundSource find(String pasted) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        String reason = null;
        for (URI address : addresses(pasted)) {
            if (clock.instant().isAfter(end)) {
                break;
            }
            switch (look(address)) {
                case Look.Found found -> {
                    return found.source();
                }
                case Look.Page page -> {
                    return onPage(page.answer(), end);
                }
                case Look.Nothing nothing -> reason = reason == null ? nothing.reason() : reason;
            }
        }
        throw invalid(reason == null ? "There is nothing at this address." : reason);
    }

    private static List<URI> addresses(String pasted) {
        try {
            return FeedAddress.meantBy(pasted);
        } catch (IllegalArgumentException wrong) {
            throw invalid(String.valueOf(wrong.getMessage()));
        }
    }

    private FoundSource onPage(Answer.Received page, Instant end) throws InterruptedException {
        int tried = 0;
        for (URI address : PageLinks.of(page.body(), page.header("Content-Type"), page.from())) {
            if (tried++ == MOST_TRIED || clock.instant().isAfter(end)) {
                break;
            }
            if (look(address) instanceof Look.Found found) {
                return found.source();
            }
        }
        throw invalid(
                "This page of " + page.from().getHost() + " has no feed. Paste the address of a feed itself, often"
                        + " behind a link called RSS, Atom or Feed.");
    }

    private Look look(URI address) throws InterruptedException {
        return switch (outgoing.get(address, FeedRequest.HEADERS)) {
            case Answer.Refused refused -> new Look.Nothing(refused.reason());
            case Answer.Failed failed -> new Look.Nothing(failed.reason());
            case Answer.Received answer ->
                answer.isGood() ? read(address, answer) : new Look.Nothing(FeedRequest.complaint(answer));
        };
    }

    private Look read(URI asked, Answer.Received answer) throws InterruptedException {
        Reading reading = reader.read(answer.body(), answer.header("Content-Type"), answer.from());
        return switch (reading) {
            case Feed feed -> new Look.Found(source(asked, answer, feed));
            case Reading.Page page -> new Look.Page(answer);
            case Reading.Nothing nothing ->
                looksLikePage(answer)
                        ? new Look.Page(answer)
                        : new Look.Nothing("What " + answer.from().getHost() + " answers " + nothing.reason() + ".");
        };
    }

    private static boolean looksLikePage(Answer.Received answer) {
        String type = answer.header("Content-Type");
        return type != null && type.startsWith("text/html");
    }

    private static FoundSource source(URI asked, Answer.Received answer, Feed feed) {
        String moved = FeedRequest.movedTo(asked, answer);
        String title = feed.about().title();
        return new FoundSource(
                SourceKind.FEED,
                moved == null ? asked.toString() : moved,
                title == null ? String.valueOf(answer.from().getHost()) : cut(title),
                null);
    }

    private static String cut(String title) {
        return title.length() <= 200 ? title : title.substring(0, 200);
    }

    private static ProblemException invalid(String sentence) {
        return new Problem.Invalid(sentence, List.of(new Problem.FieldError("value", sentence))).exception();
    }
}
