package io.automedia.platforms.demo;

import io.automedia.content.Collector;
import io.automedia.content.ContentLibrary;
import io.automedia.content.IncomingPost;
import io.automedia.content.Origin;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.shared.UserId;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Plays the story for one person: some hours of it as history, then live, again and again. Posts that are out already
/// are collected again
/// with the engagement they have by then.
@Component
@ConditionalOnBooleanProperty("automedia.demo.enabled")
public final class DemoStream implements DisposableBean {
    private static final Duration STEP = Duration.ofMillis(700);
    private static final int HISTORY_ROUNDS = 2;
    private static final int AT_ONCE = 10;
    private static final int REMEMBERED = 200;
    private static final int GROWING_A_STEP = 5;

    private final Story story = Story.read();
    private final ContentLibrary library;
    private final Leases leases;
    private final Clock clock;
    private final DemoProperties properties;
    private final Deque<Played> out = new ArrayDeque<>();
    private @Nullable LeasedLoop loop;
    private double position;
    private Instant lookedAt = Instant.EPOCH;
    private String round = "";

    DemoStream(ContentLibrary library, Leases leases, Clock clock, DemoProperties properties) {
        this.library = library;
        this.leases = leases;
        this.clock = clock;
        this.properties = properties;
    }

    private record Played(StoryPost post, String round, Instant at) {}

    /// Tells the history when there is none yet, and begins to play.
    public void play(UserId user, boolean withHistory) {
        lookedAt = clock.instant();
        round = Long.toString(lookedAt.getEpochSecond(), Character.MAX_RADIX);
        if (withHistory) {
            tellHistory(user);
        }
        List<StoryPost> first = story.posts().subList(0, AT_ONCE);
        appear(user, first);
        position = first.getLast().at();
        loop = LeasedLoop.start(leases, "demo", STEP, () -> step(user));
    }

    private void tellHistory(UserId user) {
        for (int back = HISTORY_ROUNDS; back > 0; back--) {
            String past = round + "h" + back;
            Instant start = lookedAt.minusSeconds((long) back * Story.LENGTH);
            List<IncomingPost> posts = new ArrayList<>();
            for (StoryPost post : story.posts()) {
                Instant at = start.plusSeconds(post.at());
                posts.add(post.incoming(
                        past, at, (double) Duration.between(at, lookedAt).toSeconds()));
            }
            library.store(posts, collector(user, Origin.BACKFILL));
        }
    }

    private boolean step(UserId user) {
        Instant now = clock.instant();
        double until = position + Duration.between(lookedAt, now).toMillis() / 1_000.0 * properties.speed();
        lookedAt = now;
        appear(user, story.between(position, until));
        position = until;
        if (position >= Story.LENGTH) {
            position = 0;
            round = Long.toString(now.getEpochSecond(), Character.MAX_RADIX);
        }
        grow(user, now);
        return false;
    }

    private void appear(UserId user, List<StoryPost> posts) {
        if (posts.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        library.store(posts.stream().map(post -> post.incoming(round, now, 0)).toList(), collector(user, Origin.LIVE));
        posts.forEach(post -> out.addLast(new Played(post, round, now)));
        while (out.size() > REMEMBERED) {
            out.removeFirst();
        }
    }

    private void grow(UserId user, Instant now) {
        List<IncomingPost> grown = new ArrayList<>();
        for (int i = 0; i < Math.min(GROWING_A_STEP, out.size()); i++) {
            Played played = out.removeFirst();
            double age = Duration.between(played.at(), now).toMillis() / 1_000.0 * properties.speed();
            grown.add(played.post().incoming(played.round(), played.at(), age));
            out.addLast(played);
        }
        if (!grown.isEmpty()) {
            library.store(grown, collector(user, Origin.LIVE));
        }
    }

    private static Collector collector(UserId user, Origin origin) {
        return new Collector(user, Via.PLATFORM, Trust.CONNECTOR, origin, "demo");
    }

    @Override
    public void destroy() {
        if (loop != null) {
            loop.close();
        }
    }

    /// The settings exist on every instance: pages ask whether it is a demo.
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DemoProperties.class)
    static class DemoConfiguration {}
}
