package io.automedia.agents;

import io.automedia.access.Access;
import io.automedia.shared.UserId;
import io.automedia.users.AgentDirectory;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Which agents there are, for accounts that name one.
@Component
final class KnownAgents implements AgentDirectory {
    private final AgentRepository repository;
    private final Access access;

    KnownAgents(AgentRepository repository, Access access) {
        this.repository = repository;
        this.access = access;
    }

    @Override
    public boolean mayUse(UserId user, ObjectId agentId) {
        return repository
                .find(agentId)
                .filter(agent -> access.role(user, agent) != null)
                .isPresent();
    }
}
