package io.automedia.platforms;

import io.automedia.content.Collector;
import io.automedia.content.ContentLibrary;
import io.automedia.content.IncomingPost;
import io.automedia.content.Origin;
import io.automedia.content.PostKey;
import io.automedia.content.StoreReport;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts what a source brought into its owner's library.
@Component
final class Storing {
    private static final Set<String> REPOSTS = Set.of("retweet", "repost", "reblog", "share");
    private static final Set<String> REPLIES = Set.of("reply", "comment");

    private final ContentLibrary library;

    Storing(ContentLibrary library) {
        this.library = library;
    }

    /// What came, sorted.
    ///
    /// @param history posts from before the source was added
    /// @param live posts that appeared since
    /// @param unwanted how many the settings leave out
    record Sorted(List<IncomingPost> history, List<IncomingPost> live, int unwanted) {
        /// When the newest of them was published.
        @Nullable
        Instant newest() {
            Instant live = newest(this.live);
            return live == null ? newest(history) : live;
        }

        /// How late the newest live post is that was not here before.
        @Nullable
        Duration lag(Set<PostKey> arriving, Instant now) {
            Instant newest = newest(
                    live.stream().filter(post -> arriving.contains(key(post))).toList());
            return newest == null ? null : Duration.between(newest, now);
        }

        private static @Nullable Instant newest(List<IncomingPost> posts) {
            return posts.stream()
                    .map(IncomingPost::publishedAt)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /// When more posts may be collected for a person; null when they may now.
    @Nullable
    Instant pausedUntil(UserId owner) {
        return library.pausedUntil(owner);
    }

    /// What was stored.
    ///
    /// @param created posts that are new in the library
    /// @param refused posts that are not kept, `overQuota` among them
    /// @param overQuota posts for which the owner's quota is used up
    record Stored(int created, int refused, int overQuota) {}

    static PostKey key(IncomingPost post) {
        return new PostKey(post.platform(), post.platformId());
    }

    /// Sorts posts into history and live ones, without those that the settings leave out. What has no time counts as
    /// history in the first sync, as live in later ones.
    Sorted sort(MonitoredSource source, Platform.Settings settings, List<IncomingPost> posts) {
        List<IncomingPost> history = new ArrayList<>();
        List<IncomingPost> live = new ArrayList<>();
        int unwanted = 0;
        for (IncomingPost post : posts) {
            if (!isWanted(post, settings)) {
                unwanted++;
            } else if (isHistory(source, post)) {
                history.add(post);
            } else {
                live.add(post);
            }
        }
        return new Sorted(history, live, unwanted);
    }

    private static boolean isWanted(IncomingPost post, Platform.Settings settings) {
        String type = post.type() == null ? "" : post.type();
        boolean repost = REPOSTS.contains(type) || post.extras().containsKey("repostOf");
        boolean reply = REPLIES.contains(type) || post.extras().containsKey("replyTo");
        return (settings.includeRetweets() || !repost) && (settings.includeReplies() || !reply);
    }

    private static boolean isHistory(MonitoredSource source, IncomingPost post) {
        Instant published = post.publishedAt();
        return published == null ? source.lastSync() == null : published.isBefore(source.liveSince());
    }

    /// Those that the owner doesn't have yet.
    Set<PostKey> unknown(MonitoredSource source, Sorted sorted) {
        Set<PostKey> keys = new HashSet<>();
        sorted.history().forEach(post -> keys.add(key(post)));
        sorted.live().forEach(post -> keys.add(key(post)));
        if (!keys.isEmpty()) {
            keys.removeAll(library.known(new UserId(source.userId()), keys));
        }
        return keys;
    }

    /// Stores them, and removes those that the platform says are deleted.
    ///
    /// @param arriving what was not there before this attempt or the ones that died before it
    Stored store(MonitoredSource source, Sorted sorted, List<String> removed, Set<PostKey> arriving) {
        StoreReport history = store(source, sorted.history(), Origin.BACKFILL);
        StoreReport live = store(source, sorted.live(), Origin.LIVE);
        for (String platformId : removed) {
            library.removedUpstream(source.type(), platformId, collector(source, Origin.LIVE));
        }
        int created = source.arriving().isEmpty()
                ? history.created() + live.created()
                : library.known(new UserId(source.userId()), arriving).size();
        return new Stored(created, history.rejected() + live.rejected(), history.overQuota() + live.overQuota());
    }

    private StoreReport store(MonitoredSource source, List<IncomingPost> posts, Origin origin) {
        return library.store(posts, collector(source, origin));
    }

    private static Collector collector(MonitoredSource source, Origin origin) {
        Via via = source.kind().sharesAccount() ? Via.PLATFORM : Via.SOURCE;
        return new Collector(new UserId(source.userId()), via, Trust.CONNECTOR, origin, "monitoring");
    }
}
