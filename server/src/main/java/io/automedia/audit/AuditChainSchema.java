package io.automedia.audit;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `auditChain`: the two ends of the audit trail.
@Component
final class AuditChainSchema implements CollectionSchema {
    static final String NAME = "auditChain";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the two ends of the audit trail, signed: its last entry, and the last one that was kept long enough";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.keeping("key", AuditKeysSchema.NAME));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", oneOf(ChainEnd.HEAD, ChainEnd.START)),
                required("seq", count()),
                required("hash", text(64, 64)),
                required("key", id()),
                required("seal", text(64, 64)));
    }
}
