package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Knows which sessions are open: from Redis when that was told of every closing, else from MongoDB.
@Component
@EnableConfigurationProperties(SessionsProperties.class)
final class OpenSessions {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final SessionsRepository repository;
    private final FastSessions fast;
    private final UntoldClosings untold;
    private final Standings standings;
    private final SessionsProperties properties;
    private final Clock clock;

    OpenSessions(
            SessionsRepository repository,
            FastSessions fast,
            UntoldClosings untold,
            Standings standings,
            SessionsProperties properties,
            Clock clock) {
        this.repository = repository;
        this.fast = fast;
        this.untold = untold;
        this.standings = standings;
        this.properties = properties;
        this.clock = clock;
    }

    /// Whose session it is, when it is open and this is the hash of its token.
    Optional<Caller.Person> person(ObjectId sessionId, String tokenHash) {
        Instant now = clock.instant();
        Optional<FastSessions.Entry> entry = fast.find(sessionId);
        if (entry.isPresent() && entry.get().isClosed()) {
            return Optional.empty();
        }
        if (entry.isPresent()
                && now.isBefore(entry.get().expiresAt())
                && SecretToken.same(entry.get().token(), tokenHash)
                && !untold.any()) {
            noteUse(sessionId, entry.get().userId(), entry.get().lastActivity(), now);
            return person(entry.get().userId(), sessionId);
        }
        return fromTruth(
                sessionId, tokenHash, entry.map(FastSessions.Entry::token).orElse(null), now);
    }

    private Optional<Caller.Person> fromTruth(
            ObjectId sessionId, String tokenHash, @Nullable String outdated, Instant now) {
        Optional<Session> session = repository
                .byId(sessionId)
                .filter(found -> found.isOpen(now))
                .filter(found ->
                        SecretToken.same(found.token(), tokenHash) || wasReplacedJustNow(found, tokenHash, now));
        session.ifPresent(found -> {
            fast.remember(found, outdated);
            noteUse(sessionId, found.userId(), found.lastActivity(), now);
        });
        return session.flatMap(found -> person(found.userId(), sessionId));
    }

    /// Requests that were under way when another one refreshed still hold the former access token.
    private boolean wasReplacedJustNow(Session session, String tokenHash, Instant now) {
        Session.Exchange latest = session.exchange();
        return latest != null
                && SecretToken.same(latest.formerAccess(), tokenHash)
                && now.isBefore(latest.at().plus(properties.refreshGrace()));
    }

    private Optional<Caller.Person> person(ObjectId userId, ObjectId sessionId) {
        return standings.role(userId, sessionId).map(role -> new Caller.Person(new UserId(userId), role, sessionId));
    }

    private void noteUse(ObjectId sessionId, ObjectId userId, Instant lastActivity, Instant now) {
        if (now.isAfter(lastActivity.plus(NOTED_EVERY))) {
            repository.used(sessionId, now, now.plus(Sessions.LIFE));
            fast.used(sessionId, now);
            standings.noteActivity(userId, now);
        }
    }

    /// Whether it is open, and whose it is may come in.
    boolean isOpen(Caller.Person person) {
        return standings.role(person.userId().value()).isPresent() && isOpen(person.sessionId());
    }

    boolean isOpen(ObjectId sessionId) {
        Optional<FastSessions.Entry> entry = fast.find(sessionId);
        if (entry.isPresent() && (entry.get().isClosed() || !untold.any())) {
            return !entry.get().isClosed();
        }
        return repository
                .byId(sessionId)
                .filter(found -> found.isOpen(clock.instant()))
                .isPresent();
    }

    /// The session has a new token.
    void changed(ObjectId sessionId, String formerToken) {
        repository.byId(sessionId).ifPresent(session -> fast.remember(session, formerToken));
    }

    /// Closes sessions. When this returns, they are closed on every node, whether Redis is there or not.
    void close(List<Session> sessions) {
        List<ObjectId> ids = sessions.stream().map(Session::id).toList();
        repository.close(ids);
        List<ObjectId> missed = sessions.stream()
                .filter(session -> !fast.close(session.id(), session.userId()))
                .map(Session::id)
                .toList();
        if (!missed.isEmpty()) {
            untold.add(missed);
        }
    }
}
