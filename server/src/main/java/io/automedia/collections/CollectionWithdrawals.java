package io.automedia.collections;

import io.automedia.content.CollectionMarks;
import io.automedia.updates.PendingUpdate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes posts out of collections, and keeps the marks in posts as `collectionItems` says.
@Component
final class CollectionWithdrawals {
    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final Clock clock;

    CollectionWithdrawals(CollectionRepository repository, CollectionItems items, CollectionMarks marks, Clock clock) {
        this.repository = repository;
        this.items = items;
        this.marks = marks;
        this.clock = clock;
    }

    /// Takes posts out of a collection.
    ///
    /// @param addedBy only those that this person put there; null for all
    /// @param announced when there were any
    /// @return how many were in it
    long takeOut(ObjectId id, Collection<ObjectId> posts, @Nullable ObjectId addedBy, List<PendingUpdate> announced) {
        Set<ObjectId> held = items.held(id, posts);
        if (!held.isEmpty()) {
            repository.removing(id, clock.instant());
        }
        long removed = held.isEmpty() ? 0 : items.remove(id, held, addedBy);
        mark(id, posts);
        if (removed > 0) {
            repository.removed(id, removed, announced, clock.instant());
        }
        return removed;
    }

    /// Takes all posts out of a collection that goes.
    void empty(ObjectId id) {
        Set<ObjectId> held = items.of(id);
        marks.unmark(held, id);
        items.removeAll(id);
        mark(id, held);
    }

    /// Writes into posts whether the collection holds them. Who does so at the same time may write what no longer
    /// holds; so it is looked at again after each writing.
    void mark(ObjectId id, Collection<ObjectId> posts) {
        if (posts.isEmpty()) {
            return;
        }
        Set<ObjectId> held = items.held(id, posts);
        for (int attempt = 0; attempt < CollectionEdits.ATTEMPTS; attempt++) {
            Set<ObjectId> written = held;
            marks.mark(written, id);
            marks.unmark(posts.stream().filter(post -> !written.contains(post)).toList(), id);
            held = items.held(id, posts);
            if (held.equals(written)) {
                return;
            }
        }
    }
}
