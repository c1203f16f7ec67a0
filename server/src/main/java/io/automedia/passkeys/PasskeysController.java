package io.automedia.passkeys;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import tools.jackson.databind.node.ObjectNode;

/// `/api/v1/passkeys`: a person's own passkeys. Signing in with one is `/api/v1/auth/passkey`.
@RestController
@RequestMapping("/api/v1/passkeys")
final class PasskeysController {
    private final Passkeys passkeys;

    PasskeysController(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    /// A passkey that was made.
    ///
    /// @param credential the browser's `PublicKeyCredential`
    record New(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = Passkeys.LONGEST_NAME)
            @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ObjectNode credential) {
        @Override
        public String toString() {
            return "New[" + name + "]";
        }
    }

    record Change(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = Passkeys.LONGEST_NAME)
            @Nullable
            String name) {}

    /// A passkey as it is shown.
    ///
    /// @param synced whether it can be on several devices of its owner
    record Shown(
            ObjectId id,
            String name,
            boolean synced,
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
        return passkeys.list(caller, page).map(PasskeysController::shown);
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> one(Caller caller, @PathVariable ObjectId id) {
        return answer(passkeys.one(caller, id));
    }

    @PostMapping("/options")
    CreationOptions begin(Caller caller) {
        return passkeys.begin(caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Shown> add(Caller caller, @RequestBody New made) {
        String credential = made.credential() == null ? null : made.credential().toString();
        Passkey added = passkeys.add(caller, made.name(), credential);
        return etag(added).created("/api/v1/passkeys/" + added.id(), shown(added));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Shown> rename(
            Caller caller,
            @PathVariable ObjectId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Change change) {
        return answer(passkeys.rename(caller, id, change.name(), Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable ObjectId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        passkeys.remove(caller, id, Etag.demanded(ifMatch));
    }

    private static ResponseEntity<Shown> answer(Passkey passkey) {
        return etag(passkey).on(shown(passkey));
    }

    /// When it was used is counted: that is no change of its owner's.
    private static Etag etag(Passkey passkey) {
        Instant used = passkey.lastUsedAt();
        return new Etag(passkey.version(), used == null ? "" : Long.toString(used.toEpochMilli()));
    }

    private static Shown shown(Passkey passkey) {
        return new Shown(
                passkey.id(), passkey.name(), passkey.isBackupEligible(), passkey.lastUsedAt(), passkey.createdAt());
    }
}
