package io.automedia.updates;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which types of events a client wants: all at first; after the first `subscribe` only those it named.
final class Subscription {
    private @Nullable Set<String> only;
    private final Set<String> without = new HashSet<>();

    synchronized void subscribe(Collection<String> types) {
        if (only == null) {
            only = new HashSet<>();
        }
        only.addAll(types);
        without.removeAll(types);
    }

    synchronized void unsubscribe(Collection<String> types) {
        without.addAll(types);
        if (only != null) {
            only.removeAll(types);
        }
    }

    synchronized boolean wants(String type) {
        return !without.contains(type) && (only == null || only.contains(type));
    }
}
