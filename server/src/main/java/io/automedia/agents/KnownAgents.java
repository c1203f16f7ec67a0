package io.automedia.agents;

import io.automedia.shared.UserId;
import io.automedia.users.AgentDirectory;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Which agents there are, for accounts that name one.
@Component
final class KnownAgents implements AgentDirectory {
    private final AgentRepository repository;

    KnownAgents(AgentRepository repository) {
        this.repository = repository;
    }

    @Override
    public boolean mayUse(UserId user, ObjectId agentId) {
        return repository
                .find(agentId)
                .filter(agent -> agent.isPublic() || agent.userId().equals(user.value()))
                .isPresent();
    }
}
