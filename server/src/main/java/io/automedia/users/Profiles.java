package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.bson.types.ObjectId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The front door for what people tell of themselves and how they want things.
@Component
public final class Profiles {
    private final Users users;
    private final Access access;
    private final AgentDirectory agents;
    private final LivingAddresses addresses;

    Profiles(Users users, Access access, ObjectProvider<AgentDirectory> agents, LivingAddresses addresses) {
        this.users = users;
        this.access = access;
        this.agents = agents.getIfAvailable(() -> (user, agent) -> false);
        this.addresses = addresses;
    }

    /// The caller's own account.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when it is not a person
    public User own(Caller caller) {
        return users.byId(access.requirePerson(caller))
                .orElseThrow(() -> Problem.notFound("user").exception());
    }

    /// Changes the caller's profile and preferences, when the new ones meet the rules.
    ///
    /// @param demanded the version that the change was made for; empty for whatever is there
    /// @param change of nothing else; it may run several times
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that don't, (`Stale`)
    public User change(Caller caller, OptionalLong demanded, UnaryOperator<User> change) {
        User before = own(caller);
        addresses.require(before.profile(), checked(before, change).profile());
        return withLivingAgent(users.change(before.userId(), demanded, user -> checked(user, change)));
    }

    private static User checked(User user, UnaryOperator<User> change) {
        User changed = change.apply(user);
        return user.with(changed.profile().checked(), changed.preferences().checkedAfter(user.preferences()));
    }

    /// Whether a person may work with an agent.
    boolean mayUse(UserId person, ObjectId agent) {
        return agents.mayUse(person, agent);
    }

    /// Who deletes the agent meanwhile takes it out of accounts before this looks, or this does after.
    private User withLivingAgent(User user) {
        ObjectId agent = user.preferences().contentDefaults().defaultAgent();
        if (agent == null || agents.mayUse(user.userId(), agent)) {
            return user;
        }
        return users.change(
                user.userId(),
                OptionalLong.empty(),
                now -> now.with(now.profile(), now.preferences().withoutAgent(agent)));
    }
}
