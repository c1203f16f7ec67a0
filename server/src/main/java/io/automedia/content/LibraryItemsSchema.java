package io.automedia.content;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
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
import io.automedia.updates.PendingUpdate;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `libraryItems`: whose posts are whose. Every list of a person begins with his id and leaves out what he
/// deleted and archived, so every index does too; each ends with the order of the list and the id, so that
/// a page needs nothing but its index.
@Component
final class LibraryItemsSchema implements CollectionSchema {
    static final String COLLECTION = "libraryItems";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "what one person has to do with one post; lists, counts and permissions read it";
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.refusing("userId", "users"),
                Reference.cascading("contentId", "content"),
                Reference.clearing("topics[].topicId", "topics"),
                Reference.clearing("collections[]", "collections"));
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("owner_post", "a post is once in a library", "userId", 1, "contentId", 1)
                        .asUnique(),
                index("holders", "who has a post", "contentId", 1),
                index("deleted", "what is to be removed for good", "deletedAt", 1)
                        .asSparse(),
                index("doubted", "whose connections are to look whether a post is still there", "doubt.dueAt", 1)
                        .asSparse(),
                index(
                        "added",
                        "what came to a person who keeps it for some days only",
                        "userId",
                        1,
                        "addedAt",
                        1,
                        "_id",
                        1),
                sorted("feed", "the feed, newest first", "publishedAt"),
                sorted("collected", "the feed in the order of collection", "collectedAt"),
                sorted("likes", "the feed by likes, and those with so many likes", "likes"),
                sorted("sentiment", "the feed by feeling", "sentimentScore"),
                filtered("platform", "the feed of a platform", "platform"),
                filtered("type", "the feed of a type of posts", "type"),
                filtered("author", "the feed of an author", "authorUsername"),
                filtered("language", "the feed in a language", "language"),
                filtered("sentiment_label", "the feed of a feeling", "sentimentLabel"),
                listed("topic", "the feed of a topic", "topics.topicId", "topics"),
                listed("collection", "the feed of what a collection holds", "collections", "collections"),
                index(
                                "more_collections",
                                "which posts of a person are in more collections than they list",
                                "userId",
                                1,
                                "moreCollections",
                                1)
                        .where(new Document("moreCollections", new Document("$exists", true))),
                listed("tag", "the feed of a tag", "tags", "tags"),
                listed("hashtag", "the feed of a hashtag", "hashtags", "hashtags"),
                listed("mention", "the feed of those who name somebody", "mentions", "mentions"),
                listed("near", "the feed of what was written near a place", "squares", "squares"),
                filtered("ai_generated", "the feed of what machines wrote, or people", "aiGenerated"),
                filtered("verified", "the feed of verified authors", "authorVerified"),
                filtered("moderation", "the review queue, and what was decided", "moderationStatus"));
    }

    @Override
    public Shape shape() {
        Shape term = object(
                required("term", text()),
                optional("surface", text()),
                optional("part", text()),
                required("start", count()),
                required("end", count()));
        return object(
                required("userId", id()),
                required("contentId", id()),
                required("via", oneOf("platform", "source", "import", "topic", "api")),
                optional("tags", listOf(text(1, 100), 1_000)),
                optional(
                        "topics",
                        listOf(object(
                                required("topicId", id()),
                                required("relevanceScore", number(0, 1)),
                                optional("terms", listOf(term))))),
                optional("collections", listOf(id(), Processing.MOST_REFERENCES)),
                optional("brought", truth()),
                optional("moreCollections", truth()),
                required("moderationStatus", oneOf("pending", "approved", "rejected")),
                optional("moderationNotes", text(0, 4_000)),
                required("isArchived", truth()),
                required("isDeleted", truth()),
                optional("deletedAt", time()),
                required("platform", text(1, 40)),
                required("type", oneOf("tweet", "post", "video", "image", "story", "generated")),
                optional("authorId", text(0, 300)),
                optional("authorUsername", text()),
                optional("authorVerified", truth()),
                optional("language", text(2, 40)),
                optional("sentimentLabel", oneOf("positive", "negative", "neutral")),
                optional("sentimentScore", number(-1, 1)),
                optional("hashtags", listOf(text(), PostShape.MOST_FOUND)),
                optional("mentions", listOf(text(), PostShape.MOST_FOUND)),
                optional("likes", number()),
                optional(
                        "place",
                        object(
                                required("x", number(-1, 1)),
                                required("y", number(-1, 1)),
                                required("z", number(-1, 1)))),
                optional("squares", listOf(text(1, 20), 10)),
                optional("aiGenerated", truth()),
                required("publishedAt", time()),
                required("collectedAt", time()),
                optional("origin", oneOf("live", "backfill", "import", "generated")),
                optional("doubt", object(required("dueAt", time()), required("attempts", count()))),
                required("addedAt", time()).nowByDefault(),
                updatedAt(),
                optional("__v", count()),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }

    private static IndexDefinition sorted(String name, String reason, String field) {
        return index(name, reason, "userId", 1, "isDeleted", 1, "isArchived", 1, field, -1, "_id", -1);
    }

    private static IndexDefinition filtered(String name, String reason, String field) {
        return index(
                name, reason, "userId", 1, "isDeleted", 1, "isArchived", 1, field, 1, "publishedAt", -1, "_id", -1);
    }

    /// Most posts have none of these, and cost nothing then.
    private static IndexDefinition listed(String name, String reason, String element, String field) {
        return filtered(name, reason, element).where(new Document(field, new Document("$exists", true)));
    }
}
