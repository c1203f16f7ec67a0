package io.automedia.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import java.time.Instant;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/users`: all accounts, for administrators.
@RestController
@RequestMapping("/api/v1/users")
final class AccountAdministrationController {
    private final AccountAdministration accounts;

    AccountAdministrationController(AccountAdministration accounts) {
        this.accounts = accounts;
    }

    /// What an administrator sees of an account.
    ///
    /// @param profile only of those who show it
    /// @param statistics when they were here last only of those who show their activity
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccountView(
            ObjectId id,
            String email,
            String role,
            boolean isActive,
            boolean isVerified,
            @Nullable Profile profile,
            UserAnswer.Settings settings,
            User.Subscription subscription,
            User.Statistics statistics,
            Instant createdAt,
            Instant updatedAt) {
        static AccountView of(User user) {
            UserAnswer all = UserAnswer.of(user);
            return new AccountView(
                    all.id(),
                    all.email(),
                    all.role(),
                    all.isActive(),
                    all.isVerified(),
                    user.showsProfile() ? all.profile() : null,
                    all.settings(),
                    all.subscription(),
                    user.shownStatistics(),
                    all.createdAt(),
                    all.updatedAt());
        }
    }

    @GetMapping
    Page<AccountView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable Boolean isActive,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        Faults faults = new Faults();
        PageRequest page =
                faults.tried(() -> PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder));
        faults.raise();
        AccountQuery query = new AccountQuery(email, search, role, isActive, plan, status);
        return accounts.list(caller, query, Objects.requireNonNull(page)).map(AccountView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<AccountView> get(Caller caller, @PathVariable String id) {
        return answer(accounts.get(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<AccountView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody AccountChange change) {
        return answer(accounts.change(caller, Ids.objectId(id), change, Etag.demanded(ifMatch)));
    }

    private static ResponseEntity<AccountView> answer(User user) {
        return new Etag(user.version()).on(AccountView.of(user));
    }
}
