package io.automedia.agents;

import io.automedia.access.Role;
import io.automedia.access.Shareable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Who writes for a person: a document of the collection `agents`.
///
/// @param isDefault whether it is chosen when he names none; at most one of his is
/// @param isPublic whether everybody may read, copy and use it
/// @param version grows when what it is changes; former versions stand in `agentVersions`
/// @param parentId the agent it was copied from; null when that is gone, too
/// @param revision grows with every change
public record Agent(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        @Nullable String description,
        Type type,
        String systemPrompt,
        Config config,
        @Nullable Persona persona,
        List<Capability> capabilities,
        Usage usage,
        Performance performance,
        boolean isDefault,
        boolean isPublic,
        boolean isFavorite,
        List<String> tags,
        int version,
        @Nullable ObjectId parentId,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long revision)
        implements Shareable {
    public Agent {
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        usage = usage == null ? Usage.NONE : usage;
        performance = performance == null ? Performance.UNKNOWN : performance;
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /// What it is for.
    public enum Type {
        CONTENT,
        ANALYSIS,
        MARKETING,
        TECHNICAL,
        SOCIAL
    }

    /// What it is offered for.
    public enum Capability {
        CONTENT_GENERATION,
        SUMMARIZATION,
        TRANSLATION,
        SENTIMENT_ANALYSIS
    }

    /// The form that its answers have.
    public enum OutputFormat {
        SOCIAL_MEDIA_POST,
        THREAD,
        ARTICLE,
        SUMMARY,
        JSON
    }

    /// What it works with.
    ///
    /// @param temperature 0 to 2
    /// @param maxTokens the longest answer
    /// @param topP 0 to 1
    /// @param frequencyPenalty -2 to 2, as is `presencePenalty`
    /// @param constraints rules that its answers keep
    public record Config(
            String model,
            String provider,
            double temperature,
            int maxTokens,
            double topP,
            double frequencyPenalty,
            double presencePenalty,
            OutputFormat outputFormat,
            List<String> constraints,
            List<Template> templates) {
        public Config {
            constraints = constraints == null ? List.of() : List.copyOf(constraints);
            templates = templates == null ? List.of() : List.copyOf(templates);
        }
    }

    /// A form that it can fill in.
    public record Template(
            String name,
            @Nullable String structure,
            @Nullable String example) {}

    /// As whom it writes.
    public record Persona(
            @Nullable String name,
            @Nullable String tone,

            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            List<String> expertise,

            @Nullable String targetAudience,
            @Nullable String languageStyle) {
        public Persona {
            expertise = expertise == null ? List.of() : List.copyOf(expertise);
        }
    }

    /// How often it was used.
    ///
    /// @param successRate share of the answers that were completed, 0 to 1
    public record Usage(long count, @Nullable Instant lastUsed, double averageTokens, double successRate) {
        /// Never.
        public static final Usage NONE = new Usage(0, null, 0, 0);
    }

    /// How good it was.
    ///
    /// @param averageGenerationTime in milliseconds
    /// @param qualityScore 0 to 1; null when unknown
    /// @param userRating 1 to 5, mean of what its users said; null when nobody said anything
    public record Performance(
            double averageGenerationTime,
            @Nullable Double qualityScore,
            @Nullable Double userRating) {
        /// Nothing known.
        public static final Performance UNKNOWN = new Performance(0, null, null);
    }

    @Override
    public @Nullable Role given(ObjectId personId) {
        return null;
    }

    /// What is counted in it, in figures; empty for nothing.
    String figures() {
        Double rating = performance.userRating();
        return usage.count() == 0 && rating == null
                ? ""
                : usage.count() + "." + (rating == null ? 0 : Math.round(rating * 1_000_000));
    }

    /// What it is, as far as its owner describes it.
    public AgentDefinition definition() {
        return new AgentDefinition(name, description, type, systemPrompt, config, persona, capabilities, tags);
    }

    Agent with(AgentDefinition changed, boolean becomesPublic, Instant now) {
        return new Agent(
                id,
                userId,
                changed.name(),
                changed.description(),
                changed.type(),
                changed.systemPrompt(),
                changed.config(),
                changed.persona(),
                changed.capabilities(),
                usage,
                performance,
                isDefault,
                becomesPublic,
                isFavorite,
                changed.tags(),
                changed.equals(definition()) ? version : version + 1,
                parentId,
                createdAt,
                now,
                revision + 1);
    }
}
