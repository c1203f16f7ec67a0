package io.automedia.collections;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// A post in a collection: a document of `collectionItems` (ours).
///
/// @param position where it stands when the collection is in the order of positions
/// @param note what the collection has to say about it
/// @param addedBy who put it there; it leaves when he deletes the post from his library
public record CollectionItem(
        @BsonId ObjectId id,
        ObjectId collectionId,
        ObjectId contentId,
        long position,
        String note,
        ObjectId addedBy,
        Instant addedAt) {
    public CollectionItem {
        note = note == null ? "" : note;
    }

    /// The posts of some items, by collection.
    static Map<ObjectId, List<ObjectId>> posts(Collection<CollectionItem> items) {
        return items.stream()
                .collect(Collectors.groupingBy(
                        CollectionItem::collectionId,
                        Collectors.mapping(CollectionItem::contentId, Collectors.toList())));
    }
}
