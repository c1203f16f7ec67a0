package io.automedia.collections;

import io.automedia.content.CollectionMarks;
import io.automedia.content.PostDependent;
import io.automedia.content.Showcase;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Says which posts collections show to whom, and follows posts that go.
@Component
final class CollectionShowcase implements Showcase, PostDependent {
    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final io.automedia.updates.Updates updates;
    private final Clock clock;

    CollectionShowcase(
            CollectionRepository repository,
            CollectionItems items,
            CollectionMarks marks,
            io.automedia.updates.Updates updates,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.marks = marks;
        this.updates = updates;
        this.clock = clock;
    }

    @Override
    public Set<ObjectId> shown(UserId user, Collection<ObjectId> contentIds) {
        List<CollectionItem> found = items.ofPosts(contentIds);
        Set<ObjectId> visible = repository.visibleAmong(user.value(), collectionsOf(found));
        return found.stream()
                .filter(item -> visible.contains(item.collectionId()))
                .map(CollectionItem::contentId)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<ObjectId, List<ObjectId>> collections(UserId user, Collection<ObjectId> contentIds) {
        List<CollectionItem> found = items.ofPosts(contentIds);
        Set<ObjectId> named = repository.namedAmong(user.value(), collectionsOf(found));
        Map<ObjectId, List<ObjectId>> collections = new HashMap<>();
        found.stream()
                .filter(item -> named.contains(item.collectionId()))
                .forEach(item -> collections
                        .computeIfAbsent(item.contentId(), id -> new ArrayList<>())
                        .add(item.collectionId()));
        return collections;
    }

    @Override
    public Set<ObjectId> postsOf(UserId user, Collection<ObjectId> collectionIds) {
        Set<ObjectId> wanted = new HashSet<>(collectionIds);
        if (!repository.visibleAmong(user.value(), wanted).equals(wanted)) {
            throw Problem.notFound("collection").exception();
        }
        return items.of(wanted);
    }

    @Override
    public void left(UserId user, Collection<ObjectId> contentIds) {
        List<CollectionItem> his = items.addedBy(user.value(), contentIds, 0);
        remove(his, true);
    }

    @Override
    public void forgetPosts(Collection<ObjectId> contentIds) {
        remove(items.ofPosts(contentIds), false);
    }

    private void remove(List<CollectionItem> removed, boolean isThere) {
        if (removed.isEmpty()) {
            return;
        }
        Map<ObjectId, List<ObjectId>> byCollection = removed.stream()
                .collect(Collectors.groupingBy(
                        CollectionItem::collectionId,
                        Collectors.mapping(CollectionItem::contentId, Collectors.toList())));
        Instant now = clock.instant();
        for (PostCollection collection : repository.find(byCollection.keySet())) {
            List<ObjectId> posts = byCollection.getOrDefault(collection.id(), List.of());
            long places = items.remove(collection.id(), posts);
            if (isThere) {
                marks.unmark(posts, collection.id());
            }
            repository.removed(
                    collection.id(), places, CollectionAnnouncement.of(collection, "removed", posts, now), now);
        }
        updates.hint();
    }

    private static Set<ObjectId> collectionsOf(List<CollectionItem> found) {
        return found.stream().map(CollectionItem::collectionId).collect(Collectors.toSet());
    }
}
