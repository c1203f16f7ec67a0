package io.automedia.platforms.demo;

import io.automedia.content.IncomingPost;
import io.automedia.platforms.SyncOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Plays the story: two rounds of it as history, then live, again and again. It is live as it was written; in all other
/// rounds its posts say something else. Posts that are out are collected again with the engagement they have by then.
/// Where it is lies in the checkpoint alone, so the same checkpoint gives the
/// same posts.
final class StoryPlay {
    private static final Duration STEP = Duration.ofMillis(700);
    /// Who stood still for longer goes on where he was, and doesn't catch up.
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private static final int HISTORY_ROUNDS = 2;
    private static final int AT_ONCE = 10;
    private static final int REMEMBERED = 200;
    private static final int GROWING_A_STEP = 5;

    private final Story story;
    private final double speed;

    StoryPlay(Story story, double speed) {
        this.story = story;
        this.speed = speed;
    }

    /// The next piece.
    ///
    /// @param checkpoint null, or without a place, for the beginning
    SyncOutcome.Fetched next(@Nullable Document checkpoint, Instant now) {
        Document at = checkpoint == null ? new Document() : checkpoint;
        Date started = Objects.requireNonNullElse(at.getDate("startedAt"), Date.from(now));
        int told = at.getInteger("told", 0);
        if (told < HISTORY_ROUNDS) {
            return history(started.toInstant(), told);
        }
        return at.containsKey("position") ? live(at, started, now) : opening(started, now);
    }

    private SyncOutcome.Fetched history(Instant started, int told) {
        int back = HISTORY_ROUNDS - told;
        Instant from = started.minusSeconds((long) back * Story.LENGTH);
        List<IncomingPost> posts = new ArrayList<>();
        for (StoryPost post : story.between(-1, Story.LENGTH, told + 1)) {
            Instant at = from.plusSeconds(post.at());
            posts.add(post.incoming(round(started) + "h" + back, at, (double)
                    Duration.between(at, started).toSeconds()));
        }
        Document next = new Document("startedAt", Date.from(started)).append("told", told + 1);
        return new SyncOutcome.Fetched(posts, List.of(), 0, next, Duration.ZERO, null);
    }

    private SyncOutcome.Fetched opening(Date started, Instant now) {
        List<StoryPost> first = story.posts().subList(0, AT_ONCE);
        String round = round(started.toInstant()) + "r0";
        return fetched(
                first.stream().map(post -> post.incoming(round, now, 0)).toList(),
                place(started, 0, first.getLast().at(), 0, now));
    }

    private SyncOutcome.Fetched live(Document at, Date started, Instant now) {
        Instant reached = at.getDate("at").toInstant();
        double position = at.getDouble("position");
        int rounds = at.getInteger("round", 0);
        int step = at.getInteger("step", 0);
        Duration passed = Duration.between(reached, now);
        double until = passed.isNegative() || passed.compareTo(LONGEST_STEP) > 0
                ? position
                : position + passed.toMillis() / 1_000.0 * speed;
        String round = round(started.toInstant()) + "r" + rounds;
        List<IncomingPost> posts = new ArrayList<>();
        for (StoryPost post : story.between(position, until, telling(rounds))) {
            Instant published = reached.plusMillis(Math.round((post.at() - position) / speed * 1_000));
            posts.add(post.incoming(round, published, 0));
        }
        posts.addAll(grown(round, rounds, position, step));
        boolean over = until >= Story.LENGTH;
        return fetched(posts, place(started, over ? rounds + 1 : rounds, over ? 0 : until, step + 1, now));
    }

    private List<IncomingPost> grown(String round, int rounds, double position, int step) {
        List<StoryPost> out = story.between(-1, position, telling(rounds));
        List<StoryPost> recent = out.subList(Math.max(0, out.size() - REMEMBERED), out.size());
        List<IncomingPost> grown = new ArrayList<>();
        for (int i = 0; i < Math.min(GROWING_A_STEP, recent.size()); i++) {
            StoryPost post = recent.get(Math.floorMod(step * GROWING_A_STEP + i, recent.size()));
            grown.add(post.incoming(round, null, position - post.at()));
        }
        return grown;
    }

    private static SyncOutcome.Fetched fetched(List<IncomingPost> posts, Document next) {
        return new SyncOutcome.Fetched(posts, List.of(), 0, next, STEP, null);
    }

    private static Document place(Date started, int round, double position, int step, Instant now) {
        return new Document("startedAt", started)
                .append("told", HISTORY_ROUNDS)
                .append("round", round)
                .append("position", position)
                .append("step", step)
                .append("at", Date.from(now));
    }

    /// The live story begins as it was written; history took the next two tellings.
    private static int telling(int round) {
        return round == 0 ? 0 : round + HISTORY_ROUNDS;
    }

    private static String round(Instant started) {
        return Long.toString(started.getEpochSecond(), Character.MAX_RADIX);
    }
}
