package io.automedia.updates;

import io.automedia.storage.RedisPatience;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Carries hints to the node that publishes.
@Component
final class HintRelay {
    static final String CHANNEL = "automedia:updates:hints";

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile @Nullable Runnable listener;

    HintRelay(StringRedisTemplate redis, RedisPatience patience) {
        this.redis = redis;
        this.patience = patience;
    }

    void listen(Runnable newListener) {
        listener = newListener;
    }

    /// Tells the other nodes. It does not make the caller wait.
    void send() {
        if (sending.compareAndSet(false, true)) {
            Thread.ofVirtual().start(() -> {
                sending.set(false);
                patience.attempt("hinting at updates", () -> redis.convertAndSend(CHANNEL, "now"));
            });
        }
    }

    void heard() {
        Runnable present = listener;
        if (present != null) {
            present.run();
        }
    }
}
