package io.automedia.sessions;

import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Rate;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Limits how often someone may try the password of an account: from one network, from all of them, and
/// how often a network may try any ([LoginCounters] has the numbers). Nodes count together in Redis; while
/// that is away nobody can be let in by a password, since every node would allow as many guesses again. An
/// account comes in its one spelling; of an IPv6 address the network counts, since its owner can choose the
/// rest at will. The audit trail is told when a lock begins.
///
/// Codes beside a password are counted for the account alone, wherever they come from: ten in a
/// quarter of an hour, then each further one makes it wait a quarter of an hour more. So are passwords
/// of what is no account yet. A passkey, or an account elsewhere, is counted for itself.
@Component
final class LoginLimiter {
    private static final Logger log = LoggerFactory.getLogger(LoginLimiter.class);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 20;
    private static final Rate CODES = new Rate(10, Duration.ofMinutes(15));

    /// Counts and answers how many milliseconds to wait; 0 for a free attempt.
    private static final RedisScript<Long> COUNT = RedisScript.of("""
        local free, window = tonumber(ARGV[1]), tonumber(ARGV[2])
        local count = redis.call('INCR', KEYS[1])
        if count <= free then
          if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], window) end
          return 0
        end
        local doublings = math.min(count - free - 1, tonumber(ARGV[4]))
        local wait = math.max(window, math.min(window * 2 ^ doublings, tonumber(ARGV[3])))
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', wait))
        return wait
        """, Long.class);

    private final StringRedisTemplate redis;
    private final LoginCounters counters;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Rate rate;

    LoginLimiter(
            StringRedisTemplate redis,
            LoginCounters counters,
            Limits limits,
            Users users,
            ApplicationEventPublisher events) {
        this.redis = redis;
        this.counters = counters;
        this.rate = limits.rate(Endpoint.LOGIN);
        this.users = users;
        this.events = events;
    }

    /// Counts an attempt at a password.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) when there were too many, (`Unavailable`)
    /// while Redis is away
    void attempt(String address, String account) {
        attempt(address, account, false);
    }

    /// Counts an attempt that comes from an open session of the account: guesses of strangers don't make it
    /// wait.
    ///
    /// @throws io.automedia.shared.ProblemException as above
    void attemptInSession(String address, String account) {
        attempt(address, account, true);
    }

    private void attempt(String address, String account, boolean isOpen) {
        LoginCounters.Verdict verdict = orUnavailable(() -> counters.count(address, account, isOpen));
        if (verdict.locks() != null) {
            UserId person = users.byEmail(account).map(User::userId).orElse(null);
            events.publishEvent(new SignInsLocked(verdict.locks(), person, SecretToken.hash(account)));
        }
        refuse(verdict.delay());
    }

    /// Counts what somebody shows that nobody can guess: a passkey, or an account elsewhere.
    ///
    /// @throws io.automedia.shared.ProblemException as above
    void attemptCredential(String address, String credential) {
        refuseAfterTooMany(credentialKey(address, credential), rate);
    }

    /// Counts a code that somebody shows for this account.
    ///
    /// @throws io.automedia.shared.ProblemException as above
    void attemptCode(UserId person) {
        refuseAfterTooMany(codeKey(person), CODES);
    }

    /// Counts a password that somebody shows for something that is no account yet.
    ///
    /// @throws io.automedia.shared.ProblemException as above
    void attempt(ObjectId thing) {
        refuseAfterTooMany(key("thing", thing.toHexString()), CODES);
    }

    private void refuseAfterTooMany(String key, Rate allowed) {
        refuse(Duration.ofMillis(orUnavailable(() -> count(key, allowed))));
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            throw new Problem.TooMany("Too many attempts: wait " + wait.toSeconds() + " seconds.", wait).exception();
        }
    }

    /// Takes the attempt back from the network, since the password was right. It stays counted for the account
    /// until [#forget].
    void giveBack(String address) {
        unlessAway(() -> counters.giveBack(address));
    }

    /// Forgets the attempts at the account, since its owner is in.
    void forget(String address, String account) {
        unlessAway(() -> counters.forget(address, account));
    }

    /// Remembers that the owner of the account was in this network: strangers don't make him wait there.
    void know(String address, String account) {
        unlessAway(() -> counters.know(address, account));
    }

    /// Forgets the attempts with it, since it was right.
    void clearCredential(String address, String credential) {
        unlessAway(() -> redis.delete(credentialKey(address, credential)));
    }

    /// Forgets the codes, since one was right.
    void clearCodes(UserId person) {
        unlessAway(() -> redis.delete(codeKey(person)));
    }

    private static void unlessAway(Runnable clearing) {
        try {
            clearing.run();
        } catch (DataAccessException away) {
            log.debug("Attempts are not cleared", away);
        }
    }

    private long count(String key, Rate allowed) {
        return redis.execute(
                COUNT,
                List.of(key),
                Long.toString(allowed.times()),
                Long.toString(allowed.window().toMillis()),
                Long.toString(LONGEST.toMillis()),
                Integer.toString(MOST_DOUBLINGS));
    }

    private static <T> T orUnavailable(Supplier<T> counting) {
        try {
            return counting.get();
        } catch (DataAccessException away) {
            log.warn("Redis is away: nobody can sign in by a password or a code: {}", away.toString());
            throw new Problem.Unavailable("Signing in is not possible for the moment: try again soon.").exception();
        }
    }

    private static String key(String kind, String who) {
        return Limits.key(SecretToken.hash(kind + "\n" + who).substring(0, 32), Endpoint.LOGIN);
    }

    private static String credentialKey(String address, String credential) {
        return key("credential " + Client.network(address), credential);
    }

    private static String codeKey(UserId person) {
        return key("code", person.toString());
    }
}
