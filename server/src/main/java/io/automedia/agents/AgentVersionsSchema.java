package io.automedia.agents;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `agentVersions` (ours): what agents were before they were changed.
@Component
final class AgentVersionsSchema implements CollectionSchema {
    static final String NAME = "agentVersions";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what agents were before they were changed";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("agent_version", "an agent's history; no version twice", "agentId", 1, "version", -1)
                .asUnique());
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.cascading("agentId", AgentsSchema.NAME));
    }

    @Override
    public Shape shape() {
        return object(
                required("agentId", id()),
                required("version", number(1, Integer.MAX_VALUE)),
                required("agent", object(AgentsSchema.definitionAnd())),
                required("replacedAt", time()));
    }
}
