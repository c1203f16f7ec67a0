package io.automedia.generations;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.IndexDefinition.newest;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.money;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import java.util.Set;
import org.bson.types.Decimal128;
import org.springframework.stereotype.Component;

/// `generations`: what models wrote for people.
@Component
final class GenerationsSchema implements CollectionSchema {
    static final String NAME = "generations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what models wrote for people, what it cost, and what they thought of it";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "list",
                "list_by_change",
                "list_by_status",
                "list_by_agent",
                "list_by_model",
                "list_by_provider",
                "agent_rating",
                "sources");
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_created", "a person's history, newest first", "userId", 1, "createdAt", -1),
                index("agent_created", "what an agent wrote", "agentId", 1, "createdAt", -1),
                index("status", "what is under way", "status", 1),
                index("model", "what a model wrote", "model", 1),
                index("provider", "what a provider's models wrote", "provider", 1),
                index("created", "the newest", "createdAt", -1),
                newest("list", "a person's history, page by page", "userId"),
                index("list_by_change", "his history, latest change first", "userId", 1, "updatedAt", -1, "_id", -1),
                newest("list_by_status", "his history of one status", "userId", "status"),
                newest("list_by_agent", "his history with one agent", "userId", "agentId"),
                newest("list_by_model", "his history with one model", "userId", "model"),
                newest("list_by_provider", "his history with one provider", "userId", "provider"),
                index("agent_rating", "what people think of an agent's texts", "agentId", 1, "feedback.userRating", 1),
                index("sources", "what is grounded in a post that goes", "input.context.sourceContent", 1)
                        .asSparse());
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.cascading("userId", "users"),
                Reference.clearing("agentId", "agents"),
                Reference.clearing("input.context.sourceContent[]", "content"));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                optional("agentId", id()),
                required("prompt", text(1, NewGeneration.LONGEST_PROMPT)),
                optional("input", input()).byDefault(),
                optional("output", output()),
                required("model", text(1, NewGeneration.LONGEST_NAME)),
                required("provider", text(1, NewGeneration.LONGEST_NAME)),
                optional(
                                "tokens",
                                object(
                                        optional("input", count()).byDefault(0L),
                                        optional("output", count()).byDefault(0L),
                                        optional("total", count()).byDefault(0L)))
                        .byDefault(),
                optional("cost", money()).byDefault(Decimal128.POSITIVE_ZERO),
                optional("duration", count()).byDefault(0L),
                required("status", oneOf("pending", "processing", "completed", "failed", "cancelled"))
                        .byDefault("pending"),
                optional("error", text(0, NewGeneration.LONGEST_WORDS)),
                optional(
                                "feedback",
                                object(
                                        optional("userRating", number(1, 5)),
                                        optional("userComment", text(0, NewGeneration.LONGEST_WORDS)),
                                        optional("isSaved", truth()).byDefault(false),
                                        optional("isEdited", truth()).byDefault(false)))
                        .byDefault(),
                optional("batchId", id()),
                createdAt(),
                updatedAt(),
                optional("__v", count()));
    }

    private static Shape input() {
        Shape words = text(0, NewGeneration.LONGEST_WORDS);
        return object(
                optional("content", text(0, NewGeneration.LONGEST_TEXT)),
                optional(
                        "context",
                        object(
                                optional("sourceContent", listOf(id(), NewGeneration.MOST_SOURCES))
                                        .byDefault(List.of()),
                                optional("topic", words),
                                optional("platform", text(1, 40)),
                                optional("targetAudience", words),
                                optional("tone", words))),
                optional(
                        "parameters",
                        object(
                                optional("temperature", number(0, 2)),
                                optional("maxTokens", number(1, NewGeneration.MOST_TOKENS)),
                                optional("includeHashtags", truth()),
                                optional("includeEmojis", truth()))));
    }

    private static Shape output() {
        return object(
                required("content", text(0, NewGeneration.LONGEST_TEXT)),
                optional(
                        "metadata",
                        object(
                                optional("charCount", count()),
                                optional("wordCount", count()),
                                optional("hashtagCount", count()),
                                optional("emojiCount", count()),
                                optional("estimatedReadingTime", count()))),
                optional("suggestions", listOf(text(0, NewGeneration.LONGEST_WORDS), NewGeneration.MOST_SUGGESTIONS))
                        .byDefault(List.of()),
                optional("qualityScore", number(0, 1)),
                optional("originalityScore", number(0, 1)));
    }
}
