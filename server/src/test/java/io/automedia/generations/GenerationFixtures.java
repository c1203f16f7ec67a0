package io.automedia.generations;

import java.math.BigDecimal;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What models might have written.
public final class GenerationFixtures {
    /// The body that makes an agent.
    public static final String AGENT = """
            {"name": "Content Creator", "description": "Writes posts", "type": "content",
             "systemPrompt": "You write posts.", "capabilities": ["content_generation", "translation"],
             "config": {"model": "gpt-4", "provider": "openai", "outputFormat": "social_media_post",
               "templates": [{"name": "News", "structure": "What + Why", "example": "It snows."}]},
             "persona": {"name": "Tech Insider", "expertise": ["AI"]}, "tags": ["content"]}
            """;

    private GenerationFixtures() {}

    /// A completed one, of no agent.
    public static NewGeneration answered(String text) {
        return answered(text, null, List.of());
    }

    /// A completed one.
    public static NewGeneration answered(String text, @Nullable ObjectId agentId, List<ObjectId> sources) {
        return of(text, agentId, sources, "gpt-4", "openai", Generation.Status.COMPLETED);
    }

    /// One that failed.
    public static NewGeneration failed(@Nullable ObjectId agentId) {
        return of(null, agentId, List.of(), "gpt-4", "openai", Generation.Status.FAILED);
    }

    /// One of a certain kind.
    public static NewGeneration of(
            @Nullable String text,
            @Nullable ObjectId agentId,
            List<ObjectId> sources,
            String model,
            String provider,
            Generation.Status status) {
        return new NewGeneration(
                agentId,
                "Write about snow",
                new Generation.Input(
                        "In the hills",
                        new Generation.Context(sources, "weather", "twitter", "hikers", "plain"),
                        new Generation.Parameters(0.7, 280, true, false)),
                text,
                List.of(),
                model,
                provider,
                new Generation.Tokens(25, 68, 93),
                new BigDecimal("0.00483"),
                1_200,
                status,
                status == Generation.Status.FAILED ? "The model did not answer." : null,
                null);
    }
}
