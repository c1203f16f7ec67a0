package io.automedia.sessions;

import io.automedia.access.Access;
import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.audit.Action;
import io.automedia.geoip.Places;
import io.automedia.sessions.Session.Location;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to sessions: opens, checks, prolongs and closes them.
@Component
public final class Sessions implements Authenticator {
    /// A session that is not used this long ends.
    static final Duration LIFE = Duration.ofDays(30);

    private final SessionsRepository repository;
    private final AccessTokens accessTokens;
    private final OneTimeLogins oneTimeLogins;
    private final OpenSessions openSessions;
    private final ApiTokens apiTokens;
    private final Refreshing refreshing;
    private final LocalToken localToken;
    private final Standings standings;
    private final Places places;
    private final Users users;
    private final Access access;
    private final RecentProof recentProof;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sessions(
            SessionsRepository repository,
            AccessTokens accessTokens,
            OneTimeLogins oneTimeLogins,
            OpenSessions openSessions,
            ApiTokens apiTokens,
            Refreshing refreshing,
            LocalToken localToken,
            Standings standings,
            Places places,
            Users users,
            Access access,
            RecentProof recentProof,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.accessTokens = accessTokens;
        this.oneTimeLogins = oneTimeLogins;
        this.openSessions = openSessions;
        this.apiTokens = apiTokens;
        this.refreshing = refreshing;
        this.localToken = localToken;
        this.standings = standings;
        this.places = places;
        this.users = users;
        this.access = access;
        this.recentProof = recentProof;
        this.events = events;
        this.clock = clock;
    }

    /// Opens a session for a program of somebody who has shown his password.
    public Tokens open(User user, Client client) {
        return open(user, client, Proof.PASSWORD);
    }

    /// Opens a session for a program.
    ///
    /// @param proof by what the person proved who he is
    public Tokens open(User user, Client client, Proof proof) {
        ObjectId id = new ObjectId();
        String refreshKey = RefreshFamily.newKey();
        SecretToken refresh = RefreshFamily.make(id, refreshKey);
        String accessToken = accessTokens.sign(user.id(), id);
        add(user, newSession(user, client, proof, id, SecretToken.hash(accessToken), refresh.hash(), refreshKey));
        return tokens(accessToken, refresh);
    }

    /// Opens a session for a browser.
    ///
    /// @param proof by what the person proved who he is
    /// @return what its cookie holds
    public String openForBrowser(User user, Client client, Proof proof) {
        SecretToken token = SecretToken.make(new ObjectId());
        add(user, newSession(user, client, proof, token.id(), token.hash(), null, null));
        return token.text();
    }

    private void add(User user, Session session) {
        // before others can see this one: of two that are opened at once at least one is told of
        boolean isFamiliar = repository.isFamiliar(session);
        repository.add(session);
        // who was deactivated or got another password meanwhile, when nobody knew of this session yet
        Optional<User> known = users.byId(new UserId(session.userId()))
                .filter(now -> now.isActive() && now.password().equals(user.password()));
        if (known.isEmpty()) {
            openSessions.close(List.of(session));
            throw AccessTokens.invalid();
        }
        boolean isFirst = known.get().statistics().lastActivity() == null;
        users.noteActivity(new UserId(session.userId()), session.createdAt());
        DeviceInfo device = session.deviceInfo();
        String location =
                Optional.ofNullable(session.location()).flatMap(Location::words).orElse(null);
        events.publishEvent(new SignedIn(
                new UserId(session.userId()),
                session.id(),
                device.os(),
                device.browser(),
                Objects.requireNonNull(session.proof(), "proof"),
                location,
                !isFamiliar && !isFirst));
    }

    private Session newSession(
            User user,
            Client client,
            Proof proof,
            ObjectId id,
            String token,
            @Nullable String refreshToken,
            @Nullable String refreshKey) {
        Instant now = clock.instant();
        return new Session(
                id,
                user.id(),
                token,
                refreshToken,
                refreshKey,
                null,
                null,
                client.userAgent(),
                client.address(),
                places.of(client.address()).map(Location::of).orElse(null),
                DeviceInfo.of(client.userAgent()),
                true,
                now,
                now.plus(LIFE),
                now,
                proof,
                now);
    }

    /// Exchanges a refresh token for the next pair. For some seconds the same token gives the same pair
    /// again to the same program in the same network; else, showing it closes the session, since one of the
    /// two who had it is a thief.
    ///
    /// @throws io.automedia.shared.ProblemException AUTH002 when the session has ended, AUTH003 for
    /// anything else
    public Refreshed refresh(String refreshToken, Client client) {
        Refreshing.Refreshed refreshed = refreshing.refresh(refreshToken, client);
        Successors.Pair pair = refreshed.pair();
        return new Refreshed(refreshed.user(), tokens(pair.accessToken(), pair.refreshToken()));
    }

    /// The person, and his next tokens.
    public record Refreshed(User user, Tokens tokens) {}

    @Override
    public Caller authenticate(String accessToken, @Nullable String actFor) {
        if (localToken.is(accessToken)) {
            return localToken.caller(actFor);
        }
        if (apiTokens.isOne(accessToken)) {
            return apiTokens.person(accessToken);
        }
        AccessTokens.Claims claims = accessTokens.read(accessToken);
        return openSessions
                .person(claims.sessionId(), SecretToken.hash(accessToken))
                .filter(person -> person.userId().value().equals(claims.userId()))
                .orElseThrow(AccessTokens::invalid);
    }

    @Override
    public Optional<Caller.Person> ofCookie(@Nullable String value) {
        return SecretToken.read(value).flatMap(token -> openSessions.person(token.id(), token.hash()));
    }

    @Override
    public boolean isOpen(Caller caller) {
        return switch (caller) {
            case Caller.Person person when person.token() != null -> apiTokens.isOpen(person.sessionId());
            case Caller.Person person -> localToken.isSessionOf(person) || openSessions.isOpen(person);
            case Caller.System system -> true;
        };
    }

    @Override
    public boolean isCommandLine(Caller.Person person) {
        return localToken.isSessionOf(person);
    }

    /// Closes the session through which the caller asks, at once and on every node.
    public void close(Caller caller) {
        if (caller instanceof Caller.Person person) {
            access.requireSession(person);
            repository.byId(person.sessionId()).map(List::of).ifPresent(open -> close(open, Action.LOGOUT));
        }
    }

    /// Closes one of the caller's sessions.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it is not his
    public void close(Caller caller, ObjectId sessionId) {
        access.requireSession(caller);
        close(List.of(one(caller, sessionId)), Action.SESSION_REVOKED);
    }

    /// Closes all of the caller's sessions but the one through which he asks.
    public void closeOthers(Caller.Person caller) {
        access.requireSession(caller);
        close(repository.others(caller.userId().value(), caller.sessionId()), Action.SESSION_REVOKED);
    }

    /// Closes all sessions of somebody, for an administrator; tokens of his programs stay.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`; `ConfirmationNeeded` without a recent proof;
    /// `NotFound` when there is no such account)
    public void closeAllOf(Caller administrator, UserId person) {
        access.requireAdmin(administrator);
        recentProof.require(administrator);
        if (users.byId(person).isEmpty()) {
            throw Problem.notFound("user").exception();
        }
        close(repository.allOpen(person.value()), Action.SESSION_REVOKED);
    }

    /// How many sessions of somebody are open, for an administrator.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`)
    public long countOf(Caller administrator, UserId person) {
        access.requireAdmin(administrator);
        return repository
                .open(person.value(), clock.instant(), PageRequest.first(1))
                .page()
                .total();
    }

    private void close(List<Session> sessions, Action why) {
        openSessions.close(sessions);
        sessions.forEach(
                session -> events.publishEvent(new SessionClosed(new UserId(session.userId()), session.id(), why)));
    }

    /// Closes all sessions of a person, at once and on every node.
    public void closeAll(UserId user) {
        openSessions.close(repository.others(user.value(), new ObjectId()));
        standings.forget(user.value());
    }

    /// One of the caller's sessions, also one that is over.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it is not his
    Session one(Caller caller, ObjectId sessionId) {
        return access.own(caller, repository.byId(sessionId).orElse(null), "session");
    }

    boolean isOpen(Session session) {
        return session.isOpen(clock.instant());
    }

    /// The caller's open sessions.
    public Page<Session> list(Caller caller, PageRequest page) {
        return repository.open(access.requirePerson(caller).value(), clock.instant(), page);
    }

    /// A token for `/login/once?token=…`, good for one sign-in within ten minutes.
    public String oneTimeLogin(UserId user) {
        return oneTimeLogins.make(user);
    }

    /// The person whose one-time login this is. It can't be used again.
    public Optional<User> useOneTimeLogin(String token) {
        return oneTimeLogins.use(token).flatMap(users::byId).filter(User::isActive);
    }

    /// The token by which the command line of this machine acts, as an administrator. It changes with
    /// every start.
    public String localToken() {
        return localToken.text();
    }

    private static Tokens tokens(String accessToken, SecretToken refresh) {
        return new Tokens(accessToken, refresh.text(), "Bearer", AccessTokens.VALID.toSeconds());
    }
}
