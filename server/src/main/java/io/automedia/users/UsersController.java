package io.automedia.users;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.JsonFaults;
import io.automedia.shared.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
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
    private final Profiles profiles;
    private final JsonMapper json;

    UsersController(Profiles profiles, JsonMapper json) {
        this.profiles = profiles;
        this.json = json;
    }

    /// A merge patch (RFC 7396): what is absent stays, null removes.
    record Change(
            @Schema(implementation = Profile.class) @Nullable
            ObjectNode profile,

            @Schema(implementation = Preferences.class) @Nullable
            ObjectNode preferences) {}

    @GetMapping
    ResponseEntity<UserAnswer> me(Caller caller) {
        return answer(profiles.own(caller));
    }

    @PatchMapping
    ResponseEntity<UserAnswer> change(
            Caller caller,
            @RequestBody Change change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(profiles.change(caller, Etag.demanded(ifMatch), user -> changed(user, change)));
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
                    agent == null || profiles.mayUse(user.userId(), agent),
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
