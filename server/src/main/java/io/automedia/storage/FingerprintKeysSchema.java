package io.automedia.storage;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;

import java.util.List;
import org.springframework.stereotype.Component;

/// `fingerprintKeys` (ours): the keys by which requests are fingerprinted.
@Component
final class FingerprintKeysSchema implements CollectionSchema {
    static final String NAME = "fingerprintKeys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the key by which requests that may be repeated are fingerprinted, encrypted";
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.at("key"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("number", "nodes that start together make one key, not several", "number", 1)
                .asUnique());
    }

    @Override
    public Shape shape() {
        return object(required("number", count()), required("key", text(1, 1_000)), createdAt());
    }
}
