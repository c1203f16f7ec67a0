package io.automedia.trends;

import io.automedia.storage.RedisPatience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// The sorted sets `trends:{location}`: names by score, at most a hundred, for others to read; AutoMedia
/// itself reads the documents. They are written with every count, and end by themselves when nobody counts any
/// more.
@Component
final class TrendKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);

    /// All at once, so that nobody sees half a list.
    private static final RedisScript<Long> PUT = RedisScript.of("""
            redis.call('DEL', KEYS[1])
            for i = 2, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1]) end
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;

    TrendKeys(StringRedisTemplate redis, RedisPatience patience) {
        this.redis = redis;
        this.patience = patience;
    }

    void put(TrendList list) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(KEPT.toMillis())));
        for (Trending trending : list.items()) {
            arguments.add(Double.toString(trending.score()));
            arguments.add(trending.name());
        }
        patience.attempt(
                "trends",
                () -> redis.execute(PUT, List.of(key(list.id())), (Object[]) arguments.toArray(String[]::new)));
    }

    static String key(String location) {
        return "trends:" + location;
    }
}
