package io.automedia.activity;

import io.automedia.shared.UserId;
import io.automedia.storage.RedisPatience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The sorted set `activity:{userId}` with a person's newest 1,000 activities by their moments: a copy for
/// others to read. AutoMedia itself answers from the documents, and compares the copy with them when it
/// does: one that lacks something, since a node died or Redis was away or restored, is put right then.
@Component
final class RecentActivity {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Adds to a copy that is there; says 0 when none is.
    private static final RedisScript<Long> ADD = RedisScript.of("""
            if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[4])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[1]))
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """, Long.class);

    /// Makes the copy anew. What another node adds meanwhile is put back when somebody reads.
    private static final RedisScript<Long> FILL = RedisScript.of("""
            redis.call('DEL', KEYS[1])
            for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1]) end
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[1]))
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """, Long.class);

    /// How many there are, from when to when.
    private static final RedisScript<String> EXTENT = RedisScript.of("""
            local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
            local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
            return redis.call('ZCARD', KEYS[1]) .. ' ' .. (oldest[2] or '') .. ' ' .. (newest[2] or '')
            """, String.class);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final ActivityRepository repository;

    RecentActivity(StringRedisTemplate redis, RedisPatience patience, ActivityRepository repository) {
        this.redis = redis;
        this.patience = patience;
        this.repository = repository;
    }

    /// Adds what is stored already.
    void add(Activity activity) {
        UserId user = new UserId(activity.userId());
        List<String> arguments = arguments(List.of(activity));
        Optional<Long> added = patience.ask("activity", () -> run(ADD, user, arguments));
        if (added.isPresent() && added.get() == 0) {
            fill(user, repository.newest(user));
        }
    }

    /// Puts the copy right when it is another than these, a person's newest.
    void compare(UserId user, List<Activity> newest) {
        Optional<String> there = patience.ask("activity", () -> run(EXTENT, user, List.of()));
        if (there.isPresent() && !there.get().equals(extent(newest))) {
            fill(user, newest);
        }
    }

    void forget(UserId user) {
        patience.attempt("activity", () -> redis.delete(key(user)));
    }

    private static String extent(List<Activity> newest) {
        return newest.isEmpty()
                ? "0  "
                : newest.size() + " " + millis(newest.getLast()) + " " + millis(newest.getFirst());
    }

    private void fill(UserId user, List<Activity> newest) {
        if (newest.isEmpty()) {
            forget(user);
        } else {
            List<String> arguments = arguments(newest);
            patience.attempt("activity", () -> run(FILL, user, arguments));
        }
    }

    /// The newest first.
    private static List<String> arguments(List<Activity> activities) {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(ActivityRepository.NEWEST), Long.toString(KEPT.toMillis())));
        for (Activity activity : activities) {
            arguments.add(millis(activity));
            arguments.add(JSON.writeValueAsString(ActivityView.of(activity)));
        }
        return arguments;
    }

    private static String millis(Activity activity) {
        return Long.toString(activity.at().toEpochMilli());
    }

    private <T> T run(RedisScript<T> script, UserId user, List<String> arguments) {
        return redis.execute(script, List.of(key(user)), (Object[]) arguments.toArray(String[]::new));
    }

    static String key(UserId user) {
        return "activity:" + user;
    }
}
