package io.automedia.accounts;

import io.automedia.passkeys.PasskeyEvent;
import io.automedia.users.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people by mail of a new way into their accounts.
@Component
final class PasskeyNotices {
    private final Users users;
    private final AccountMail mail;

    PasskeyNotices(Users users, AccountMail mail) {
        this.users = users;
        this.mail = mail;
    }

    @EventListener
    void told(PasskeyEvent event) {
        if (event.type().equals(PasskeyEvent.ADDED)) {
            users.byId(event.person()).ifPresent(user -> mail.tell(AccountMail.PASSKEY_ADDED, user, user.email()));
        }
    }
}
