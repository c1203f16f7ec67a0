package io.automedia.webhooks;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook as a caller sends it. What is absent keeps its value; a new one needs `url` and `events`,
/// and is active unless it says otherwise.
public record WebhookRequest(
        @Schema(maxLength = Webhooks.LONGEST_URL) @Nullable String url,
        @ArraySchema(minItems = 1) @Nullable List<String> events,
        @Nullable Boolean isActive) {}
