package io.automedia.agents;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// Everybody may use an agent now, or no longer.
public record AgentVisibilityChanged(UserId owner, ObjectId agentId, String name, boolean isPublic)
        implements Noteworthy, Auditable {
    @Override
    public UserId person() {
        return owner;
    }

    @Override
    public Note note() {
        return new Note(
                isPublic ? "agent:published" : "agent:hidden", Map.of("agentId", agentId.toHexString(), "name", name));
    }

    @Override
    public Act act() {
        return Act.of(Action.VISIBILITY_CHANGED, "agent", agentId)
                .concerning(owner)
                .with("isPublic", isPublic);
    }
}
