package io.automedia.agents;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// What an agent was before it was changed: a document of `agentVersions` (ours).
public record AgentVersion(
        @BsonId ObjectId id, ObjectId agentId, int version, AgentDefinition agent, Instant replacedAt) {}
