package io.automedia.agents;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// Everybody may use an agent now, or no longer.
public record AgentVisibilityChanged(UserId owner, ObjectId agentId, boolean isPublic) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.VISIBILITY_CHANGED, "agent", agentId)
                .concerning(owner)
                .with("isPublic", isPublic);
    }
}
