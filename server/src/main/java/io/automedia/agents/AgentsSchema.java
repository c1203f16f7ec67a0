package io.automedia.agents;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.IndexDefinition.newest;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `agents`: who writes for people.
@Component
final class AgentsSchema implements CollectionSchema {
    static final String NAME = "agents";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "who writes for people, with which words, model and limits";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "one_default",
                "user_created",
                "user_changed",
                "public_created",
                "public_changed",
                "public_type",
                "parent");
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_name", "a person's agents by name, no two alike", "userId", 1, "name", 1)
                        .asUnique(),
                index("user_type", "a person's agents of one type", "userId", 1, "type", 1),
                index("user_default", "a person's default agent", "userId", 1, "isDefault", 1),
                index("type", "agents of one type", "type", 1),
                index("public", "agents that everybody may use", "isPublic", 1),
                index("default", "default agents", "isDefault", 1),
                index("one_default", "a person has at most one default agent", "userId", 1)
                        .asUnique()
                        .where(new Document("isDefault", true)),
                newest("user_created", "a person's list, newest first", "userId"),
                index("user_changed", "a person's list, latest change first", "userId", 1, "updatedAt", -1, "_id", -1),
                newest("public_created", "what everybody may use, newest first", "isPublic"),
                index(
                        "public_changed",
                        "what everybody may use, latest change first",
                        "isPublic",
                        1,
                        "updatedAt",
                        -1,
                        "_id",
                        -1),
                newest("public_type", "what everybody may use of one type", "isPublic", "type"),
                index("parent", "which agents were copied from one", "parentId", 1)
                        .asSparse());
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.cascading("userId", "users"), Reference.clearing("parentId", NAME));
    }

    @Override
    public Shape shape() {
        Shape share = number(0, 1);
        return object(definitionAnd(
                required("userId", id()),
                optional(
                                "usage",
                                object(
                                        optional("count", count()).byDefault(0L),
                                        optional("lastUsed", time()),
                                        optional("averageTokens", count()).byDefault(0.0),
                                        optional("successRate", share).byDefault(0.0)))
                        .byDefault(),
                optional(
                                "performance",
                                object(
                                        optional("averageGenerationTime", count())
                                                .byDefault(0.0),
                                        optional("qualityScore", share),
                                        optional("userRating", number(1, 5))))
                        .byDefault(),
                required("isDefault", truth()).byDefault(false),
                required("isPublic", truth()).byDefault(false),
                required("isFavorite", truth()).byDefault(false),
                required("version", number(1, Integer.MAX_VALUE)).byDefault(1),
                optional("parentId", id()),
                createdAt(),
                updatedAt(),
                optional("__v", count())));
    }

    /// The fields of an [AgentDefinition], and others.
    static Shape.Field[] definitionAnd(Shape.Field... others) {
        Shape capability = oneOf("content_generation", "summarization", "translation", "sentiment_analysis");
        Stream<Shape.Field> definition = Stream.of(
                required("name", text(1, AgentDefinition.LONGEST_NAME)),
                optional("description", text(0, AgentDefinition.LONGEST_TEXT)),
                required("type", oneOf("content", "analysis", "marketing", "technical", "social"))
                        .byDefault("content"),
                required("systemPrompt", text(1, AgentDefinition.LONGEST_PROMPT)),
                required("config", config()),
                optional("persona", persona()),
                optional("capabilities", listOf(capability, AgentDefinition.MOST))
                        .byDefault(List.of("content_generation")),
                optional("tags", listOf(text(1, AgentDefinition.LONGEST_NAME), AgentDefinition.MOST))
                        .byDefault(List.of()));
        return Stream.concat(definition, Stream.of(others)).toArray(Shape.Field[]::new);
    }

    private static Shape config() {
        Shape template = object(
                required("name", text(1, AgentDefinition.LONGEST_NAME)),
                optional("structure", text(0, AgentDefinition.LONGEST_TEXT)),
                optional("example", text(0, AgentDefinition.LONGEST_PROMPT)));
        return object(
                required("model", text(1, AgentDefinition.LONGEST_NAME)),
                required("provider", text(1, AgentDefinition.LONGEST_NAME)),
                optional("temperature", number(0, 2)).byDefault(0.7),
                optional("maxTokens", number(1, AgentDefinition.MOST_TOKENS)).byDefault(1_000),
                optional("topP", number(0, 1)).byDefault(1.0),
                optional("frequencyPenalty", number(-2, 2)).byDefault(0.0),
                optional("presencePenalty", number(-2, 2)).byDefault(0.0),
                optional("outputFormat", oneOf("social_media_post", "thread", "article", "summary", "json"))
                        .byDefault("social_media_post"),
                optional("constraints", listOf(text(1, AgentDefinition.LONGEST_TEXT), AgentDefinition.MOST))
                        .byDefault(List.of()),
                optional("templates", listOf(template, AgentDefinition.MOST)).byDefault(List.of()));
    }

    private static Shape persona() {
        return object(
                optional("name", text(0, AgentDefinition.LONGEST_NAME)),
                optional("tone", text(0, AgentDefinition.LONGEST_TEXT)),
                optional("expertise", listOf(text(1, AgentDefinition.LONGEST_NAME), AgentDefinition.MOST))
                        .byDefault(List.of()),
                optional("targetAudience", text(0, AgentDefinition.LONGEST_TEXT)),
                optional("languageStyle", text(0, AgentDefinition.LONGEST_TEXT)));
    }
}
