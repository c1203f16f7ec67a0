package io.automedia.activity;

import io.automedia.shared.UserId;
import io.automedia.storage.RedisPatience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The sorted set `activity:{userId}` with a person's newest 1,000 activities by their moments. It is a
/// copy: where it is not there it is made from the documents, and what could not be added to it while Redis
/// was away is put right before it is read again. A copy that is made meanwhile by two nodes is whole all
/// the same, since each only adds.
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

    private static final RedisScript<Long> FILL = RedisScript.of("""
            for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1]) end
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[1]))
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final ActivityRepository repository;
    private final Set<UserId> incomplete = ConcurrentHashMap.newKeySet();

    RecentActivity(StringRedisTemplate redis, RedisPatience patience, ActivityRepository repository) {
        this.redis = redis;
        this.patience = patience;
        this.repository = repository;
    }

    /// Adds what is stored already.
    void add(Activity activity) {
        UserId user = new UserId(activity.userId());
        Optional<Long> added = patience.ask("activity", () -> run(ADD, user, List.of(activity)));
        if (added.isEmpty()) {
            incomplete.add(user);
        } else if (added.get() == 0) {
            fill(user);
        }
    }

    /// A person's newest activities, the newest first; empty when Redis is away.
    Optional<List<ActivityView>> newest(UserId user) {
        if (incomplete.contains(user)) {
            fill(user);
        }
        Optional<List<ActivityView>> found = read(user);
        if (found.isPresent() && found.get().isEmpty()) {
            fill(user);
            return read(user);
        }
        return found;
    }

    void forget(UserId user) {
        patience.attempt("activity", () -> redis.delete(key(user)));
    }

    private Optional<List<ActivityView>> read(UserId user) {
        return patience.ask(
                "activity",
                () ->
                        Objects.requireNonNull(
                                        redis.opsForZSet().reverseRange(key(user), 0, ActivityRepository.NEWEST - 1L))
                                .stream()
                                .map(json -> JSON.readValue(json, ActivityView.class))
                                .sorted(ActivityView.ORDER)
                                .toList());
    }

    private void fill(UserId user) {
        // what is noted from here on is in the documents or waits for the next time
        incomplete.remove(user);
        List<Activity> newest = repository.newest(user);
        if (!newest.isEmpty() && !patience.attempt("activity", () -> run(FILL, user, newest))) {
            incomplete.add(user);
        }
    }

    private Long run(RedisScript<Long> script, UserId user, List<Activity> activities) {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(ActivityRepository.NEWEST), Long.toString(KEPT.toMillis())));
        for (Activity activity : activities) {
            arguments.add(Long.toString(activity.at().toEpochMilli()));
            arguments.add(JSON.writeValueAsString(ActivityView.of(activity)));
        }
        return redis.execute(script, List.of(key(user)), (Object[]) arguments.toArray(String[]::new));
    }

    static String key(UserId user) {
        return "activity:" + user;
    }
}
