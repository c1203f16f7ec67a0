package io.automedia.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
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

    private static void inParts(Collection<ObjectId> contentIds, Consumer<List<ObjectId>> each) {
        List<ObjectId> all = new ArrayList<>(contentIds);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            each.accept(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }
}
