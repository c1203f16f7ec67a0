package io.automedia.accounts;

import io.automedia.factors.FactorEvent;
import io.automedia.users.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people by mail when signing in to their accounts takes more or less than before.
@Component
final class FactorNotices {
    private final Users users;
    private final AccountMail mail;

    FactorNotices(Users users, AccountMail mail) {
        this.users = users;
        this.mail = mail;
    }

    @EventListener
    void told(FactorEvent event) {
        switch (event.kind()) {
            case ENABLED -> tell(event, AccountMail.TWO_FACTOR_ENABLED);
            case DISABLED -> tell(event, AccountMail.TWO_FACTOR_DISABLED);
            case RECOVERY_CODES_RENEWED -> tell(event, AccountMail.RECOVERY_CODES_RENEWED);
            case RECOVERY_CODE_USED, CODE_REFUSED -> {
                // what it takes is as it was
            }
        }
    }

    private void tell(FactorEvent event, String kind) {
        users.byId(event.person()).ifPresent(user -> mail.tell(kind, user, user.email()));
    }
}
