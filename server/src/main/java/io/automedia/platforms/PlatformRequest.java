package io.automedia.platforms;

import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A connection as a caller sends it. What is absent keeps its value (in a new one: its default).
///
/// @param type only for a new one
/// @param config fields to set; null or empty removes one
/// @param status `active` or `inactive`
public record PlatformRequest(
        @Schema(minLength = 1, maxLength = PlatformRequest.LONGEST_NAME) @Nullable
        String name,

        @Nullable String type,
        @Nullable Map<String, @Nullable String> config,

        @Schema(allowableValues = {"active", "inactive"}) @Nullable
        String status,

        @Nullable SettingsRequest settings) {
    private static final int LONGEST_NAME = 100;

    /// A new connection of a type, with defaults.
    public static PlatformRequest of(String type) {
        return new PlatformRequest(null, type, null, null, null);
    }

    /// Pauses or resumes one.
    public static PlatformRequest paused(boolean paused) {
        return new PlatformRequest(null, null, null, paused ? "inactive" : "active", null);
    }

    /// How it is collected.
    public record SettingsRequest(
            @Nullable Boolean autoReconnect,
            @Schema(minimum = "0", maximum = "10") @Nullable Integer retryAttempts,
            @Nullable String collectionInterval,
            @Nullable Boolean includeRetweets,
            @Nullable Boolean includeReplies) {
        Platform.Settings over(Platform.Settings base, Duration shortest) {
            int attempts = retryAttempts == null ? base.retryAttempts() : retryAttempts;
            Faults faults = new Faults();
            faults.unless(attempts >= 0 && attempts <= 10, "settings.retryAttempts", "must be between 0 and 10");
            String interval = collectionInterval == null
                    ? base.collectionInterval()
                    : faults.tried(() -> CollectionInterval.checked(collectionInterval, shortest));
            faults.raise();
            return new Platform.Settings(
                    autoReconnect == null ? base.autoReconnect() : autoReconnect,
                    attempts,
                    Objects.requireNonNull(interval),
                    includeRetweets == null ? base.includeRetweets() : includeRetweets,
                    includeReplies == null ? base.includeReplies() : includeReplies);
        }
    }

    /// The name, over one it had.
    String nameOver(String base) {
        if (name == null) {
            return base;
        }
        String wanted = name.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "must have 1 to " + LONGEST_NAME + " characters")
                    .exception();
        }
        return wanted;
    }

    /// Whether it is to be paused or resumed; null when neither.
    @Nullable
    Boolean pauses() {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "inactive" -> true;
            case "active" -> false;
            default ->
                throw Problem.invalid("status", "can be set to active or inactive")
                        .exception();
        };
    }
}
