package io.automedia.audit;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `auditKeys`: the keys by which the audit trail is sealed.
@Component
final class AuditKeysSchema implements CollectionSchema {
    static final String NAME = "auditKeys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the keys that seal the audit trail, encrypted";
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.at("key"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("number", "nodes that start together make one key, not several", "number", 1)
                        .asUnique());
    }

    @Override
    public Shape shape() {
        return object(required("number", count()), required("key", text(1, 1_000)), createdAt());
    }
}
