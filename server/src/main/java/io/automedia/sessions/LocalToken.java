package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The token by which the command line of this machine reaches the running instance. It is made anew at
/// every start, lies in memory and in the instance's private file only, and may do everything.
@Component
final class LocalToken {
    private static final Duration TOLD_EVERY = Duration.ofMinutes(10);

    private final SecretToken token = SecretToken.make(new ObjectId());
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, Instant> toldUntil = new ConcurrentHashMap<>();

    LocalToken(Users users, ApplicationEventPublisher events, Clock clock) {
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    String text() {
        return token.text();
    }

    boolean is(String shown) {
        return SecretToken.same(token.text(), shown);
    }

    boolean isSessionOf(Caller.Person person) {
        return person.sessionId().equals(token.id());
    }

    /// As whom it acts: the person of this address, else the only one, else the first administrator.
    /// Without any of these it is the program itself.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when nobody has the address
    Caller caller(@Nullable String email) {
        if (email != null) {
            return told(
                    person(users.byEmail(email).orElseThrow(() -> unknown(email).exception())));
        }
        Optional<User> obvious = users.onlyUser().or(users::firstAdmin);
        return told(obvious.<Caller>map(this::person).orElseGet(() -> new Caller.System("command line")));
    }

    /// A command asks many times: it is told once in a while that it acts for somebody.
    private Caller told(Caller caller) {
        UserId person = caller instanceof Caller.Person one ? one.userId() : null;
        Instant now = clock.instant();
        String who = String.valueOf(person);
        Instant until = toldUntil.put(who, now.plus(TOLD_EVERY));
        if (until == null || !now.isBefore(until)) {
            events.publishEvent(new LocalTokenUsed(person));
        } else {
            toldUntil.put(who, until);
        }
        return caller;
    }

    private static Problem unknown(String email) {
        return new Problem.Invalid(
                "Nobody has an account with the address " + email + ".",
                List.of(new Problem.FieldError("user", "has no account")));
    }

    private Caller.Person person(User user) {
        return new Caller.Person(user.userId(), Caller.Person.ADMIN, token.id());
    }
}
