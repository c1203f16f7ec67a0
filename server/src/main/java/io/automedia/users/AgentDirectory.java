package io.automedia.users;

import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// Knows which agents there are. `agents` implements it; an account that names its default agent asks here.
public interface AgentDirectory {
    /// Whether there is such an agent, and the person may use it.
    boolean mayUse(UserId user, ObjectId agentId);
}
