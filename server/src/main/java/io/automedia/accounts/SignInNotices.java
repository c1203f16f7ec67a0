package io.automedia.accounts;

import io.automedia.sessions.SignedIn;
import io.automedia.users.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people by mail of a sign-in that may be somebody else's.
@Component
final class SignInNotices {
    private final Users users;
    private final AccountMail mail;

    SignInNotices(Users users, AccountMail mail) {
        this.users = users;
        this.mail = mail;
    }

    @EventListener
    void told(SignedIn event) {
        if (event.isUnfamiliar()) {
            users.byId(event.person())
                    .ifPresent(user -> mail.tellOfSignIn(user, event.browser(), event.os(), event.location()));
        }
    }
}
