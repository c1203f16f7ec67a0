package io.automedia.oidc;

import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/identities`: a person's own accounts at providers. Connecting one needs a browser.
@RestController
@RequestMapping("/api/v1/identities")
final class IdentitiesController {
    private final Identities identities;

    IdentitiesController(Identities identities) {
        this.identities = identities;
    }

    /// An account at a provider as it is shown.
    ///
    /// @param email its address when it was connected
    record Shown(
            ObjectId id,
            String provider,
            String issuer,
            @Nullable String email,
            @Nullable Instant lastUsedAt,
            Instant createdAt) {}

    @GetMapping
    Page<Shown> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        return identities.list(caller, page).map(IdentitiesController::shown);
    }

    @GetMapping("/{id}")
    Shown one(Caller caller, @PathVariable ObjectId id) {
        return shown(identities.one(caller, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable ObjectId id) {
        identities.remove(caller, id);
    }

    private static Shown shown(LinkedIdentity identity) {
        return new Shown(
                identity.id(),
                identity.provider(),
                identity.issuer(),
                identity.email(),
                identity.lastUsedAt(),
                identity.createdAt());
    }
}
