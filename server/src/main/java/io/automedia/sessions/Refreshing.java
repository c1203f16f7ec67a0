package io.automedia.sessions;

import io.automedia.audit.Action;
import io.automedia.sessions.Session.Exchange;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Exchanges refresh tokens. One that was exchanged a moment ago gives the same answer again to the same program
/// in the same network, since programs ask twice at once or lose an answer. In any other case it was stolen, or its
/// owner's was, and closes the session.
@Component
@EnableConfigurationProperties(SessionsProperties.class)
final class Refreshing {
    private final SessionsRepository repository;
    private final OpenSessions openSessions;
    private final Successors successors;
    private final Users users;
    private final SessionsProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Refreshing(
            SessionsRepository repository,
            OpenSessions openSessions,
            Successors successors,
            Users users,
            SessionsProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.repository = repository;
        this.openSessions = openSessions;
        this.successors = successors;
        this.users = users;
        this.properties = properties;
        this.clock = clock;
    }

    /// The person, and his next tokens.
    record Refreshed(User user, Successors.Pair pair) {}

    /// @throws io.automedia.shared.ProblemException AUTH002 when the session has ended, AUTH003 for
    /// anything else
    Refreshed refresh(String refreshToken, Client client) {
        SecretToken shown = SecretToken.read(refreshToken).orElseThrow(Refreshing::invalid);
        Session session = repository.byId(shown.id()).orElseThrow(Refreshing::invalid);
        return SecretToken.same(session.refreshToken(), shown.hash())
                ? exchange(session.withRefreshKey(), shown, client)
                : repeat(session, shown, client);
    }

    private Refreshed exchange(Session session, SecretToken shown, Client client) {
        Instant now = clock.instant();
        User user = owner(session, now);
        Exchange exchange = successors.exchange(session, shown, client, now);
        Successors.Pair pair = successors.of(session, shown, exchange).orElseThrow(Refreshing::invalid);
        if (!repository.exchange(session, shown, exchange, pair, now.plus(Sessions.LIFE))) {
            return repeat(repository.byId(session.id()).orElseThrow(Refreshing::invalid), shown, client);
        }
        openSessions.changed(session.id(), session.token());
        return new Refreshed(user, pair);
    }

    private Refreshed repeat(Session session, SecretToken shown, Client client) {
        Instant now = clock.instant();
        Exchange latest = session.exchange();
        if (latest != null && isRepeated(latest, shown, client, now)) {
            User user = owner(session, now);
            return new Refreshed(user, same(session, shown, latest).orElseThrow(Refreshing::invalid));
        }
        if (session.isActive() && session.hasGiven(shown)) {
            openSessions.close(List.of(session));
            events.publishEvent(new SessionClosed(new UserId(session.userId()), session.id(), Action.REFRESH_REUSED));
        }
        throw invalid();
    }

    private boolean isRepeated(Exchange latest, SecretToken shown, Client client, Instant now) {
        return SecretToken.same(latest.former(), shown.hash())
                && (latest.client() == null || latest.client().equals(client.mark()))
                && now.isBefore(latest.at().plus(properties.refreshGrace()));
    }

    private Optional<Successors.Pair> same(Session session, SecretToken shown, Exchange exchange) {
        return successors
                .of(session, shown, exchange)
                .filter(pair -> SecretToken.same(
                        session.refreshToken(), pair.refreshToken().hash()));
    }

    private static ProblemException invalid() {
        return new Problem.Unauthenticated("AUTH003", "The refresh token is not valid: sign in again.").exception();
    }

    private User owner(Session session, Instant now) {
        if (!session.isActive()) {
            throw invalid();
        }
        if (!session.isOpen(now)) {
            throw new Problem.Unauthenticated("AUTH002", "The session has ended: sign in again.").exception();
        }
        return users.byId(new UserId(session.userId())).filter(User::isActive).orElseThrow(Refreshing::invalid);
    }
}
