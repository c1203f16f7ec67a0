package io.automedia.generations;

import io.automedia.shared.Faults;
import java.math.BigDecimal;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What was asked of a model and what came of it, to be kept.
///
/// @param text what it answered; null when it didn't
/// @param suggestions how the text could be better
/// @param error why it failed
public record NewGeneration(
        @Nullable ObjectId agentId,
        String prompt,
        Generation.Input input,
        @Nullable String text,
        List<String> suggestions,
        String model,
        String provider,
        Generation.Tokens tokens,
        BigDecimal cost,
        long duration,
        Generation.Status status,
        @Nullable String error,
        @Nullable ObjectId batchId) {
    static final int LONGEST_PROMPT = 20_000;
    static final int LONGEST_TEXT = 200_000;
    static final int LONGEST_NAME = 100;
    static final int LONGEST_WORDS = 1_000;
    static final int MOST_SOURCES = 100;
    static final int MOST_SUGGESTIONS = 20;
    static final int MOST_TOKENS = 1_000_000;

    public NewGeneration {
        suggestions = List.copyOf(suggestions);
    }

    /// The same, when it meets the rules.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that don't
    NewGeneration checked() {
        Faults faults = new Faults();
        text(faults, "prompt", prompt, 1, LONGEST_PROMPT);
        text(faults, "model", model, 1, LONGEST_NAME);
        text(faults, "provider", provider, 1, LONGEST_NAME);
        optional(faults, "output.content", text, LONGEST_TEXT);
        optional(faults, "error", error, LONGEST_WORDS);
        optional(faults, "input.content", input.content(), LONGEST_TEXT);
        context(faults, input.context());
        parameters(faults, input.parameters());
        faults.unless(
                suggestions.size() <= MOST_SUGGESTIONS,
                "output.suggestions",
                "must not be more than " + MOST_SUGGESTIONS);
        suggestions.forEach(suggestion -> optional(faults, "output.suggestions", suggestion, LONGEST_WORDS));
        faults.unless(
                tokens.input() >= 0 && tokens.output() >= 0 && tokens.total() >= 0, "tokens", "must not be negative");
        faults.unless(cost.signum() >= 0, "cost", "must not be negative");
        faults.unless(duration >= 0, "duration", "must not be negative");
        faults.unless(
                status != Generation.Status.COMPLETED || text != null,
                "output.content",
                "must be there when completed");
        faults.raise();
        return this;
    }

    private static void context(Faults faults, Generation.@Nullable Context context) {
        if (context != null) {
            faults.unless(
                    context.sourceContent().size() <= MOST_SOURCES,
                    "input.context.sourceContent",
                    "must not be more than " + MOST_SOURCES);
            String platform = context.platform();
            faults.unless(
                    platform == null || platform.matches("[a-z0-9][a-z0-9_-]{0,39}"),
                    "input.context.platform",
                    "must be a name such as twitter");
            optional(faults, "input.context.topic", context.topic(), LONGEST_WORDS);
            optional(faults, "input.context.targetAudience", context.targetAudience(), LONGEST_WORDS);
            optional(faults, "input.context.tone", context.tone(), LONGEST_WORDS);
        }
    }

    private static void parameters(Faults faults, Generation.@Nullable Parameters parameters) {
        if (parameters != null) {
            Double temperature = parameters.temperature();
            faults.unless(
                    temperature == null || (temperature >= 0 && temperature <= 2),
                    "input.parameters.temperature",
                    "must be between 0 and 2");
            Integer most = parameters.maxTokens();
            faults.unless(
                    most == null || (most >= 1 && most <= MOST_TOKENS),
                    "input.parameters.maxTokens",
                    "must be between 1 and " + MOST_TOKENS);
        }
    }

    private static void optional(Faults faults, String field, @Nullable String text, int most) {
        faults.unless(text == null || text.length() <= most, field, "must have at most " + most + " characters");
    }

    private static void text(Faults faults, String field, String text, int least, int most) {
        faults.unless(
                text.strip().length() >= least && text.length() <= most,
                field,
                "must have " + least + " to " + most + " characters");
    }
}
