package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.JsonFaults;
import io.automedia.shared.Problem;
import io.automedia.shared.Problem.FieldError;
import io.automedia.shared.UserId;
import java.util.Objects;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A person's own account.
@RestController
@RequestMapping("/api/v1/users/me")
final class UsersController {
    private final Users users;
    private final Access access;
    private final JsonMapper json;
    private final AgentDirectory agents;
    private final LivingAddresses addresses;

    UsersController(
            Users users,
            Access access,
            JsonMapper json,
            ObjectProvider<AgentDirectory> agents,
            LivingAddresses addresses) {
        this.addresses = addresses;
        this.agents = agents.getIfAvailable(() -> (user, agent) -> false);
        this.users = users;
        this.access = access;
        this.json = json;
    }

    /// A merge patch (RFC 7396): what is absent stays, null removes.
    record Change(@Nullable ObjectNode profile, @Nullable ObjectNode preferences) {}

    @GetMapping
    ResponseEntity<UserAnswer> me(Caller caller) {
        UserId id = access.requirePerson(caller);
        return answer(users.byId(id).orElseThrow(() -> Problem.notFound("user").exception()));
    }

    @PatchMapping
    ResponseEntity<UserAnswer> change(
            Caller caller,
            @RequestBody Change change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        UserId id = access.requirePerson(caller);
        if (change.profile() != null) {
            User before =
                    users.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
            addresses.require(before.profile(), changed(before, change).profile());
        }
        return answer(withLivingAgent(users.change(id, Etag.demanded(ifMatch), user -> changed(user, change))));
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

    private User changed(User user, Change change) {
        Faults faults = new Faults();
        Profile profile = faults.tried(() -> merged("profile", user.profile(), change.profile(), Profile.class)
                .checked());
        Preferences preferences =
                faults.tried(() -> merged("preferences", user.preferences(), change.preferences(), Preferences.class)
                        .checkedAfter(user.preferences()));
        if (preferences != null) {
            ObjectId agent = preferences.contentDefaults().defaultAgent();
            faults.unless(
                    agent == null || agents.mayUse(user.userId(), agent),
                    "preferences.contentDefaults.defaultAgent",
                    "must be an agent of yours, or a public one");
        }
        faults.raise();
        return user.with(Objects.requireNonNull(profile), Objects.requireNonNull(preferences));
    }

    private <T> T merged(String field, T current, @Nullable ObjectNode patch, Class<T> type) {
        if (patch == null) {
            return current;
        }
        ObjectNode whole = json.valueToTree(current);
        merge(whole, patch);
        try {
            return json.treeToValue(whole, type);
        } catch (JacksonException wrong) {
            throw Faults.problem(JsonFaults.all(json, whole, json.constructType(type)).stream()
                            .map(fault -> new FieldError(field + "." + fault.field(), fault.message()))
                            .toList())
                    .exception();
        }
    }

    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode present = into.get(entry.getKey());
            if (present instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode change) {
                merge(inner, change);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static ResponseEntity<UserAnswer> answer(User user) {
        return new Etag(user.version()).on(UserAnswer.of(user));
    }
}
