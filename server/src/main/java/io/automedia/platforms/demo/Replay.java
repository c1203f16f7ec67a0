package io.automedia.platforms.demo;

import io.automedia.content.IncomingPost;
import io.automedia.content.PostReader;
import io.automedia.platforms.SyncOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Plays a file of posts in the order of their times: the first ones as history that ends now, the others live, each
/// when its time has come. A second of ours is `speed` seconds of the file. Where it is lies in the checkpoint.
final class Replay implements AutoCloseable {
    private static final int HISTORY = 300;
    private static final int PIECE = 200;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(700);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /// Who stood still for longer goes on where he was, and doesn't catch up.
    private static final Duration STOOD_STILL = LONGEST_WAIT.multipliedBy(2);

    private final SortedPosts posts;
    private final double speed;

    private Replay(SortedPosts posts, double speed) {
        this.posts = posts;
        this.speed = speed;
    }

    /// Reads through the file once.
    ///
    /// @param folder where a packed file is unpacked
    static Replay open(Path file, Path folder, PostReader reader, double speed) throws IOException {
        return new Replay(SortedPosts.of(file, folder, reader), speed);
    }

    /// The next piece.
    ///
    /// @param checkpoint null, or without a place, for the beginning
    SyncOutcome next(@Nullable Document checkpoint, Instant now) throws IOException {
        Document at = checkpoint == null ? new Document() : checkpoint;
        if (at.containsKey("place")) {
            return live(at, now);
        }
        Date started = Objects.requireNonNullElse(at.getDate("startedAt"), Date.from(now));
        return history(started.toInstant(), now);
    }

    private SyncOutcome history(Instant started, Instant now) throws IOException {
        int end = Math.min(HISTORY, posts.size() / 10);
        List<IncomingPost> told = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            add(told, i, started.minus(scaled(posts.time(end) - posts.time(i))));
        }
        long reached = posts.size() == 0 ? 0 : posts.time(end);
        return new SyncOutcome.Fetched(
                told, List.of(), end - told.size(), place(end, reached, now), Duration.ZERO, null);
    }

    private SyncOutcome live(Document at, Instant now) throws IOException {
        int place = at.getInteger("place");
        if (place >= posts.size()) {
            return new SyncOutcome.Gone("The file has been played to its end.");
        }
        Instant then = at.getDate("at").toInstant();
        Duration passed = Duration.between(then, now);
        if (passed.isNegative() || passed.compareTo(STOOD_STILL) > 0) {
            then = now;
            passed = Duration.ZERO;
        }
        long from = at.getLong("reached");
        long reached = from + Math.round(passed.toMillis() * speed);
        List<IncomingPost> due = new ArrayList<>();
        int next = place;
        while (next < posts.size() && posts.time(next) <= reached && next - place < PIECE) {
            add(due, next, then.plus(scaled(posts.time(next) - from)));
            next++;
        }
        boolean more = next - place == PIECE && next < posts.size() && posts.time(next) <= reached;
        if (more) {
            return new SyncOutcome.Fetched(
                    due, List.of(), PIECE - due.size(), place(next, from, then), Duration.ZERO, null);
        }
        Duration wait = next < posts.size() ? scaled(posts.time(next) - reached) : Duration.ZERO;
        return new SyncOutcome.Fetched(
                due, List.of(), next - place - due.size(), place(next, reached, now), within(wait), null);
    }

    private void add(List<IncomingPost> to, int place, Instant publishedAt) throws IOException {
        Optional<IncomingPost> post = posts.get(place);
        post.ifPresent(read -> to.add(read.withPublishedAt(publishedAt)));
    }

    private Duration scaled(long fileMillis) {
        return Duration.ofMillis(Math.round(fileMillis / speed));
    }

    private static Duration within(Duration wait) {
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// @param reached the time of the file that belongs to `at`
    private static Document place(int place, long reached, Instant at) {
        return new Document("place", place).append("reached", reached).append("at", Date.from(at));
    }

    @Override
    public void close() throws IOException {
        posts.close();
    }
}
