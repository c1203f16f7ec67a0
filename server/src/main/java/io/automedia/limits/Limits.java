package io.automedia.limits;

import io.automedia.storage.RedisPatience;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Counts how often somebody does something and says when it is too often. All nodes count together in
/// Redis, in one step, so that however many ask at once, on however many nodes, no more than the rate pass
/// in a window. A window begins with the first time and ends with its key. While Redis is away each node
/// counts for itself: as many as the rate then pass on each.
@Component
@EnableConfigurationProperties(LimitsProperties.class)
public final class Limits {
    private static final RedisScript<List<Long>> COUNT = script("""
            local used = redis.call('INCR', KEYS[1])
            local left = redis.call('PTTL', KEYS[1])
            if left < 0 then
              left = tonumber(ARGV[1])
              redis.call('PEXPIRE', KEYS[1], left)
            end
            return {used, left}
            """);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final LimitsProperties properties;
    private final LocalCounters here;

    Limits(StringRedisTemplate redis, RedisPatience patience, LimitsProperties properties, Clock clock) {
        this.redis = redis;
        this.patience = patience;
        this.properties = properties;
        this.here = new LocalCounters(clock);
    }

    /// Counts one more time.
    ///
    /// @param who a person's id, or what else is counted by
    public Standing count(String who, Endpoint endpoint) {
        Rate rate = rate(endpoint);
        String key = key(who, endpoint);
        return patience.ask("counting", () -> inRedis(key, rate))
                .map(counted -> new Standing(endpoint, rate, counted.getFirst(), Duration.ofMillis(counted.getLast())))
                .orElseGet(() -> here.count(key, endpoint, rate));
    }

    /// What is allowed.
    public Rate rate(Endpoint endpoint) {
        return properties.of(endpoint);
    }

    /// Where it is counted.
    public static String key(String who, Endpoint endpoint) {
        return "rate_limit:" + who + ":" + endpoint.key();
    }

    private List<Long> inRedis(String key, Rate rate) {
        return redis.execute(COUNT, List.of(key), Long.toString(rate.window().toMillis()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RedisScript<List<Long>> script(String text) {
        return (RedisScript) RedisScript.of(text, List.class);
    }
}
