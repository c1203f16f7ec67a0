package io.automedia.content;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `content`: every post once, whoever collected it.
@Component
final class ContentSchema implements CollectionSchema {
    /// The program asks `libraryItems` for posts of these.
    private static final String OTHERS = "for people's own tools: ";

    static final String COLLECTION = "content";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "every post once, whoever collected it; what is personal in it mirrors its first collector's item";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "moreTopics",
                "moreCollections",
                "origin",
                "publiclyReadable",
                "retention",
                "metadata.keywords",
                "metadata.location.point",
                "metadata.enrichment",
                "metadata.titlesDueAt",
                "enrichment_due",
                "titles_due",
                "uploads",
                "expiry",
                "words",
                "places");
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.refusing("source", "users"),
                Reference.clearing("collections[]", "collections"),
                Reference.clearing("topics[]", "topics"));
    }

    @Override
    public boolean sweepsItself() {
        return true;
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("platform_post", "the same post twice is one document", "platform", 1, "platformId", 1)
                        .asUnique(),
                index("author_id", OTHERS + "the posts of an author", "author.id", 1),
                index("author_username", OTHERS + "the posts of an author by name", "author.username", 1),
                index("published", "the newest posts", "publishedAt", -1),
                index("collected", OTHERS + "what was collected last", "collectedAt", -1),
                index("tags", OTHERS + "posts with a tag", "tags", 1),
                index("topics", OTHERS + "posts that a topic matched", "topics", 1),
                index("ai_generated", OTHERS + "what machines wrote", "aiGenerated", 1),
                index("type", OTHERS + "posts of a type", "type", 1),
                index("moderation", OTHERS + "what waits for a decision", "moderationStatus", 1),
                index("sentiment", OTHERS + "posts by feeling", "metadata.sentiment.score", 1),
                index("likes", OTHERS + "what is liked most", "metadata.engagement.likes", -1),
                index("uploads", "the posts that show an uploaded file, for who may see it", "content.media.url", 1)
                        .where(SharedMedia.OURS),
                index(
                                "enrichment_due",
                                "the work lists of enrichment, oldest first",
                                "metadata.enrichment.lane",
                                1,
                                "metadata.enrichment.dueAt",
                                1)
                        .asSparse(),
                index("titles_due", "whose links are to get titles, oldest first", "metadata.titlesDueAt", 1)
                        .asSparse(),
                // what expires is removed with all that belongs to it long before, by [Removals#sweepExpired]
                index("expiry", "whose time is over; the server removes what was left", "expiresAt", 1)
                        .asSparse()
                        .expiringAfter(Duration.ofDays(7)),
                index(
                        "retention",
                        "the posts that don't follow the rule of their platform",
                        "retention.rule",
                        1,
                        "platform",
                        1),
                IndexDefinition.words(
                        "words",
                        OTHERS + "the search of the program does without",
                        "content.text",
                        "author.username",
                        "author.displayName",
                        "tags"),
                IndexDefinition.places(
                        "places", OTHERS + "`near` goes by the squares in items", "metadata.location.point"));
    }

    @Override
    public Shape shape() {
        return PostShape.WHOLE;
    }
}
