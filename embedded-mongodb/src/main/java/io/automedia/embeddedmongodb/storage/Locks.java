package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/// A fixed number of locks shared by all keys by their hash. Several are always taken in the same order.
final class Locks {
    private static final int STRIPES = 4096;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    Locks() {
        Arrays.setAll(stripes, _ -> new ReentrantLock());
    }

    Held lock(Collection<byte[]> keys) {
        int[] wanted = keys.stream()
                .mapToInt(key -> spread(Arrays.hashCode(key)))
                .sorted()
                .distinct()
                .toArray();
        for (int stripe : wanted) {
            stripes[stripe].lock();
        }
        return new Held(wanted);
    }

    Held lock(long key) {
        int stripe = spread(Long.hashCode(key * 0x9E3779B97F4A7C15L));
        stripes[stripe].lock();
        return new Held(new int[] {stripe});
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }

    /// What is held until it is closed, by the thread that took it.
    final class Held implements AutoCloseable {
        private final int[] held;

        private Held(int[] held) {
            this.held = held;
        }

        @Override
        public void close() {
            for (int i = held.length - 1; i >= 0; i--) {
                stripes[held[i]].unlock();
            }
        }
    }
}
