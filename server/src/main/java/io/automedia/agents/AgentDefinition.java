package io.automedia.agents;

import io.automedia.shared.Faults;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an agent is, as its owner describes it; a change of any of this makes a new version.
public record AgentDefinition(
        String name,
        @Nullable String description,
        Agent.Type type,
        String systemPrompt,
        Agent.Config config,
        Agent.@Nullable Persona persona,
        List<Agent.Capability> capabilities,
        List<String> tags) {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_TEXT = 1_000;
    static final int LONGEST_PROMPT = 20_000;
    static final int MOST_TOKENS = 1_000_000;
    static final int MOST = 50;

    /// All templates together, in characters: each of a hundred former versions has them, too.
    private static final int LONGEST_TEMPLATES = 100_000;

    private static final int CAPABILITIES = Agent.Capability.values().length;

    public AgentDefinition {
        capabilities = capabilities == null
                ? List.of()
                : capabilities.stream().distinct().toList();
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /// The same, when it meets the rules.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that don't
    AgentDefinition checked() {
        Faults faults = new Faults();
        text(faults, "name", name, 1, LONGEST_NAME);
        optional(faults, "description", description, LONGEST_TEXT);
        text(faults, "systemPrompt", systemPrompt, 1, LONGEST_PROMPT);
        config(faults);
        if (persona != null) {
            persona(faults, persona);
        }
        faults.unless(capabilities.size() <= CAPABILITIES, "capabilities", "must not be more than " + CAPABILITIES);
        texts(faults, "tags", tags, LONGEST_NAME);
        faults.raise();
        return this;
    }

    private void config(Faults faults) {
        text(faults, "config.model", config.model(), 1, LONGEST_NAME);
        text(faults, "config.provider", config.provider(), 1, LONGEST_NAME);
        between(faults, "config.temperature", config.temperature(), 0, 2);
        between(faults, "config.maxTokens", config.maxTokens(), 1, MOST_TOKENS);
        between(faults, "config.topP", config.topP(), 0, 1);
        between(faults, "config.frequencyPenalty", config.frequencyPenalty(), -2, 2);
        between(faults, "config.presencePenalty", config.presencePenalty(), -2, 2);
        texts(faults, "config.constraints", config.constraints(), LONGEST_TEXT);
        faults.unless(config.templates().size() <= MOST, "config.templates", "must not be more than " + MOST);
        for (int i = 0; i < config.templates().size(); i++) {
            Agent.Template template = config.templates().get(i);
            String field = "config.templates[" + i + "].";
            text(faults, field + "name", template.name(), 1, LONGEST_NAME);
            optional(faults, field + "structure", template.structure(), LONGEST_TEXT);
            optional(faults, field + "example", template.example(), LONGEST_PROMPT);
        }
        faults.unless(
                config.templates().stream().mapToLong(AgentDefinition::length).sum() <= LONGEST_TEMPLATES,
                "config.templates",
                "must have at most " + LONGEST_TEMPLATES + " characters together");
    }

    private static long length(Agent.Template template) {
        return Stream.of(template.name(), template.structure(), template.example())
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
    }

    private static void persona(Faults faults, Agent.Persona persona) {
        optional(faults, "persona.name", persona.name(), LONGEST_NAME);
        optional(faults, "persona.tone", persona.tone(), LONGEST_TEXT);
        texts(faults, "persona.expertise", persona.expertise(), LONGEST_NAME);
        optional(faults, "persona.targetAudience", persona.targetAudience(), LONGEST_TEXT);
        optional(faults, "persona.languageStyle", persona.languageStyle(), LONGEST_TEXT);
    }

    private static void between(Faults faults, String field, double value, int least, int most) {
        faults.unless(value >= least && value <= most, field, "must be between " + least + " and " + most);
    }

    private static void texts(Faults faults, String field, List<String> texts, int longest) {
        faults.unless(texts.size() <= MOST, field, "must not be more than " + MOST);
        for (int i = 0; i < texts.size(); i++) {
            text(faults, field + "[" + i + "]", texts.get(i), 1, longest);
        }
    }

    private static void optional(Faults faults, String field, @Nullable String text, int most) {
        faults.unless(text == null || text.length() <= most, field, "must have at most " + most + " characters");
    }

    private static void text(Faults faults, String field, @Nullable String text, int least, int most) {
        faults.unless(
                text != null && text.strip().length() >= least && text.length() <= most,
                field,
                "must have " + least + " to " + most + " characters");
    }
}
