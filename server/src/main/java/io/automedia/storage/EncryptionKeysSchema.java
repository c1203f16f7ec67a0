package io.automedia.storage;

import static io.automedia.storage.Shape.bytes;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.kms.KeyServices;
import java.util.List;
import org.springframework.stereotype.Component;

/// `encryptionKeys`: the keys of encrypted fields, each wrapped by the master key.
@Component
final class EncryptionKeysSchema implements CollectionSchema {
    static final String NAME = "encryptionKeys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the keys of encrypted fields, each wrapped by the master key";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("number", "nodes that start together make one key, not several", "number", 1)
                        .asUnique()
                        .asSparse());
    }

    @Override
    public Shape shape() {
        return object(
                optional("number", count()),
                required("keyset", bytes()),
                optional("masterKey", text(1, KeyServices.LONGEST_URI)),
                createdAt(),
                optional(
                        "rotation",
                        object(
                                required("pass", count()),
                                required("passStartedAt", time()),
                                optional("collection", text(1, 100)),
                                optional("after", id()),
                                required("inPass", count()),
                                required("unreadable", count()),
                                required("looked", count()),
                                required("changed", count()),
                                required("startedAt", time()),
                                required("updatedAt", time()),
                                optional("finishedAt", time()))));
    }
}
