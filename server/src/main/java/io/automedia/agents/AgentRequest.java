package io.automedia.agents;

import static io.automedia.shared.Merge.optional;
import static io.automedia.shared.Merge.or;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as a caller sends it. What is absent keeps its value (in a new one: its default); an empty text removes a
/// description.
public record AgentRequest(
        @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_NAME) @Nullable
        String name,

        @Schema(maxLength = AgentDefinition.LONGEST_TEXT) @Nullable
        String description,

        Agent.@Nullable Type type,

        @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_PROMPT) @Nullable
        String systemPrompt,

        @Nullable ConfigRequest config,
        Agent.@Nullable Persona persona,

        @Nullable List<Agent.Capability> capabilities,

        @Nullable Boolean isDefault,
        @Nullable Boolean isPublic,

        @ArraySchema(
                maxItems = AgentDefinition.MOST,
                schema = @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_NAME))
        @Nullable
        List<String> tags) {
    private static final AgentDefinition NEW = new AgentDefinition(
            "",
            null,
            Agent.Type.CONTENT,
            "",
            new Agent.Config("", "", 0.7, 1_000, 1, 0, 0, Agent.OutputFormat.SOCIAL_MEDIA_POST, List.of(), List.of()),
            null,
            List.of(Agent.Capability.CONTENT_GENERATION),
            List.of());

    /// What it works with.
    public record ConfigRequest(
            @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_NAME) @Nullable
            String model,

            @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_NAME) @Nullable
            String provider,

            @Schema(minimum = "0", maximum = "2") @Nullable Double temperature,

            @Schema(minimum = "1", maximum = "" + AgentDefinition.MOST_TOKENS) @Nullable
            Integer maxTokens,

            @Schema(minimum = "0", maximum = "1") @Nullable Double topP,
            @Schema(minimum = "-2", maximum = "2") @Nullable Double frequencyPenalty,
            @Schema(minimum = "-2", maximum = "2") @Nullable Double presencePenalty,
            Agent.@Nullable OutputFormat outputFormat,

            @ArraySchema(
                    maxItems = AgentDefinition.MOST,
                    schema = @Schema(minLength = 1, maxLength = AgentDefinition.LONGEST_TEXT))
            @Nullable
            List<String> constraints,

            @ArraySchema(maxItems = AgentDefinition.MOST) @Nullable
            List<Agent.Template> templates) {
        Agent.Config over(Agent.Config base) {
            return new Agent.Config(
                    or(model, base.model()).strip(),
                    or(provider, base.provider()).strip(),
                    or(temperature, base.temperature()),
                    or(maxTokens, base.maxTokens()),
                    or(topP, base.topP()),
                    or(frequencyPenalty, base.frequencyPenalty()),
                    or(presencePenalty, base.presencePenalty()),
                    or(outputFormat, base.outputFormat()),
                    or(constraints, base.constraints()),
                    or(templates, base.templates()));
        }
    }

    /// A new agent.
    public AgentDefinition definition() {
        return over(NEW);
    }

    /// The agent, changed.
    public AgentDefinition over(AgentDefinition base) {
        return new AgentDefinition(
                        or(name, base.name()).strip(),
                        optional(description, base.description()),
                        or(type, base.type()),
                        or(systemPrompt, base.systemPrompt()),
                        config == null ? base.config() : config.over(base.config()),
                        persona == null ? base.persona() : persona,
                        or(capabilities, base.capabilities()),
                        or(tags, base.tags()))
                .checked();
    }
}
