package io.automedia.agents;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.shared.Etag;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.AgentDirectory;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// People's agents: the front door. Its owner decides about an agent; a public one everybody may read, copy and use.
@Component
public final class Agents {
    private static final String WHAT = "agent";
    private static final int MOST_AGENTS = 1_000;
    private static final int ATTEMPTS = 20;
    private static final int AT_ONCE = 100;

    private final AgentRepository repository;
    private final AgentDirectory directory;
    private final ObjectProvider<AgentDependent> dependents;
    private final Users users;
    private final Access access;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Agents(
            AgentRepository repository,
            AgentDirectory directory,
            ObjectProvider<AgentDependent> dependents,
            Users users,
            Access access,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.repository = repository;
        this.directory = directory;
        this.dependents = dependents;
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    /// Keeps a new agent.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`; `Conflict` when he has one of that name)
    public Agent create(Caller caller, AgentRequest request) {
        UserId owner = access.requirePerson(caller);
        Agent agent = newAgent(owner, request.definition(), Boolean.TRUE.equals(request.isPublic()), null);
        if (!repository.insert(agent)) {
            throw nameIsTaken(agent.name());
        }
        tellVisibility(agent, false);
        return Boolean.TRUE.equals(request.isDefault()) ? makeDefault(agent) : agent;
    }

    private Agent newAgent(UserId owner, AgentDefinition is, boolean isPublic, @Nullable ObjectId parent) {
        if (repository.countOf(owner.value(), MOST_AGENTS) >= MOST_AGENTS) {
            throw new Problem.Conflict("You have " + MOST_AGENTS + " agents, the most there can be: delete one first.")
                    .exception();
        }
        Instant now = clock.instant();
        return new Agent(
                new ObjectId(),
                owner.value(),
                is.name(),
                is.description(),
                is.type(),
                is.systemPrompt(),
                is.config(),
                is.persona(),
                is.capabilities(),
                Agent.Usage.NONE,
                Agent.Performance.UNKNOWN,
                false,
                isPublic,
                false,
                is.tags(),
                1,
                parent,
                now,
                now,
                0);
    }

    /// An agent that the caller may use.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Agent get(Caller caller, ObjectId id) {
        return require(caller, id, Role.VIEWER);
    }

    private Agent require(Caller caller, ObjectId id, Role role) {
        return access.shared(caller, repository.find(id).orElse(null), role, WHAT);
    }

    /// The caller's agents, newest first.
    ///
    /// @param type null for all
    public Page<Agent> own(Caller caller, Agent.@Nullable Type type, PageRequest page) {
        return repository.list(access.requirePerson(caller).value(), type, page);
    }

    /// The agents of all people that everybody may use, newest first.
    public Page<Agent> everybodys(Caller caller, Agent.@Nullable Type type, PageRequest page) {
        access.requirePerson(caller);
        return repository.list(null, type, page);
    }

    /// Changes an agent, when it still has the version that the caller demands; what it was is kept.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`, `Invalid`, `Conflict`)
    public Agent change(Caller caller, ObjectId id, AgentRequest request, OptionalLong demanded) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Agent read = require(caller, id, Role.OWNER);
            Etag.require(demanded, read.revision());
            AgentDefinition definition = request.over(read.definition());
            boolean isPublic = request.isPublic() == null ? read.isPublic() : request.isPublic();
            Agent changed = read.with(definition, isPublic, clock.instant());
            switch (repository.change(read, changed)) {
                case DONE -> {
                    tellVisibility(changed, read.isPublic());
                    return settled(changed, request.isDefault());
                }
                case NAME_TAKEN -> throw nameIsTaken(definition.name());
                case CONTESTED -> {
                    if (repository.find(id).isEmpty()) {
                        repository.forgetVersions(id);
                    }
                }
            }
        }
        throw contested();
    }

    private void tellVisibility(Agent agent, boolean wasPublic) {
        if (agent.isPublic() != wasPublic) {
            events.publishEvent(
                    new AgentVisibilityChanged(new UserId(agent.userId()), agent.id(), agent.name(), agent.isPublic()));
        }
    }

    private Agent settled(Agent changed, @Nullable Boolean isDefault) {
        if (!changed.isPublic()) {
            users.forgetAgent(changed.id(), new UserId(changed.userId()));
        }
        if (isDefault == null || isDefault == changed.isDefault()) {
            return changed;
        }
        if (isDefault) {
            return makeDefault(changed);
        }
        repository.unmakeDefault(changed.id());
        return repository.find(changed.id()).orElse(changed);
    }

    private Agent makeDefault(Agent agent) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (repository.makeDefault(agent)) {
                return repository.find(agent.id()).orElse(agent);
            }
        }
        throw contested();
    }

    /// Makes it a favourite of its owner, or none.
    public Agent favorite(Caller caller, ObjectId id, boolean isFavorite) {
        repository.setFavorite(require(caller, id, Role.OWNER).id(), isFavorite);
        return require(caller, id, Role.OWNER);
    }

    /// What it was before each change, newest first; the last hundred are there.
    public Page<AgentVersion> versions(Caller caller, ObjectId id, PageRequest page) {
        return repository.versions(require(caller, id, Role.OWNER), page);
    }

    /// Copies an agent that the caller may use, for him to change.
    ///
    /// @param name of the copy; null for one made from its name
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when he has one of that name
    public Agent copy(Caller caller, ObjectId id, @Nullable String name) {
        UserId owner = access.requirePerson(caller);
        Agent original = get(caller, id);
        for (int number = 1; number <= ATTEMPTS; number++) {
            AgentDefinition is = original.definition();
            String title = name == null ? copyName(is.name(), number) : name.strip();
            Agent copy = newAgent(
                    owner,
                    new AgentDefinition(
                                    title,
                                    is.description(),
                                    is.type(),
                                    is.systemPrompt(),
                                    is.config(),
                                    is.persona(),
                                    is.capabilities(),
                                    is.tags())
                            .checked(),
                    false,
                    original.id());
            if (repository.insert(copy)) {
                return withLivingParent(copy);
            }
            if (name != null) {
                break;
            }
        }
        throw nameIsTaken(name == null ? copyName(original.name(), ATTEMPTS) : name);
    }

    private static String copyName(String name, int number) {
        String ending = number == 1 ? " (copy)" : " (copy " + number + ")";
        return name.substring(0, Math.min(name.length(), AgentDefinition.LONGEST_NAME - ending.length())) + ending;
    }

    /// Who deletes the original meanwhile takes it out of copies before this looks, or this does after.
    private Agent withLivingParent(Agent copy) {
        ObjectId parent = copy.parentId();
        if (parent == null || repository.find(parent).isPresent()) {
            return copy;
        }
        repository.forgetParent(parent);
        return repository.find(copy.id()).orElse(copy);
    }

    /// Deletes an agent with its history. What it wrote stays.
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        Agent agent = require(caller, id, Role.OWNER);
        Etag.require(demanded, agent.revision());
        if (demanded.isPresent() && !repository.claim(agent)) {
            throw Etag.stale().exception();
        }
        delete(agent);
    }

    /// Forgotten first, so that a node that dies on the way leaves an agent that can be deleted again; and after it,
    /// since somebody may have named it meanwhile.
    private void delete(Agent agent) {
        ObjectId id = agent.id();
        forget(id);
        repository.delete(id);
        forget(id);
        events.publishEvent(new AgentDeleted(new UserId(agent.userId()), id));
    }

    private void forget(ObjectId id) {
        users.forgetAgent(id, null);
        dependents.forEach(dependent -> dependent.forgetAgent(id));
        repository.forgetParent(id);
        repository.forgetVersions(id);
    }

    /// An agent was used.
    ///
    /// @param tokens that it took, in and out
    /// @param time in milliseconds
    public void countUse(ObjectId id, long tokens, long time, boolean completed, Instant when) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Agent read = repository.find(id).orElse(null);
            if (read == null
                    || repository.count(
                            read,
                            used(read.usage(), tokens, completed, when),
                            mean(
                                    read.performance().averageGenerationTime(),
                                    read.usage().count(),
                                    (double) time))) {
                return;
            }
        }
    }

    private static Agent.Usage used(Agent.Usage before, long tokens, boolean completed, Instant when) {
        return new Agent.Usage(
                before.count() + 1,
                when,
                mean(before.averageTokens(), before.count(), (double) tokens),
                mean(before.successRate(), before.count(), completed ? 1 : 0));
    }

    private static double mean(double before, long count, double next) {
        return before + (next - before) / (count + 1);
    }

    /// What its users say of it.
    ///
    /// @param rating 1 to 5; null when nobody says anything
    public void rate(ObjectId id, @Nullable Double rating) {
        repository.rate(id, rating);
    }

    /// Whether a person may use an agent.
    public boolean mayUse(UserId user, ObjectId id) {
        return directory.mayUse(user, id);
    }

    /// Removes all agents of a person.
    public void erase(UserId user) {
        List<Agent> own = repository.ofUser(user.value(), AT_ONCE);
        while (!own.isEmpty()) {
            own.forEach(this::delete);
            own = repository.ofUser(user.value(), AT_ONCE);
        }
    }

    private static RuntimeException nameIsTaken(String name) {
        return new Problem.Conflict("You have an agent named “" + name + "” already: choose another name.").exception();
    }

    private static RuntimeException contested() {
        return new Problem.Conflict("The agent is being changed by somebody else: try again.").exception();
    }
}
