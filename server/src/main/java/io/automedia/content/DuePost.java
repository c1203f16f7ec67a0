package io.automedia.content;

import java.util.List;
import org.bson.types.ObjectId;

/// A post that waits for enrichment.
///
/// @param holders the people who have it in their library
public record DuePost(Content post, List<ObjectId> holders) {
    public DuePost {
        holders = List.copyOf(holders);
    }
}
