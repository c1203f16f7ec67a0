package io.automedia.sessions;

import io.automedia.shared.Problem;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Limits how often someone may try the password of one account from one address: ten times a minute,
/// then one wait that doubles with every further attempt, up to a quarter of an hour. A right password
/// clears it. Nodes count together in Redis, each for itself while that is away. An account comes in its
/// one spelling; of an IPv6 address the network counts, since its owner can choose the rest at will.
@Component
final class LoginLimiter {
    private static final Logger log = LoggerFactory.getLogger(LoginLimiter.class);
    private static final int FREE = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_COUNTED_HERE = 10_000;
    private static final int NETWORK_BYTES = 8;

    private static final RedisScript<Long> COUNT = RedisScript.of("""
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
            return count
            """, Long.class);

    private record Counted(long count, Instant until) {}

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final Map<String, Counted> here = new ConcurrentHashMap<>();

    LoginLimiter(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// Counts an attempt.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) when there were too many
    void attempt(String address, String account) {
        String key = key(address, account);
        long count = count(key);
        if (count > FREE) {
            Duration wait = waitAfter(count);
            prolong(key, wait);
            throw new Problem.TooMany("Too many attempts: wait " + wait.toSeconds() + " seconds.", wait).exception();
        }
    }

    /// Forgets the attempts, since the password was right.
    void clear(String address, String account) {
        String key = key(address, account);
        here.remove(key);
        try {
            redis.delete(key);
        } catch (DataAccessException away) {
            log.debug("The attempts of {} are not cleared", key, away);
        }
    }

    private long count(String key) {
        try {
            Long count = redis.execute(COUNT, List.of(key), Long.toString(WINDOW.toMillis()));
            return count == null ? 1 : count;
        } catch (DataAccessException away) {
            log.debug("Redis is away, attempts are counted here", away);
            return countHere(key);
        }
    }

    private long countHere(String key) {
        Instant now = clock.instant();
        if (here.size() > MOST_COUNTED_HERE) {
            here.values().removeIf(counted -> now.isAfter(counted.until()));
        }
        return here.merge(
                        key,
                        new Counted(1, now.plus(WINDOW)),
                        (old, first) -> now.isAfter(old.until()) ? first : new Counted(old.count() + 1, old.until()))
                .count();
    }

    private void prolong(String key, Duration wait) {
        here.computeIfPresent(
                key, (same, old) -> new Counted(old.count(), clock.instant().plus(wait)));
        try {
            redis.expire(key, wait);
        } catch (DataAccessException away) {
            log.debug("The wait is kept here only", away);
        }
    }

    private static Duration waitAfter(long count) {
        int doublings = (int) Math.min(count - FREE - 1, 10);
        Duration wait = WINDOW.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static String key(String address, String account) {
        String who = SecretToken.hash(network(address) + "\n" + account);
        return "rate_limit:" + who.substring(0, 32) + ":login";
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
