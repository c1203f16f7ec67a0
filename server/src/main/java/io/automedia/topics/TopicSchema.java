package io.automedia.topics;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.webhooks.Webhooks;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `topics`: people's standing questions.
@Component
final class TopicSchema implements CollectionSchema {
    static final String NAME = "topics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "people's standing questions; with a `settings.location` other than `worldwide` only posts from there"
                + " match, and `statistics` are summed up as long after a match as `settings.updateFrequency` says (what"
                + " is found first, at once), and again as often while there is a trend: `statisticsDueAt` is when."
                + " `settings.notificationEnabled` is kept for what notifies, and nothing does yet."
                + " The secrets of webhooks are encrypted";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "changes",
                "statisticsChangedAt",
                "statisticsDueAt",
                "statistics_due",
                "webhooks[].createdAt",
                "webhooks[].id",
                "webhooks[].secret");
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(Webhooks.SECRET);
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_name", "a person's topics by name, no two alike", "userId", 1, "name", 1)
                        .asUnique(),
                index(
                        "user_category",
                        "for people's own tools: a person's topics of one category",
                        "userId",
                        1,
                        "category",
                        1),
                index("user_active", "a person's topics that are on", "userId", 1, "isActive", 1),
                index("user_weight", "a person's topics, most important first", "userId", 1, "weight", -1),
                index("category", "for people's own tools: topics of one category", "category", 1),
                index("active", "for people's own tools: the topics that look for posts", "isActive", 1),
                index("changes", "each node reads what changed since it last looked", "updatedAt", 1, "_id", 1),
                index(
                                "statistics_due",
                                "whose statistics are to be summed up, the longest due first",
                                "statisticsDueAt",
                                1)
                        .asSparse());
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("name", text(1, 100)),
                optional("description", text(0, 1_000)),
                required("keywords", listOf(keyword(), 100)),
                required("weight", number(1, 5)).byDefault(3),
                optional("category", text(0, 100)),
                required("isActive", truth()).byDefault(true),
                optional("settings", settings()).byDefault(),
                optional("statistics", statistics()).byDefault(),
                optional("statisticsDueAt", time()),
                optional("statisticsChangedAt", time()),
                optional("filters", filters()).byDefault(),
                optional("webhooks", listOf(webhook(), Webhooks.MOST)).byDefault(List.of()),
                optional("lastUpdated", time()).nowByDefault(),
                createdAt(),
                updatedAt(),
                optional("__v", count()));
    }

    private static Shape keyword() {
        return object(
                required("term", text(1, 100)),
                optional("weight", number(0, 1)).byDefault(1.0),
                optional("variations", listOf(text(1, 100), 50)).byDefault(List.of()));
    }

    private static Shape settings() {
        return object(
                optional("updateFrequency", oneOf("5m", "15m", "30m", "1h", "6h", "12h", "1d"))
                        .byDefault("15m"),
                optional("notificationEnabled", truth()).byDefault(true),
                optional("autoCollect", truth()).byDefault(false),
                optional("contentTypes", listOf(oneOf("tweet", "post", "video", "image", "story", "generated"), 100))
                        .byDefault(List.of()),
                optional("platforms", listOf(text(1, 40), 100)).byDefault(List.of()),
                optional("language", text(2, 40)),
                optional("location", text(0, TopicDraft.LONGEST_LOCATION)),
                optional("minEngagement", numbersByName()).byDefault());
    }

    private static Shape statistics() {
        return object(
                optional("contentCount", count()).byDefault(0L),
                optional("lastContentUpdate", time()),
                optional("averageEngagement", numbersByName()).byDefault(),
                optional("trendingScore", number()).byDefault(0.0),
                optional("relevanceScore", number(0, 1)).byDefault(0.0));
    }

    private static Shape filters() {
        return object(
                optional("sentiment", listOf(oneOf("positive", "negative", "neutral"), 100))
                        .byDefault(List.of()),
                optional("excludeKeywords", listOf(text(1, 100), 100)).byDefault(List.of()),
                optional("includeVerified", truth()).byDefault(false),
                optional("minFollowers", count()).byDefault(0L));
    }

    private static Shape webhook() {
        return object(
                optional("id", text(1, 100)),
                required("url", text(1, Webhooks.LONGEST_URL)),
                optional("secret", text(0, 10_000)),
                optional("events", listOf(text(1, 100), 50)).byDefault(List.of()),
                optional("isActive", truth()).byDefault(true),
                optional("createdAt", time()));
    }
}
