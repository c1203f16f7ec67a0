package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/users/me/api-keys`.
@RestController
@RequestMapping("/api/v1/users/me/api-keys")
final class ApiKeysController {
    private static final String PATH = "/api/v1/users/me/api-keys/";

    /// One that another program put there without an id comes first.
    private static final Orders<User.ApiKey> ORDERS = new Orders<>(List.of(Keyset.byTime(
            "createdAt",
            true,
            User.ApiKey::createdAt,
            key -> Objects.requireNonNullElse(key.id(), new ObjectId(0, 0)))));

    private final ApiKeys keys;
    private final Access access;

    ApiKeysController(ApiKeys keys, Access access) {
        this.keys = keys;
        this.access = access;
    }

    /// A key that is to be kept.
    record New(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String provider,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 8, maxLength = 500, pattern = "^[!-~]+$")
            @Nullable
            String key,

            @Schema(maxLength = ApiKeys.LONGEST_LABEL) @Nullable
            String label) {
        @Override
        public String toString() {
            return "New[" + provider + "]";
        }
    }

    /// What may be changed about one; absent leaves things as they are.
    record Change(
            @Schema(maxLength = ApiKeys.LONGEST_LABEL) @Nullable
            String label,

            @Nullable Boolean isActive) {}

    /// A key as it is shown: masked.
    record Shown(
            @Nullable ObjectId id,
            String provider,
            String key,
            @Nullable String label,
            boolean isActive,
            Instant createdAt,
            @Nullable Instant lastUsed) {}

    @GetMapping
    Page<Shown> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        UserId owner = access.requirePerson(caller);
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        return ORDERS.page("api-keys", keys.list(owner), page).map(key -> shown(owner, key));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Shown> add(Caller caller, @RequestBody New key) {
        UserId owner = access.requirePerson(caller);
        ApiKeys.Kept added = keys.add(owner, key.provider(), key.key(), key.label());
        return new Etag(added.version()).created(PATH + added.key().id(), shown(owner, added.key()));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Shown> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change change) {
        UserId owner = access.requirePerson(caller);
        ApiKeys.Kept changed =
                keys.change(owner, Ids.objectId(id), change.label(), change.isActive(), Etag.demanded(ifMatch));
        return new Etag(changed.version()).on(shown(owner, changed.key()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        keys.remove(access.requirePerson(caller), Ids.objectId(id), Etag.demanded(ifMatch));
    }

    @PostMapping("/{id}/check")
    ApiKeys.Check check(Caller caller, @PathVariable String id) throws InterruptedException {
        return keys.check(access.requirePerson(caller), Ids.objectId(id));
    }

    private Shown shown(UserId owner, User.ApiKey key) {
        return new Shown(
                key.id(),
                key.provider(),
                keys.masked(owner, key),
                key.label(),
                key.isActive(),
                key.createdAt(),
                key.lastUsed());
    }
}
