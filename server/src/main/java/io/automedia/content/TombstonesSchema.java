package io.automedia.content;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
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

/// `tombstones`: which posts are gone, since when and why, without anything of what they said.
@Component
final class TombstonesSchema implements CollectionSchema {
    static final String COLLECTION = "tombstones";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "which posts are gone, since when and why, without anything of what they said";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.keeping("_id", "content"), Reference.clearing("deletedBy[]", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index(
                        "platform_post",
                        "whether a post that comes again was deleted",
                        "platform",
                        1,
                        "platformId",
                        1,
                        "at",
                        -1),
                index("at", "derived indexes follow what was removed", "at", 1, "_id", 1),
                index("deletedBy_1", "a person who is erased is in none of them", "deletedBy", 1));
    }

    @Override
    public Shape shape() {
        return object(
                optional("platform", text(1, 40)),
                optional("platformId", text(1, 600)),
                required("at", time()),
                required("reason", oneOf("deleted", "upstream", "erased", "unheld", "expired")),
                optional("deletedBy", listOf(id())));
    }
}
