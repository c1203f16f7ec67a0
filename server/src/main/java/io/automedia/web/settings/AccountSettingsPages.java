package io.automedia.web.settings;

import io.automedia.shared.Problem;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.automedia.web.page.Visit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of address and password.
@Component
final class AccountSettingsPages {
    private static final Set<String> FORMS = Set.of("password", "email", "confirm");

    private final Users users;

    AccountSettingsPages(Users users) {
        this.users = users;
    }

    /// The page after one of its forms; of what is none of them nothing is said.
    AccountSettingsPage page(Visit visit, String done) {
        return page(visit, FORMS.contains(done) ? done : null, null, null, "");
    }

    /// The page with what was wrong in a form.
    ///
    /// @param newEmail the new address that was typed; empty for none
    AccountSettingsPage wrong(Visit visit, String form, String reason, String newEmail) {
        return page(visit, null, form, reason, newEmail);
    }

    private AccountSettingsPage page(
            Visit visit, @Nullable String done, @Nullable String form, @Nullable String reason, String newEmail) {
        User user = users.byId(visit.caller().userId())
                .orElseThrow(() -> Problem.notFound("user").exception());
        return new AccountSettingsPage(
                user.email(), user.isVerified(), user.hasPassword(), newEmail, done, form, reason);
    }
}
