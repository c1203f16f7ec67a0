package io.automedia.content;

import java.util.Collection;
import org.bson.types.ObjectId;

/// Keeps references to posts, and takes them out when posts go. `collections` and `generations` implement it.
public interface PostDependent {
    /// These posts are gone for good.
    void forgetPosts(Collection<ObjectId> contentIds);
}
