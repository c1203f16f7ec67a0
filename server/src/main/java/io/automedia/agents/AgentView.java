package io.automedia.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Role;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// An agent as the API shows it to one person. Others than its owner don't see how it is used.
///
/// @param role `owner`, or `viewer` for a public agent of somebody else
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentView(
        ObjectId id,
        ObjectId userId,
        Role role,
        String name,
        @Nullable String description,
        Agent.Type type,
        String systemPrompt,
        Agent.Config config,
        Agent.@Nullable Persona persona,
        List<Agent.Capability> capabilities,
        Agent.@Nullable Usage usage,
        Agent.Performance performance,
        @Nullable Boolean isDefault,
        boolean isPublic,
        @Nullable Boolean isFavorite,
        List<String> tags,
        int version,
        @Nullable ObjectId parentId,
        Instant createdAt,
        Instant updatedAt) {
    static AgentView of(Agent agent, ObjectId viewer) {
        boolean isOwn = agent.userId().equals(viewer);
        return new AgentView(
                agent.id(),
                agent.userId(),
                isOwn ? Role.OWNER : Role.VIEWER,
                agent.name(),
                agent.description(),
                agent.type(),
                agent.systemPrompt(),
                agent.config(),
                agent.persona(),
                agent.capabilities(),
                isOwn ? agent.usage() : null,
                agent.performance(),
                isOwn ? agent.isDefault() : null,
                agent.isPublic(),
                isOwn ? agent.isFavorite() : null,
                agent.tags(),
                agent.version(),
                isOwn ? agent.parentId() : null,
                agent.createdAt(),
                agent.updatedAt());
    }
}
