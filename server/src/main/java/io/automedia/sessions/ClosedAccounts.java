package io.automedia.sessions;

import io.automedia.users.AdminChange;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ends all by which somebody comes in whose account was deactivated. It is no background work: when the
/// administrator has his answer, it is done.
@Component
final class ClosedAccounts {
    private final SessionsRepository sessions;
    private final OpenSessions openSessions;
    private final ApiTokenRepository tokens;
    private final Standings standings;

    ClosedAccounts(
            SessionsRepository sessions, OpenSessions openSessions, ApiTokenRepository tokens, Standings standings) {
        this.sessions = sessions;
        this.openSessions = openSessions;
        this.tokens = tokens;
        this.standings = standings;
    }

    @EventListener
    void on(AdminChange changed) {
        standings.forget(changed.account().value());
        if (changed instanceof AdminChange.Deactivated(var account, var by)) {
            openSessions.close(sessions.allOpen(account.value()));
            tokens.removeAll(account.value());
        }
    }
}
