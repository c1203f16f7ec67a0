package io.automedia.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Caller;
import io.automedia.access.Scope;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/tokens`: a person's own API tokens.
@RestController
@RequestMapping("/api/v1/tokens")
final class ApiTokensController {
    private final ApiTokens tokens;

    ApiTokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /// A token that is to be made.
    ///
    /// @param scopes `read` unless it says more
    record New(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = ApiTokens.LONGEST_NAME)
            @Nullable
            String name,

            @Nullable List<Scope> scopes,
            @Nullable Instant expiresAt) {}

    /// A token as it is shown.
    ///
    /// @param token the token itself, once, in the answer to its making; a repetition of that leaves it out
    /// @param ending its last characters
    record Shown(
            ObjectId id,
            String name,
            List<Scope> scopes,
            String ending,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String token,

            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            Instant createdAt) {
        @Override
        public String toString() {
            return "Shown[" + id.toHexString() + "]";
        }
    }

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
        return tokens.list(caller, page).map(token -> shown(token, null));
    }

    @GetMapping("/{id}")
    Shown one(Caller caller, @PathVariable ObjectId id) {
        return shown(tokens.one(caller, id), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Shown> make(Caller caller, @RequestBody New wanted) {
        List<Scope> scopes = wanted.scopes() == null ? List.of() : wanted.scopes();
        ApiTokens.Made made = tokens.make(caller, wanted.name(), scopes, wanted.expiresAt());
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + made.token().id()))
                .body(shown(made.token(), made.secret()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable ObjectId id) {
        tokens.remove(caller, id);
    }

    private static Shown shown(ApiToken token, @Nullable String secret) {
        return new Shown(
                token.id(),
                token.name(),
                Arrays.stream(Scope.values()).filter(token.scope()::includes).toList(),
                token.ending(),
                secret,
                token.lastUsedAt(),
                token.expiresAt(),
                token.createdAt());
    }
}
