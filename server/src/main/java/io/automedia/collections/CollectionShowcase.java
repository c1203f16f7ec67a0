package io.automedia.collections;

import io.automedia.content.PostDependent;
import io.automedia.content.Showcase;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says which posts collections show to whom, and follows posts that go.
@Component
final class CollectionShowcase implements Showcase, PostDependent {
    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionWithdrawals withdrawals;
    private final Updates updates;
    private final Clock clock;

    CollectionShowcase(
            CollectionRepository repository,
            CollectionItems items,
            CollectionWithdrawals withdrawals,
            Updates updates,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.withdrawals = withdrawals;
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
    public void requireVisible(UserId user, Collection<ObjectId> collectionIds) {
        Set<ObjectId> wanted = new HashSet<>(collectionIds);
        if (!repository.visibleAmong(user.value(), wanted).equals(wanted)) {
            throw Problem.notFound("collection").exception();
        }
    }

    @Override
    public Set<ObjectId> heldBy(Collection<ObjectId> collectionIds, Collection<ObjectId> contentIds) {
        return contentIds.isEmpty() ? Set.of() : items.heldByAny(collectionIds, contentIds);
    }

    @Override
    public void left(UserId user, Collection<ObjectId> contentIds) {
        takeOut(items.addedBy(user.value(), contentIds, 0), user.value());
    }

    @Override
    public void forgetPosts(Collection<ObjectId> contentIds) {
        takeOut(items.ofPosts(contentIds), null);
    }

    private void takeOut(List<CollectionItem> removed, @Nullable ObjectId addedBy) {
        Map<ObjectId, List<ObjectId>> posts = CollectionItem.posts(removed);
        Instant now = clock.instant();
        for (PostCollection collection : repository.find(posts.keySet())) {
            List<ObjectId> its = posts.getOrDefault(collection.id(), List.of());
            withdrawals.takeOut(
                    collection.id(), its, addedBy, CollectionAnnouncement.of(collection, "removed", its, now));
        }
        if (!removed.isEmpty()) {
            updates.hint();
        }
    }

    private static Set<ObjectId> collectionsOf(List<CollectionItem> found) {
        return found.stream().map(CollectionItem::collectionId).collect(Collectors.toSet());
    }
}
