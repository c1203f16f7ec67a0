package io.automedia.accounts;

import io.automedia.oidc.IdentityEvent;
import io.automedia.users.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people by mail that an account at a provider opens theirs from now on.
@Component
final class IdentityNotices {
    private final Users users;
    private final AccountMail mail;

    IdentityNotices(Users users, AccountMail mail) {
        this.users = users;
        this.mail = mail;
    }

    @EventListener
    void told(IdentityEvent event) {
        if (event.type().equals(IdentityEvent.CONNECTED)) {
            users.byId(event.person()).ifPresent(user -> mail.tell(AccountMail.IDENTITY_CONNECTED, user, user.email()));
        }
    }
}
