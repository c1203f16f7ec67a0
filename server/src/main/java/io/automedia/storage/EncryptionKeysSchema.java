package io.automedia.storage;

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
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("number", "nodes that start together make one key, not several", "number", 1)
                        .asUnique()
                        .asSparse());
    }
}
