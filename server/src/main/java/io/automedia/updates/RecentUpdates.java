package io.automedia.updates;

import io.automedia.storage.RedisPatience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// The Redis list `updates:{userId}` with a person's newest 1,000 events, the newest first. It is a copy
/// for others to read: losing it loses nothing, and where it may lack something it is built anew.
@Component
final class RecentUpdates {
    private static final int NEWEST = 1_000;
    private static final Duration KEPT = Duration.ofDays(8);

    /// Adds to a list that is there, and says 0 when none is; or makes it anew. It leaves none that stays for ever,
    /// wherever this node dies.
    private static final String ADD = """
            if ARGV[3] == 'anew' then redis.call('DEL', KEYS[1])
            elseif redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            for i = 4, #ARGV do redis.call('LPUSH', KEYS[1], ARGV[i]) end
            redis.call('LTRIM', KEYS[1], 0, tonumber(ARGV[1]) - 1)
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """;

    private final StringRedisTemplate redis;
    private final UpdateRepository repository;
    private final UpdateJson json;
    private final RedisPatience patience;
    private final Set<ObjectId> incomplete = new HashSet<>();

    RecentUpdates(StringRedisTemplate redis, UpdateRepository repository, UpdateJson json, RedisPatience patience) {
        this.redis = redis;
        this.repository = repository;
        this.json = json;
        this.patience = patience;
    }

    /// Adds new events, each person's in order.
    synchronized void add(Map<ObjectId, List<StoredUpdate>> byUser) {
        if (byUser.isEmpty()) {
            return;
        }
        List<ObjectId> users = List.copyOf(byUser.keySet());
        Optional<List<Object>> added = patience.ask(
                "publishing",
                () -> pipelined(connection -> byUser.forEach((user, updates) -> push(connection, user, "", updates))));
        if (added.isEmpty()) {
            incomplete.addAll(users);
            return;
        }
        for (int i = 0; i < users.size(); i++) {
            if (!Long.valueOf(1).equals(added.get().get(i))) {
                incomplete.add(users.get(i));
            }
        }
        List.copyOf(incomplete).forEach(this::rebuild);
    }

    /// Writes a person's list anew from the stored events.
    synchronized void rebuild(ObjectId user) {
        List<StoredUpdate> newest = repository.newest(user, NEWEST).reversed();
        boolean done =
                patience.attempt("publishing", () -> pipelined(connection -> push(connection, user, "anew", newest)));
        if (done) {
            incomplete.remove(user);
        } else {
            incomplete.add(user);
        }
    }

    private void push(RedisConnection connection, ObjectId user, String how, List<StoredUpdate> updates) {
        List<byte[]> arguments = new ArrayList<>(List.of(
                bytes(key(user)), bytes(Integer.toString(NEWEST)), bytes(Long.toString(KEPT.toMillis())), bytes(how)));
        updates.forEach(update -> arguments.add(bytes(json.event(update.toUpdate()))));
        connection.scriptingCommands().eval(bytes(ADD), ReturnType.INTEGER, 1, arguments.toArray(byte[][]::new));
    }

    private List<Object> pipelined(Consumer<RedisConnection> commands) {
        return redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            commands.accept(connection);
            return null;
        });
    }

    static String key(ObjectId user) {
        return "updates:" + user.toHexString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
