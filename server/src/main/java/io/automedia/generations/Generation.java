package io.automedia.generations;

import io.automedia.access.Owned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One text that was asked of a model: a document of the collection `generations`.
///
/// @param agentId who wrote it; null for nobody, or when the agent is gone
/// @param output null while there is none
/// @param cost in US dollars
/// @param duration in milliseconds
/// @param error why it failed
/// @param feedback what its owner thinks of it
/// @param batchId what was asked together has the same; null for a single one
/// @param version grows with every change
public record Generation(
        @BsonId ObjectId id,
        ObjectId userId,
        @Nullable ObjectId agentId,
        String prompt,
        Input input,
        @Nullable Output output,
        String model,
        String provider,
        Tokens tokens,
        BigDecimal cost,
        long duration,
        Status status,
        @Nullable String error,
        Feedback feedback,
        @Nullable ObjectId batchId,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Owned {
    public Generation {
        input = input == null ? Input.NOTHING : input;
        tokens = tokens == null ? Tokens.NONE : tokens;
        cost = cost == null ? BigDecimal.ZERO : cost;
        feedback = feedback == null ? Feedback.NONE : feedback;
    }

    /// How far it is.
    public enum Status {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /// What was given with the prompt.
    public record Input(
            @Nullable String content,
            @Nullable Context context,
            @Nullable Parameters parameters) {
        /// Only the prompt.
        public static final Input NOTHING = new Input(null, null, null);

        List<ObjectId> sources() {
            return context == null ? List.of() : context.sourceContent();
        }
    }

    /// What it is to be about, and for whom.
    ///
    /// @param sourceContent posts that it is grounded in
    public record Context(
            List<ObjectId> sourceContent,
            @Nullable String topic,
            @Nullable String platform,
            @Nullable String targetAudience,
            @Nullable String tone) {
        public Context {
            sourceContent = sourceContent == null ? List.of() : List.copyOf(sourceContent);
        }
    }

    /// How it is to be written, where that differs from the agent's ways.
    public record Parameters(
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable Boolean includeHashtags,
            @Nullable Boolean includeEmojis) {}

    /// What the model answered. Scores are from 0 to 1; null when unknown.
    public record Output(
            String content,
            OutputMetadata metadata,
            List<String> suggestions,
            @Nullable Double qualityScore,
            @Nullable Double originalityScore) {
        public Output {
            suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
        }
    }

    /// What can be counted in a text.
    ///
    /// @param estimatedReadingTime in seconds
    public record OutputMetadata(
            long charCount, long wordCount, long hashtagCount, long emojiCount, long estimatedReadingTime) {}

    /// What it took.
    public record Tokens(long input, long output, long total) {
        /// Nothing.
        public static final Tokens NONE = new Tokens(0, 0, 0);
    }

    /// What its owner thinks of it.
    ///
    /// @param userRating 1 to 5
    /// @param isSaved whether it became a post
    /// @param isEdited whether that post says it in other words
    public record Feedback(
            @Nullable Integer userRating, @Nullable String userComment, boolean isSaved, boolean isEdited) {
        /// Nothing yet.
        public static final Feedback NONE = new Feedback(null, null, false, false);
    }
}
