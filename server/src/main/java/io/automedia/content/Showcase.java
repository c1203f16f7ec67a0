package io.automedia.content;

import io.automedia.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;

/// Holds posts beside people's libraries and shows them to whom it may. `collections` implements it.
public interface Showcase {
    /// Shows nothing to anybody: where nobody has collections.
    Showcase NONE = new Showcase() {
        @Override
        public Set<ObjectId> shown(UserId user, Collection<ObjectId> contentIds) {
            return Set.of();
        }

        @Override
        public Map<ObjectId, List<ObjectId>> collections(UserId user, Collection<ObjectId> contentIds) {
            return Map.of();
        }

        @Override
        public void requireVisible(UserId user, Collection<ObjectId> collectionIds) {
            // no post is marked with any
        }

        @Override
        public Set<ObjectId> heldBy(Collection<ObjectId> collectionIds, Collection<ObjectId> contentIds) {
            return Set.of();
        }

        @Override
        public void left(UserId user, Collection<ObjectId> contentIds) {
            // it has none of them
        }
    };

    /// Which of these posts it shows to a person.
    Set<ObjectId> shown(UserId user, Collection<ObjectId> contentIds);

    /// The collections of a person, and those that are shared with him by name, that hold each of these posts.
    Map<ObjectId, List<ObjectId>> collections(UserId user, Collection<ObjectId> contentIds);

    /// Refuses collections that a person may not see.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    void requireVisible(UserId user, Collection<ObjectId> collectionIds);

    /// Which of these posts some collections hold.
    Set<ObjectId> heldBy(Collection<ObjectId> collectionIds, Collection<ObjectId> contentIds);

    /// A person took these posts out of his library: he shows them to nobody any more.
    void left(UserId user, Collection<ObjectId> contentIds);
}
