package io.automedia.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook as the API shows it.
///
/// @param secret only once, in the answer to the call that made it
public record WebhookView(
        @Nullable String id,
        String url,
        List<String> events,
        boolean isActive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
    /// Without its secret.
    public static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhook webhook, @Nullable String secret) {
        return new WebhookView(
                webhook.id(), webhook.url(), webhook.events(), webhook.isActive(), webhook.createdAt(), secret);
    }

    @Override
    public String toString() {
        return "WebhookView[" + id + "]";
    }
}
