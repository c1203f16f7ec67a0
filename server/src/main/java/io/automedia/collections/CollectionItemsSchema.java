package io.automedia.collections;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `collectionItems` (ours): which posts a collection holds.
@Component
final class CollectionItemsSchema implements CollectionSchema {
    static final String NAME = "collectionItems";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "which posts a collection holds";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("collection_post", "a post is once in a collection", "collectionId", 1, "contentId", 1)
                        .asUnique(),
                index("added", "a collection in the order of adding", "collectionId", 1, "addedAt", -1, "_id", -1),
                index("position", "a collection in its own order", "collectionId", 1, "position", 1, "_id", 1),
                index("post", "which collections hold a post", "contentId", 1),
                index("added_by", "what a person put anywhere", "addedBy", 1, "contentId", 1));
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.cascading("collectionId", "collections"),
                Reference.cascading("contentId", "content"),
                Reference.cascading("addedBy", "users"));
    }

    @Override
    public Shape shape() {
        return object(
                required("collectionId", id()),
                required("contentId", id()),
                required("position", number()),
                optional("note", text(0, CollectionItems.LONGEST_NOTE)),
                required("addedBy", id()),
                required("addedAt", time()));
    }
}
