package io.automedia.sessions;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.access.Scope;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to personal API tokens: `amp_…`, by which a person's programs ask as he does, within
/// a scope, until it expires or he takes it back. The token itself is shown once and kept nowhere.
@Component
public final class ApiTokens {
    /// Of a token's name, in characters.
    public static final int LONGEST_NAME = 100;

    private static final String PREFIX = "amp_";
    private static final int MOST = 50;
    private static final int ENDING = 4;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiTokenRepository repository;
    private final OpenSessions openSessions;
    private final LocalToken localToken;
    private final Standings standings;
    private final Access access;
    private final RecentProof recentProof;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiTokens(
            ApiTokenRepository repository,
            OpenSessions openSessions,
            LocalToken localToken,
            Standings standings,
            Access access,
            RecentProof recentProof,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.openSessions = openSessions;
        this.localToken = localToken;
        this.standings = standings;
        this.access = access;
        this.recentProof = recentProof;
        this.events = events;
        this.clock = clock;
    }

    /// A token as it was made.
    ///
    /// @param secret what programs show
    public record Made(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "Made[" + token.id().toHexString() + "]";
        }
    }

    /// Makes a token.
    ///
    /// @param scopes the greatest counts, since each includes those before it
    /// @param expiresAt null for never
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows a token
    /// himself, or wants more than he may do; (`ConfirmationNeeded`) when it is to administer and
    /// he did not prove lately who he is; (`Invalid`, `Conflict`) when it can't be; (`Unauthenticated`) when
    /// his session was ended meanwhile
    public Made make(Caller caller, @Nullable String name, List<Scope> scopes, @Nullable Instant expiresAt) {
        Caller.Person person = access.requireSession(caller);
        Scope scope = scopes.stream().max(Scope::compareTo).orElse(Scope.READ);
        if (scope == Scope.ADMIN) {
            access.requireAdmin(caller);
            recentProof.require(caller);
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw Problem.invalid("expiresAt", "must be in the future").exception();
        }
        ObjectId owner = person.userId().value();
        if (repository.count(owner) >= MOST) {
            throw new Problem.Conflict("You have " + MOST + " API tokens, which is the most: delete one first.")
                    .exception();
        }
        ObjectId id = new ObjectId();
        String secret = PREFIX + SecretToken.make(id).text();
        ApiToken token = new ApiToken(
                id,
                owner,
                named(name),
                SecretToken.hash(secret),
                secret.substring(secret.length() - ENDING),
                scope,
                null,
                expiresAt,
                clock.instant());
        repository.add(token);
        requireStillOpen(person, token);
        events.publishEvent(new ApiTokenEvent(person.userId(), "token:created", id, token.name()));
        return new Made(token, secret);
    }

    /// Whoever ended the session meanwhile, by a new password or because the account was closed, took back the
    /// tokens that there were.
    private void requireStillOpen(Caller.Person person, ApiToken added) {
        if (!localToken.isSessionOf(person) && !openSessions.isOpen(person)) {
            repository.remove(added.id());
            throw AccessTokens.invalid();
        }
    }

    private static String named(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "must have 1 to " + LONGEST_NAME + " characters")
                    .exception();
        }
        return stripped;
    }

    /// The caller's tokens, also those that have expired.
    public Page<ApiToken> list(Caller caller, PageRequest page) {
        return repository.of(access.requirePerson(caller).value(), page);
    }

    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it is not the caller's
    ApiToken one(Caller caller, ObjectId id) {
        return access.own(caller, repository.byId(id), "token");
    }

    /// Takes a token back: from now on it opens nothing.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it is not the caller's,
    /// (`Forbidden`) when he shows a token himself
    public void remove(Caller caller, ObjectId id) {
        Caller.Person person = access.requireSession(caller);
        ApiToken token = one(caller, id);
        repository.remove(id);
        events.publishEvent(new ApiTokenEvent(person.userId(), "token:deleted", id, token.name()));
    }

    /// Takes all tokens of a person back.
    public void removeAll(UserId user) {
        repository.removeAll(user.value());
    }

    boolean isOne(String shown) {
        return shown.startsWith(PREFIX);
    }

    /// Whoever shows this token.
    ///
    /// @throws io.automedia.shared.ProblemException (`Unauthenticated`) AUTH002 when it has expired,
    /// AUTH003 when it is none or was taken back
    Caller.Person person(String shown) {
        ApiToken token = SecretToken.read(shown.substring(PREFIX.length()))
                .map(SecretToken::id)
                .map(repository::byId)
                .filter(found -> SecretToken.same(found.hash(), SecretToken.hash(shown)))
                .orElseThrow(() ->
                        new Problem.Unauthenticated("AUTH003", "This is no API token, or it was deleted.").exception());
        Instant now = clock.instant();
        if (token.isOver(now)) {
            throw new Problem.Unauthenticated("AUTH002", "This API token has expired: make another.").exception();
        }
        String role = standings.role(token.userId()).orElseThrow(AccessTokens::invalid);
        if (token.lastUsedAt() == null || now.isAfter(token.lastUsedAt().plus(NOTED_EVERY))) {
            repository.used(token.id(), now);
            standings.noteActivity(token.userId(), now);
        }
        return new Caller.Person(new UserId(token.userId()), role, token.id(), token.scope());
    }

    /// Whether a token still opens what it opened.
    boolean isOpen(ObjectId id) {
        ApiToken token = repository.byId(id);
        return token != null
                && !token.isOver(clock.instant())
                && standings.role(token.userId()).isPresent();
    }
}
