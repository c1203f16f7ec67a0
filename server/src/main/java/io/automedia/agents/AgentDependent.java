package io.automedia.agents;

import org.bson.types.ObjectId;

/// Keeps references to agents, and takes them out when an agent goes.
public interface AgentDependent {
    /// The agent is gone.
    void forgetAgent(ObjectId agentId);
}
