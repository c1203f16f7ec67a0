package io.automedia.content;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides what becomes of posts that arrive: which are new, which change one that is stored, which are
/// joined as they are, and which become a person's own variant.
@Component
final class Intake {
    private final ContentRepository content;
    private final TombstoneRepository tombstones;
    private final LibraryRepository library;
    private final Clock clock;

    Intake(ContentRepository content, TombstoneRepository tombstones, LibraryRepository library, Clock clock) {
        this.content = content;
        this.tombstones = tombstones;
        this.library = library;
        this.clock = clock;
    }

    /// What becomes of one post.
    sealed interface Decision {
        /// As its bringer is told.
        StoreResult result();

        /// It is new here.
        record Insert(CleanPost post, ObjectId contentId) implements Decision {
            @Override
            public StoreResult result() {
                return new StoreResult.Created(contentId);
            }
        }

        /// It is here.
        ///
        /// @param post as it came
        /// @param revision what it changes; null when nothing
        /// @param item the item that its bringer has; null when he gets one now
        /// @param restores whether his deletion of it is taken back
        record Known(
                CleanPost post,
                Content stored,
                @Nullable Revision revision,
                @Nullable LibraryItem item,
                boolean restores)
                implements Decision {
            @Override
            public StoreResult result() {
                if (item == null || restores) {
                    return new StoreResult.Created(stored.id());
                }
                return revision == null ? new StoreResult.Unchanged(stored.id()) : new StoreResult.Updated(stored.id());
            }
        }

        /// It isn't taken.
        record Refuse(StoreResult result) implements Decision {}
    }

    /// Decides about posts with distinct keys. Nothing is written.
    ///
    /// @return one decision for each, in order
    List<Decision> decide(List<CleanPost> posts, Collector collector) {
        return new Round(posts, collector).decide();
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /// One look at the stores for a whole batch.
    private final class Round {
        private final List<CleanPost> posts;
        private final Collector collector;
        private final Map<CleanPost.Key, Content> stored;
        private final Set<ObjectId> heldByOthers;

        Round(List<CleanPost> posts, Collector collector) {
            this.posts = posts;
            this.collector = collector;
            this.stored = new HashMap<>(
                    content.byKeys(posts.stream().map(CleanPost::key).toList()));
            this.heldByOthers = collector.trust() == Trust.PERSON && !stored.isEmpty()
                    ? library.heldByOthers(collector.userId(), ids(stored.values()))
                    : Set.of();
        }

        List<Decision> decide() {
            List<CleanPost> targets = targets();
            Map<CleanPost.Key, Tombstone> gone = tombstones.of(targets.stream()
                    .map(CleanPost::key)
                    .filter(key -> !stored.containsKey(key))
                    .toList());
            Map<ObjectId, LibraryItem> items = library.items(collector.userId(), ids(stored.values()));
            List<Decision> decisions = new ArrayList<>(posts.size());
            for (CleanPost post : targets) {
                Content known = stored.get(post.key());
                decisions.add(
                        known == null
                                ? unknown(post, gone.get(post.key()))
                                : known(post, known, items.get(known.id())));
            }
            return decisions;
        }

        /// The posts with those that must not touch what is stored turned into variants.
        private List<CleanPost> targets() {
            List<CleanPost> targets = new ArrayList<>(posts);
            Map<Integer, CleanPost> variants = new LinkedHashMap<>();
            for (int i = 0; i < posts.size(); i++) {
                CleanPost post = posts.get(i);
                Content known = stored.get(post.key());
                if (known != null && !mayChange(known) && !saysTheSame(known, post)) {
                    variants.put(i, post.variant(post.key().variantOf(collector)));
                }
            }
            if (!variants.isEmpty()) {
                stored.putAll(content.byKeys(
                        variants.values().stream().map(CleanPost::key).toList()));
                variants.forEach(targets::set);
            }
            return targets;
        }

        /// A platform's word changes everything; a person's only what is his alone.
        private boolean mayChange(Content known) {
            return collector.trust() == Trust.CONNECTOR
                    || (collector.userId().value().equals(known.source())
                            && !StoredTrust.isConnectors(known.metadata().source())
                            && !heldByOthers.contains(known.id()));
        }

        private Decision unknown(CleanPost post, @Nullable Tombstone tombstone) {
            if (tombstone != null && tombstone.reason() == Tombstone.Reason.UPSTREAM && !speaksForPlatform()) {
                return new Decision.Refuse(
                        new StoreResult.Rejected("The post was deleted on its platform and is not taken again."));
            }
            if (tombstone != null
                    && speaksForPlatform()
                    && (tombstone.reason() == Tombstone.Reason.EXPIRED
                            || tombstone.deletedBy().contains(collector.userId().value()))) {
                return new Decision.Refuse(new StoreResult.Unchanged(tombstone.id()));
            }
            return new Decision.Insert(post, new ObjectId());
        }

        private Decision known(CleanPost post, Content known, @Nullable LibraryItem item) {
            Revision revision = null;
            if (mayChange(known)) {
                Revision possible = Revision.of(known, post, collector);
                revision = possible.changesAnything() ? possible : null;
            }
            boolean restores = item != null && item.isDeleted() && collector.via() == Via.API;
            return new Decision.Known(post, known, revision, item, restores);
        }

        private boolean speaksForPlatform() {
            return collector.trust() == Trust.CONNECTOR;
        }
    }

    private static boolean saysTheSame(Content known, CleanPost post) {
        String text = known.content().text();
        return text.equals(post.text()) || Cleaning.comparable(text).equals(Cleaning.comparable(post.text()));
    }

    private static Set<ObjectId> ids(Collection<Content> posts) {
        Set<ObjectId> ids = HashSet.newHashSet(posts.size());
        posts.forEach(post -> ids.add(post.id()));
        return ids;
    }
}
