package io.automedia.sessions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// The open sessions in Redis, `session:{sessionId}`, so that a request needs no look into MongoDB. An
/// entry lives a few minutes. A closed session leaves a mark behind, so that a node which read it just
/// before can't bring it back. Without Redis everything here says "unknown" at once.
@Component
final class FastSessions {
    private static final Logger log = LoggerFactory.getLogger(FastSessions.class);
    private static final Duration KEPT = Duration.ofMinutes(5);

    /// By then Redis has forgotten whatever it knew of a session.
    static final Duration FORGOTTEN_AFTER = KEPT.multipliedBy(2);

    private static final Duration REST_WHEN_AWAY = Duration.ofSeconds(3);
    private static final String CLOSED = "closed";

    private static final RedisScript<Long> REMEMBER = RedisScript.of("""
            if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HGET', KEYS[1], 'token') ~= ARGV[5] then return 0 end
            redis.call('HSET', KEYS[1], 'userId', ARGV[1], 'token', ARGV[2], 'expiresAt', ARGV[3], 'lastActivity', ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[6])
            return 1
            """, Long.class);

    private static final RedisScript<Long> USED = RedisScript.of("""
            if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            return redis.call('HSET', KEYS[1], 'lastActivity', ARGV[1])
            """, Long.class);

    private static final RedisScript<Long> CLOSE = RedisScript.of("""
            redis.call('HSET', KEYS[1], 'userId', ARGV[1], 'token', ARGV[2], 'expiresAt', '0', 'lastActivity', '0')
            return redis.call('PEXPIRE', KEYS[1], ARGV[3])
            """, Long.class);

    /// What Redis knows of a session.
    record Entry(ObjectId userId, String token, Instant expiresAt, Instant lastActivity) {
        boolean isClosed() {
            return token.equals(CLOSED);
        }
    }

    private final StringRedisTemplate redis;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.MIN;

    FastSessions(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    Optional<Entry> find(ObjectId id) {
        return ask(() -> entry(redis.<String, String>opsForHash().entries(key(id))));
    }

    /// Keeps the session as MongoDB has it.
    ///
    /// @param former the token that Redis may have now and that is out of date; null when it should
    /// know none
    void remember(Session session, @Nullable String former) {
        ask(() -> Optional.ofNullable(redis.execute(
                REMEMBER,
                List.of(key(session.id())),
                session.userId().toHexString(),
                session.token(),
                Long.toString(session.expiresAt().toEpochMilli()),
                Long.toString(session.lastActivity().toEpochMilli()),
                former == null ? "" : former,
                Long.toString(KEPT.toMillis()))));
    }

    /// Notes that the session was used.
    void used(ObjectId id, Instant now) {
        ask(() -> Optional.ofNullable(redis.execute(USED, List.of(key(id)), Long.toString(now.toEpochMilli()))));
    }

    /// Marks the session as closed, for every node.
    ///
    /// @return false when Redis could not be told
    boolean close(ObjectId id, ObjectId userId) {
        return ask(() -> Optional.ofNullable(redis.execute(
                        CLOSE,
                        List.of(key(id)),
                        userId.toHexString(),
                        CLOSED,
                        Long.toString(FORGOTTEN_AFTER.toMillis()))))
                .isPresent();
    }

    private <T> Optional<T> ask(Supplier<Optional<T>> question) {
        if (clock.instant().isBefore(awayUntil)) {
            return Optional.empty();
        }
        try {
            return question.get();
        } catch (DataAccessException away) {
            awayUntil = clock.instant().plus(REST_WHEN_AWAY);
            log.warn("Redis is away, sessions are read from MongoDB: {}", away.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Entry> entry(Map<String, String> fields) {
        String userId = fields.get("userId");
        String token = fields.get("token");
        if (userId == null || token == null || !ObjectId.isValid(userId)) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                new ObjectId(userId), token, instant(fields.get("expiresAt")), instant(fields.get("lastActivity"))));
    }

    /// Long ago when it is not there or spoilt: then MongoDB is asked.
    private static Instant instant(@Nullable String millis) {
        return millis == null || !millis.matches("\\d{1,15}")
                ? Instant.EPOCH
                : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String key(ObjectId id) {
        return "session:" + id.toHexString();
    }
}
