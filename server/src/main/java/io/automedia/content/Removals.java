package io.automedia.content;

import com.mongodb.client.model.Updates;
import io.automedia.shared.Etag;
import io.automedia.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Takes posts away: from one library, and for good when they are in none. What was deleted can be brought
/// back until [#sweep] comes by.
@Component
final class Removals {
    private static final int AT_ONCE = 500;
    private static final int ATTEMPTS = 20;
    /// Whoever stores a post writes its item within this time, or never.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final ContentRepository content;
    private final TombstoneRepository tombstones;
    private final LibraryRepository library;
    private final Intake intake;
    private final ContentProperties properties;
    private final Showcase showcase;
    private final ObjectProvider<PostDependent> dependents;
    private final ApplicationEventPublisher events;

    Removals(
            ContentRepository content,
            TombstoneRepository tombstones,
            LibraryRepository library,
            Intake intake,
            ContentProperties properties,
            ObjectProvider<Showcase> showcase,
            ObjectProvider<PostDependent> dependents,
            ApplicationEventPublisher events) {
        this.content = content;
        this.tombstones = tombstones;
        this.library = library;
        this.intake = intake;
        this.properties = properties;
        this.showcase = showcase.getIfAvailable(() -> Showcase.NONE);
        this.dependents = dependents;
        this.events = events;
    }

    void delete(LibraryItem item, OptionalLong ifMatch) {
        LibraryItem changed = library.change(
                item.id(),
                ifMatch,
                Updates.combine(Updates.set("isDeleted", true), Updates.set("deletedAt", intake.now())));
        if (changed == null) {
            throw Etag.stale().exception();
        }
        content.forget(item.contentId(), topicsOf(changed));
        showcase.left(new UserId(changed.userId()), List.of(item.contentId()));
        if (library.held(item.contentId()).isEmpty()) {
            content.changeAnyway(item.contentId(), Updates.set("isDeleted", true));
        }
        marksChanged(List.of(changed));
    }

    void restore(LibraryItem item) {
        if (item.isDeleted()) {
            library.restore(item.id(), intake.now());
            content.changeAnyway(item.contentId(), Updates.set("isDeleted", false));
            content.dueUnlessDue(List.of(item.contentId()), Lane.HISTORY, intake.now());
        }
    }

    /// A person's own item is the last to go: what a dying node leaves undone is done when he learns it
    /// again.
    void removedUpstream(CleanPost.Key key, Collector collector) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Content post = content.byKeys(List.of(key)).get(key);
            if (post == null) {
                finishRemoval(key);
                return;
            }
            LibraryItem own = library.item(collector.userId(), post.id());
            if (own == null) {
                return;
            }
            List<LibraryItem> others = library.held(post.id()).stream()
                    .filter(item -> !item.id().equals(own.id()))
                    .toList();
            // whom only a topic of his brought the post has it from those who look
            if (others.stream().anyMatch(item -> item.via() != Via.TOPIC)) {
                handOver(post, own, others);
                return;
            }
            if (removeForGood(post, library.ofPosts(List.of(post.id())), Tombstone.Reason.UPSTREAM)) {
                return;
            }
        }
        throw new IllegalStateException(
                "The post " + key + ", which its platform deleted, is being changed all the time");
    }

    /// A post that is gone may have left items behind.
    private void finishRemoval(CleanPost.Key key) {
        Tombstone stone = tombstones.of(List.of(key)).get(key);
        if (stone != null && stone.reason() == Tombstone.Reason.UPSTREAM) {
            forget(List.of(stone.id()));
            library.removeOfPost(stone.id());
        }
    }

    /// It leaves the library of the one who learned of it; the others are to look for themselves.
    private void handOver(Content post, LibraryItem own, List<LibraryItem> others) {
        library.doubt(others.stream().map(LibraryItem::id).toList(), intake.now());
        content.forget(post.id(), topicsOf(own));
        showcase.left(new UserId(own.userId()), List.of(post.id()));
        passOn(post, own.userId(), others);
        library.remove(List.of(own.id()));
        marksChanged(List.of(own));
        events.publishEvent(new ContentRemovedUpstream(
                post.id(),
                post.platform(),
                post.platformId(),
                others.stream().map(other -> new UserId(other.userId())).toList()));
    }

    /// The topics that marked these are to be counted again.
    private void marksChanged(List<LibraryItem> items) {
        Set<ObjectId> topics =
                items.stream().flatMap(item -> topicsOf(item).stream()).collect(Collectors.toSet());
        if (!topics.isEmpty()) {
            events.publishEvent(new MarksChanged(topics));
        }
    }

    /// Removes for good what was deleted long enough ago and is in no library any more.
    ///
    /// @return whether there may be more
    boolean sweep() {
        Instant before = intake.now().minus(properties.restorableFor());
        List<LibraryItem> deleted = library.deletedBefore(before, AT_ONCE);
        Set<ObjectId> ids =
                deleted.stream().map(LibraryItem::contentId).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<ObjectId, Content> posts = content.byIds(ids);
        Map<ObjectId, List<LibraryItem>> items =
                library.ofPosts(ids).stream().collect(Collectors.groupingBy(LibraryItem::contentId));
        boolean progress = false;
        for (ObjectId id : ids) {
            progress |= sweep(posts.get(id), items.getOrDefault(id, List.of()), before);
        }
        return progress && deleted.size() == AT_ONCE;
    }

    private boolean sweep(@Nullable Content post, List<LibraryItem> items, Instant before) {
        if (post == null) {
            forget(items.stream().map(LibraryItem::contentId).distinct().toList());
            library.remove(items.stream().map(LibraryItem::id).toList());
            return true;
        }
        List<LibraryItem> held =
                items.stream().filter(item -> !item.isDeleted()).toList();
        if (!held.isEmpty()) {
            return settle(post, items, held, before);
        }
        boolean allLongAgo = items.stream().allMatch(item -> isBefore(item.deletedAt(), before));
        return allLongAgo && isSettled(post) && removeForGood(post, items, Tombstone.Reason.DELETED);
    }

    /// Others still have it: the marks stay, so that it doesn't come back to those who deleted it, but
    /// can't be undone.
    private boolean settle(Content post, List<LibraryItem> items, List<LibraryItem> held, Instant before) {
        for (LibraryItem item : items) {
            if (item.isDeleted() && item.deletedAt() != null && isBefore(item.deletedAt(), before)) {
                library.change(
                        item.id(),
                        OptionalLong.of(item.version()),
                        Updates.combine(
                                Updates.unset("deletedAt"),
                                Updates.unset("tags"),
                                Updates.unset("topics"),
                                Updates.set("moderationNotes", "")));
                passOn(post, item.userId(), held);
            }
        }
        return true;
    }

    /// Removes for good what has expired, from all libraries.
    ///
    /// @return whether there may be more
    boolean sweepExpired() {
        List<Content> expired = content.expired(intake.now(), AT_ONCE);
        Map<ObjectId, List<LibraryItem>> items = library
                .ofPosts(expired.stream().map(Content::id).toList())
                .stream()
                .collect(Collectors.groupingBy(LibraryItem::contentId));
        boolean progress = false;
        for (Content post : expired) {
            progress |= isSettled(post)
                    && removeForGood(post, items.getOrDefault(post.id(), List.of()), Tombstone.Reason.EXPIRED);
        }
        return progress && expired.size() == AT_ONCE;
    }

    private static List<ObjectId> topicsOf(LibraryItem item) {
        return item.topics().stream().map(LibraryItem.Marked::topicId).toList();
    }

    private static boolean isBefore(@Nullable Instant deletedAt, Instant before) {
        return deletedAt == null || !deletedAt.isAfter(before);
    }

    /// Removes posts that were stored when their items could not be written any more.
    void removeUnheld(List<Content> posts) {
        for (Content post : posts) {
            if (isSettled(post)) {
                removeForGood(post, List.of(), Tombstone.Reason.UNHELD);
            }
        }
    }

    private boolean isSettled(Content post) {
        return post.updatedAt().isBefore(intake.now().minus(SETTLED));
    }

    private boolean removeForGood(Content post, List<LibraryItem> items, Tombstone.Reason reason) {
        boolean keyMayBeKept = switch (reason) {
            // unless another program has spoilt it
            case DELETED, UPSTREAM, EXPIRED ->
                !post.platform().isEmpty() && !post.platformId().isEmpty();
            case ERASED, UNHELD -> false;
        };
        Tombstone tombstone = new Tombstone(
                post.id(),
                keyMayBeKept ? post.platform() : null,
                keyMayBeKept ? post.platformId() : null,
                intake.now(),
                reason,
                items.stream().map(LibraryItem::userId).toList());
        if (!content.remove(post, tombstone)) {
            return false;
        }
        forget(List.of(post.id()));
        library.remove(items.stream().map(LibraryItem::id).toList());
        marksChanged(items);
        return true;
    }

    /// Before its items go: they tell who comes next that there was a post, when a node dies meanwhile.
    private void forget(List<ObjectId> gone) {
        dependents.forEach(dependent -> dependent.forgetPosts(gone));
    }

    /// The next collector takes the place of the first, who is gone: the post mirrors his item from now on.
    private void passOn(Content post, ObjectId from, List<LibraryItem> others) {
        if (!from.equals(post.source())) {
            return;
        }
        LibraryItem next = others.stream()
                .min(Comparator.comparing(LibraryItem::addedAt).thenComparing(LibraryItem::id))
                .orElseThrow();
        content.changeAnyway(
                post.id(),
                Updates.combine(
                        Updates.set("source", next.userId()),
                        Updates.set("tags", next.tags()),
                        Updates.set("moderationStatus", next.moderationStatus()),
                        Updates.set("moderationNotes", next.moderationNotes()),
                        Updates.set("isArchived", next.isArchived())));
    }

    void erase(UserId user) {
        tombstones.forgetDeletedBy(user.value());
        List<LibraryItem> some = library.some(user, AT_ONCE);
        while (!some.isEmpty()) {
            erase(user, some);
            some = library.some(user, AT_ONCE);
        }
    }

    private void erase(UserId user, List<LibraryItem> own) {
        List<ObjectId> ids = own.stream().map(LibraryItem::contentId).toList();
        Map<ObjectId, Content> posts = content.byIds(ids);
        Map<ObjectId, List<LibraryItem>> items =
                library.ofPosts(ids).stream().collect(Collectors.groupingBy(LibraryItem::contentId));
        List<ObjectId> done = new ArrayList<>();
        for (LibraryItem item : own) {
            Content post = posts.get(item.contentId());
            List<LibraryItem> others = items.getOrDefault(item.contentId(), List.of()).stream()
                    .filter(other -> !other.userId().equals(user.value()))
                    .toList();
            List<LibraryItem> holding =
                    others.stream().filter(other -> !other.isDeleted()).toList();
            if (post == null || leave(post, item, others, holding)) {
                done.add(item.id());
            }
        }
        library.remove(done);
    }

    private boolean leave(Content post, LibraryItem own, List<LibraryItem> others, List<LibraryItem> holding) {
        if (holding.isEmpty()) {
            return removeForGood(post, others, Tombstone.Reason.ERASED);
        }
        content.forget(post.id(), topicsOf(own));
        showcase.left(new UserId(own.userId()), List.of(post.id()));
        passOn(post, own.userId(), holding);
        return true;
    }
}
