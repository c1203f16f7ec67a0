package io.automedia.storage;

import static io.automedia.storage.Shape.bytes;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;

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
        return object(optional("number", count()), required("keyset", bytes()), createdAt());
    }
}
