package io.automedia.agents;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// An agent was deleted.
public record AgentDeleted(UserId owner, ObjectId agentId) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.AGENT_DELETED, "agent", agentId).concerning(owner);
    }
}
