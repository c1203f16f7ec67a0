package io.automedia.content;

import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post as one person sees it, in his library or because a collection shows it to him.
///
/// @param item his own; null when it is not in his library
/// @param collections those of his, and those that are shared with him, that hold it
public record SeenPost(Content content, @Nullable LibraryItem item, List<ObjectId> collections) {
    public SeenPost {
        collections = List.copyOf(collections);
    }
}
