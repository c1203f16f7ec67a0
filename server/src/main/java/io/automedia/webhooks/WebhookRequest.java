package io.automedia.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook as a caller sends it. What is absent keeps its value; a new one needs `url` and `events`,
/// and is active unless it says otherwise.
public record WebhookRequest(
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable Boolean isActive) {}
