package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.shared.Etag;
import io.automedia.shared.Problem;
import io.automedia.updates.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds collections for those who may have them, and changes what their owners decide, one change after the other.
@Component
final class CollectionEdits {
    static final int ATTEMPTS = 20;

    private static final String WHAT = "collection";

    private final CollectionRepository repository;
    private final Access access;
    private final Updates updates;
    private final Clock clock;

    CollectionEdits(CollectionRepository repository, Access access, Updates updates, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.updates = updates;
        this.clock = clock;
    }

    /// A collection with which the caller may do so much.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`; `Forbidden` when he may see it, but not more)
    PostCollection require(Caller caller, ObjectId id, Role role) {
        return access.shared(caller, repository.find(id).orElse(null), role, WHAT);
    }

    /// A collection in whose permissions a person stands, whether they count at the moment or not.
    Optional<PostCollection> naming(ObjectId person, ObjectId id) {
        return repository.find(id).filter(collection -> collection.names(person));
    }

    /// A collection as it becomes.
    ///
    /// @param note for who has the address that it is about; null for none
    record Edit(PostCollection changed, @Nullable PendingNote note) {}

    /// Changes a collection, when it still has the version that the caller demands, and tells everybody.
    ///
    /// @param what it is called in the announcement
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`, `Conflict`)
    PostCollection change(
            Caller caller,
            ObjectId id,
            OptionalLong demanded,
            String what,
            BiFunction<PostCollection, Instant, PostCollection> change) {
        return edit(caller, id, demanded, what, (collection, now) -> new Edit(change.apply(collection, now), null));
    }

    /// The same with a note.
    PostCollection edit(
            Caller caller,
            ObjectId id,
            OptionalLong demanded,
            String what,
            BiFunction<PostCollection, Instant, Edit> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PostCollection collection = require(caller, id, Role.OWNER);
            Etag.require(demanded, collection.version());
            Instant now = clock.instant();
            Edit edit = change.apply(collection, now);
            PostCollection changed = edit.changed();
            if (repository.change(
                    collection, changed, CollectionAnnouncement.of(changed, what, null, now), edit.note())) {
                updates.hint();
                return changed;
            }
        }
        throw contested();
    }

    /// Lets a person take what waits in a collection for his address. Its version stays, and nobody else is told.
    ///
    /// @param taken what is given in it then; empty when nothing waits there any more
    /// @return as it is then; empty when he took nothing
    Optional<PostCollection> take(ObjectId id, ObjectId person, Function<PostCollection, Optional<List<Grant>>> taken) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PostCollection collection = repository.find(id).orElse(null);
            List<Grant> grants =
                    collection == null ? null : taken.apply(collection).orElse(null);
            if (collection == null || grants == null) {
                return Optional.empty();
            }
            PostCollection changed = collection.takenBy(grants);
            if (repository.take(
                    collection, changed, CollectionAnnouncement.ofSharing(changed, person, clock.instant()))) {
                updates.hint();
                return Optional.of(changed);
            }
        }
        throw contested();
    }

    /// Makes sure that nobody else changes a collection that its owner is about to delete in the version that he
    /// demands.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`)
    void claim(Caller caller, ObjectId id, OptionalLong demanded) {
        PostCollection collection = require(caller, id, Role.OWNER);
        Etag.require(demanded, collection.version());
        if (demanded.isPresent() && !repository.claim(collection)) {
            throw Etag.stale().exception();
        }
    }

    static RuntimeException contested() {
        return new Problem.Conflict("The collection is being changed by somebody else: try again.").exception();
    }

    static RuntimeException notFound() {
        return Problem.notFound(WHAT).exception();
    }
}
