package io.automedia.collections;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
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

/// `collectionInvitations` (ours): with which addresses collections are shared.
@Component
final class CollectionInvitationsSchema implements CollectionSchema {
    static final String NAME = "collectionInvitations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "with which addresses collections are shared, whether they have accounts or not";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("collection_email", "an address is once in a collection", "collectionId", 1, "email", 1)
                        .asUnique(),
                index("email_user", "what waits for an address", "email", 1, "userId", 1),
                index("user", "what a person has by his address", "userId", 1, "collectionId", 1));
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.cascading("collectionId", "collections"), Reference.cascading("userId", "users"));
    }

    @Override
    public Shape shape() {
        return object(
                required("collectionId", id()),
                required("email", text(3, 254)),
                required("role", oneOf("owner", "editor", "viewer")),
                optional("userId", id()),
                optional(
                        "also",
                        object(required("role", oneOf("owner", "editor", "viewer")), required("grantedAt", time()))),
                required("grantedAt", time()));
    }
}
