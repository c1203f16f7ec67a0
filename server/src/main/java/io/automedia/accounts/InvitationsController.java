package io.automedia.accounts;

import io.automedia.access.Caller;
import io.automedia.accounts.Invitations.Invitation;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.users.UserAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/admin/invitations`, and how one is accepted.
@RestController
final class InvitationsController {
    private final Invitations invitations;

    InvitationsController(Invitations invitations) {
        this.invitations = invitations;
    }

    record New(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(allowableValues = {"user", "admin"}) @Nullable
            String role) {}

    record Acceptance(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String token,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password) {
        @Override
        public String toString() {
            return "Acceptance[]";
        }
    }

    @PostMapping("/api/v1/admin/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(Caller caller, @RequestBody New wanted, Locale language) {
        return invitations.invite(caller, wanted.email(), wanted.role(), language.toLanguageTag());
    }

    @GetMapping("/api/v1/admin/invitations")
    Page<Invitation> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        return invitations.list(
                caller, PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder));
    }

    @DeleteMapping("/api/v1/admin/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable ObjectId id) {
        invitations.withdraw(caller, id);
    }

    @PostMapping("/api/v1/auth/invitation")
    @ResponseStatus(HttpStatus.CREATED)
    UserAnswer accept(@RequestBody Acceptance acceptance, Locale language) {
        return UserAnswer.of(invitations.accept(acceptance.token(), acceptance.password(), language.toLanguageTag()));
    }
}
