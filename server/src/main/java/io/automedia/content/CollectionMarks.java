package io.automedia.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Keeps in posts, and in everybody's items of them, which collections hold them: `collections`, at most 1,000 each.
/// Which posts a collection holds is written in `collectionItems`; this only mirrors it, so that lists can be looked up
/// by it. An item that arrives meanwhile gets what its post says when that is understood.
@Component
public final class CollectionMarks {
    private static final int AT_ONCE = 1_000;

    private final ContentRepository content;
    private final LibraryRepository library;

    CollectionMarks(ContentRepository content, LibraryRepository library) {
        this.content = content;
        this.library = library;
    }

    /// Lists a collection in posts.
    public void mark(Collection<ObjectId> contentIds, ObjectId collectionId) {
        inParts(contentIds, some -> {
            content.refer(some, References.COLLECTIONS, collectionId);
            library.refer(some, collectionId);
        });
    }

    /// Takes a collection out of posts.
    public void unmark(Collection<ObjectId> contentIds, ObjectId collectionId) {
        inParts(contentIds, some -> {
            content.unrefer(some, References.COLLECTIONS, collectionId);
            library.unrefer(some, collectionId);
        });
    }

    /// Which posts don't list a collection that holds them, or have an item, anybody's, that doesn't.
    ///
    /// @param held posts that collections hold, by collection
    /// @return those posts, by collection
    public Map<ObjectId, Set<ObjectId>> unmarked(Map<ObjectId, List<ObjectId>> held) {
        Map<ObjectId, Set<ObjectId>> holding = new HashMap<>();
        held.forEach((collection, posts) -> posts.forEach(
                post -> holding.computeIfAbsent(post, id -> new HashSet<>()).add(collection)));
        Map<ObjectId, Set<ObjectId>> unmarked = new HashMap<>();
        content.referring(
                holding.keySet(),
                References.COLLECTIONS,
                post -> look(post, post.getObjectId("_id"), holding, unmarked));
        library.referring(holding.keySet(), item -> look(item, item.getObjectId("contentId"), holding, unmarked));
        return unmarked;
    }

    /// Notes which collections that hold a post its document, or an item of it, doesn't list.
    private static void look(
            Document document,
            ObjectId post,
            Map<ObjectId, Set<ObjectId>> holding,
            Map<ObjectId, Set<ObjectId>> unmarked) {
        for (ObjectId collection : holding.getOrDefault(post, Set.of())) {
            if (References.COLLECTIONS.lacks(document, collection)) {
                unmarked.computeIfAbsent(collection, id -> new HashSet<>()).add(post);
            }
        }
    }

    private static void inParts(Collection<ObjectId> contentIds, Consumer<List<ObjectId>> each) {
        List<ObjectId> all = new ArrayList<>(contentIds);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            each.accept(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }
}
