package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.content.ContentLibrary;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lets people put posts into collections and take them out. `collectionItems` says what a collection holds; its
/// `itemCount` and the marks in the posts follow that.
@Component
final class CollectionFiller {
    /// How many posts can be added or removed at once.
    static final int AT_ONCE = 100;

    private static final long FARTHEST = 1_000_000_000;
    /// Whoever reserved places has put his posts there within this time, and whoever takes posts out has counted
    /// them, or never will.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionWithdrawals withdrawals;
    private final CollectionEdits edits;
    private final ContentLibrary library;
    private final Access access;
    private final Updates updates;
    private final Clock clock;

    CollectionFiller(
            CollectionRepository repository,
            CollectionItems items,
            CollectionWithdrawals withdrawals,
            CollectionEdits edits,
            ContentLibrary library,
            Access access,
            Updates updates,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.withdrawals = withdrawals;
        this.edits = edits;
        this.library = library;
        this.access = access;
        this.updates = updates;
        this.clock = clock;
    }

    /// What is said of posts that are added.
    ///
    /// @param position of the first one; null for behind the last
    record Placing(@Nullable String note, @Nullable Long position) {
        void check(Faults faults) {
            faults.unless(
                    note == null || note.length() <= CollectionItems.LONGEST_NOTE,
                    "note",
                    "must have at most " + CollectionItems.LONGEST_NOTE + " characters");
            faults.unless(
                    position == null || Math.abs(position) <= FARTHEST,
                    "position",
                    "must be between -" + FARTHEST + " and " + FARTHEST);
        }

        @Nullable
        String words() {
            return note == null ? null : note.strip();
        }

        /// The positions that posts get, in their order.
        Map<ObjectId, Long> positions(Collection<ObjectId> posts, long first) {
            Map<ObjectId, Long> positions = new HashMap<>();
            posts.forEach(post -> positions.put(post, first + positions.size()));
            return positions;
        }
    }

    int add(Caller caller, ObjectId id, List<ObjectId> contentIds, Placing placing) {
        UserId user = access.requirePerson(caller);
        edits.require(caller, id, Role.EDITOR);
        Set<ObjectId> wanted = checked(contentIds, placing);
        requireHeld(user, wanted);
        for (int attempt = 0; attempt < CollectionEdits.ATTEMPTS; attempt++) {
            PostCollection collection = edits.require(caller, id, Role.EDITOR);
            Set<ObjectId> known = items.held(id, wanted);
            Set<ObjectId> added = new LinkedHashSet<>(wanted);
            added.removeAll(known);
            Instant now = clock.instant();
            if (added.isEmpty()
                    || repository.reserve(
                            collection,
                            added.size(),
                            CollectionAnnouncement.of(collection, "added", added, now),
                            now)) {
                Map<ObjectId, Long> positions = placing.position() == null
                        ? placing.positions(added, items.nextPosition(id))
                        : placing.positions(wanted, placing.position());
                int places = put(user, id, added, positions, placing, now);
                describe(collection, known, positions, placing, now);
                // of a node that died before it had marked what it put there
                withdrawals.mark(id, known);
                updates.hint();
                return places;
            }
            requireRoom(caller, id, added.size());
        }
        throw CollectionEdits.contested();
    }

    private static Set<ObjectId> checked(List<ObjectId> contentIds, Placing placing) {
        Faults faults = new Faults();
        Set<ObjectId> wanted = new LinkedHashSet<>(contentIds);
        faults.unless(!wanted.isEmpty(), "contentIds", "must name at least one post");
        faults.unless(wanted.size() <= AT_ONCE, "contentIds", "must not be more than " + AT_ONCE);
        placing.check(faults);
        faults.raise();
        return wanted;
    }

    private void requireHeld(UserId user, Set<ObjectId> wanted) {
        Set<ObjectId> held = library.held(user, wanted);
        Faults faults = new Faults();
        for (ObjectId post : wanted) {
            faults.unless(held.contains(post), "contentIds", "must be posts of your library: " + post + " isn't");
        }
        faults.raise();
    }

    /// A node that died after it had reserved places left them taken: before anybody is refused it is counted again.
    private void requireRoom(Caller caller, ObjectId id, int places) {
        PostCollection collection = edits.require(caller, id, Role.EDITOR);
        if (collection.room() >= places || recounted(collection)) {
            return;
        }
        throw new Problem.Conflict("It holds at most " + collection.settings().maxItems() + " posts and has room for "
                        + Math.max(0, collection.room()) + ": remove some first, or raise settings.maxItems.")
                .exception();
    }

    private boolean recounted(PostCollection collection) {
        PostCollection.Statistics counted = collection.statistics();
        if (!isSettled(counted.lastAdded()) || !isSettled(counted.lastUpdated())) {
            return false;
        }
        long held = items.count(collection.id());
        return held < counted.itemCount() && repository.recount(collection, held);
    }

    private boolean isSettled(@Nullable Instant moment) {
        return moment == null || !moment.isAfter(clock.instant().minus(SETTLED));
    }

    /// Whoever takes a post or the collection away meanwhile removes the item before this looks, or this does after.
    private int put(
            UserId user,
            ObjectId id,
            Set<ObjectId> added,
            Map<ObjectId, Long> positions,
            Placing placing,
            Instant now) {
        if (added.isEmpty()) {
            return 0;
        }
        String note = placing.words();
        List<CollectionItem> inserted = added.stream()
                .map(post -> new CollectionItem(
                        new ObjectId(),
                        id,
                        post,
                        positions.getOrDefault(post, 0L),
                        note == null ? "" : note,
                        user.value(),
                        now))
                .toList();
        int places = added.size() - items.insert(inserted).size();
        repository.release(id, added.size() - places);
        if (!repository.exists(id)) {
            withdrawals.empty(id);
            throw CollectionEdits.notFound();
        }
        withdrawals.mark(id, added);
        Set<ObjectId> lost = new HashSet<>(added);
        lost.removeAll(library.held(user, added));
        return lost.isEmpty()
                ? places
                : places - Math.toIntExact(withdrawals.takeOut(id, lost, user.value(), List.of()));
    }

    private void describe(
            PostCollection collection,
            Set<ObjectId> known,
            Map<ObjectId, Long> positions,
            Placing placing,
            Instant now) {
        if (!known.isEmpty() && (placing.note() != null || placing.position() != null)) {
            items.describe(collection.id(), known, placing.words(), positions);
            repository.updated(collection.id(), CollectionAnnouncement.of(collection, "changed", known, now), now);
        }
    }

    long remove(Caller caller, ObjectId id, List<ObjectId> contentIds) {
        PostCollection collection = edits.require(caller, id, Role.EDITOR);
        Set<ObjectId> wanted = checked(contentIds, new Placing(null, null));
        long removed = withdrawals.takeOut(
                id, wanted, null, CollectionAnnouncement.of(collection, "removed", wanted, clock.instant()));
        if (removed > 0) {
            updates.hint();
        }
        return removed;
    }
}
