package io.automedia.sessions;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `signingKeys`: the keys that sign access tokens; the private part is encrypted.
@Component
final class SigningKeysSchema implements CollectionSchema {
    static final String NAME = "signingKeys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the keys that sign access tokens; the private part is encrypted";
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.at("privateKey"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("created_at", "the newest key signs", "createdAt", -1),
                IndexDefinition.index("number", "nodes that start together make one key, not several", "number", 1)
                        .asUnique()
                        .asSparse());
    }

    @Override
    public Shape shape() {
        return object(
                optional("number", count()),
                required("algorithm", text(1, 20)),
                required("publicKey", text()),
                required("privateKey", text()),
                createdAt());
    }
}
