package io.automedia.platforms.rss;

import io.automedia.content.IncomingPost;
import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import io.automedia.platforms.Connection;
import io.automedia.platforms.FoundSource;
import io.automedia.platforms.PlatformConnector;
import io.automedia.platforms.Source;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.SyncOutcome;
import io.automedia.platforms.WantedSource;
import io.automedia.platforms.rss.Download.Known;
import io.automedia.shared.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fetches feeds. An entry is new when its id was not delivered before, and delivered again when what it says has
/// changed.
@Component
final class RssConnector implements PlatformConnector {
    static final String TYPE = "rss";
    private static final int PIECE = 300;

    private final FeedReader reader = new FeedReader();
    private final Outgoing outgoing;
    private final FeedFinder finder;
    private final RecentDownloads recent;
    private final Clock clock;

    RssConnector(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.finder = new FeedFinder(outgoing, reader, clock);
        this.recent = new RecentDownloads(clock);
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public FoundSource find(Connection connection, WantedSource wanted) {
        if (wanted.kind() != SourceKind.FEED) {
            throw Problem.invalid("kind", "must be feed: a feed is monitored by its address")
                    .exception();
        }
        try {
            return finder.find(wanted.value());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("The server is being stopped. Try again in a moment.").exception();
        }
    }

    @Override
    public SyncOutcome fetch(Connection connection, Source source) throws InterruptedException {
        FeedCheckpoint checkpoint = FeedCheckpoint.of(source.checkpoint(), source.value());
        Download kept = checkpoint.more() ? recent.find(source.id(), checkpoint.body()) : null;
        if (kept != null) {
            return piece(source, checkpoint, kept, 0, null);
        }
        URI address;
        try {
            address = URI.create(source.value());
        } catch (IllegalArgumentException noAddress) {
            return new SyncOutcome.Failed("This is not an address of the web.", null);
        }
        Map<String, String> headers = new LinkedHashMap<>(FeedRequest.HEADERS);
        headers.putAll(checkpoint.conditions());
        return switch (outgoing.get(address, headers)) {
            case Answer.Refused refused -> new SyncOutcome.Failed(refused.reason(), null);
            case Answer.Failed failed -> new SyncOutcome.Failed(failed.reason(), null);
            case Answer.Received answer -> outcome(source, checkpoint, address, answer);
        };
    }

    private SyncOutcome outcome(Source source, FeedCheckpoint checkpoint, URI asked, Answer.Received answer)
            throws InterruptedException {
        if (answer.status() == 304) {
            return nothingNew(checkpoint.pause(), FeedRequest.movedTo(asked, answer));
        }
        if (!answer.isGood()) {
            return FeedRequest.outcome(answer, clock.instant());
        }
        String body = Hashes.text(answer.body(), 32);
        if (body.equals(checkpoint.body()) && !checkpoint.more()) {
            return nothingNew(checkpoint.pause(), FeedRequest.movedTo(asked, answer));
        }
        return switch (reader.read(answer.body(), answer.header("Content-Type"), answer.from())) {
            case Feed feed ->
                piece(
                        source,
                        checkpoint,
                        download(body, answer, feed),
                        feed.skipped(),
                        FeedRequest.movedTo(asked, answer));
            case Reading.Page page ->
                new SyncOutcome.Failed(answer.from().getHost() + " answers with a web page instead of the feed.", null);
            case Reading.Nothing nothing ->
                new SyncOutcome.Failed("What " + answer.from().getHost() + " answers " + nothing.reason() + ".", null);
        };
    }

    private static SyncOutcome nothingNew(@Nullable Duration pause, @Nullable String movedTo) {
        return new SyncOutcome.Fetched(List.of(), List.of(), 0, null, pause, movedTo);
    }

    private static Download download(String body, Answer.Received answer, Feed feed) {
        return new Download(
                body,
                answer.header("ETag"),
                answer.header("Last-Modified"),
                RefreshHints.longer(feed.pause(), RefreshHints.of(answer)),
                feed.about(),
                feed.complete(),
                oldestFirst(feed.entries()),
                feed.deleted());
    }

    private SyncOutcome piece(
            Source source, FeedCheckpoint checkpoint, Download download, int skipped, @Nullable String movedTo) {
        List<Known> undelivered = download.entries().stream()
                .filter(entry -> !checkpoint.seen().contains(entry))
                .toList();
        List<Known> now = undelivered.subList(0, Math.min(PIECE, undelivered.size()));
        boolean more = undelivered.size() > PIECE;
        if (more) {
            recent.keep(source.id(), download);
        } else {
            recent.forget(source.id());
        }
        // what was deleted comes only once all is here that may stand before it
        List<String> deleted = more ? List.of() : download.deleted();
        Seen seen = checkpoint.seen().with(now).without(deleted);
        Document next = checkpoint
                .after(download, more ? seen : seen.trimmedTo(download.entries()), more)
                .stored();
        EntryPost posts = new EntryPost(checkpoint.feed(), source.value(), download.about(), clock.instant());
        List<IncomingPost> incoming =
                now.stream().map(one -> posts.of(one.entry())).toList();
        return new SyncOutcome.Fetched(
                incoming, posts.ids(deleted), skipped, next, more ? Duration.ZERO : download.pause(), movedTo);
    }

    /// By date; an entry without one is as old as the one below it, since the newest stand above.
    private static List<Known> oldestFirst(List<FeedEntry> entries) {
        record Dated(FeedEntry entry, Instant at) {}
        List<Dated> dated = new ArrayList<>(entries.size());
        Instant below = Instant.EPOCH;
        for (FeedEntry entry : entries.reversed()) {
            Instant date = FeedDates.parse(entry.published());
            below = date == null ? below : date;
            dated.add(new Dated(entry, below));
        }
        dated.sort(Comparator.comparing(Dated::at));
        return dated.stream().map(one -> Known.of(one.entry())).toList();
    }
}
