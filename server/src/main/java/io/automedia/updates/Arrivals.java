package io.automedia.updates;

import io.automedia.storage.RedisPatience;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Tells this node and, through Redis, all others who has new events. It is a hint: who listens reads the
/// events themselves from the store, and looks there now and then without having been told.
@Component
final class Arrivals {
    static final String CHANNEL = "automedia:updates:arrivals";
    private static final int SEQ_FOLLOWS = 24;

    /// Gets to know a person's newest number.
    interface Listener {
        void arrived(ObjectId user, long seq);
    }

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Arrivals(StringRedisTemplate redis, RedisPatience patience) {
        this.redis = redis;
        this.patience = patience;
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    /// Tells everybody the newest numbers of some people.
    void tell(Map<ObjectId, Long> last) {
        last.forEach(this::tellHere);
        String message = last.entrySet().stream()
                .map(entry -> entry.getKey().toHexString() + entry.getValue())
                .collect(Collectors.joining(","));
        patience.attempt("telling other nodes", () -> redis.convertAndSend(CHANNEL, message));
    }

    /// Passes on what another node told.
    void heard(String message) {
        for (String part : message.split(",", -1)) {
            tellHere(
                    new ObjectId(part.substring(0, SEQ_FOLLOWS)), Long.parseLong(part, SEQ_FOLLOWS, part.length(), 10));
        }
    }

    private void tellHere(ObjectId user, long seq) {
        listeners.forEach(listener -> listener.arrived(user, seq));
    }
}
