package io.automedia.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who outside is told of what happens to a thing: an entry of the list `webhooks` in the document of
/// that thing.
///
/// @param id ours, as is `secret`; null in what another program wrote
/// @param secret with which what he is told is signed; encrypted
/// @param createdAt null in what another program wrote without
public record Webhook(
        @Nullable String id,
        String url,
        List<String> events,
        @Nullable String secret,
        boolean isActive,
        @Nullable Instant createdAt) {
    /// What another program left out is nothing.
    public Webhook {
        events = events == null ? List.of() : List.copyOf(events);
    }

    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
