package io.automedia.content;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.openObject;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.pairOf;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.Shape;
import java.util.List;

/// What a document of `content` looks like. Bounds are those of [Normaliser], or wider; what enrichment finds in a text
/// is as long as the text has it.
final class PostShape {
    /// How many links, mentions and hashtags a post has at most, with those that enrichment finds.
    static final int MOST_FOUND = 5_000;

    private static final int MOST_TAGS = 1_000;

    static final Shape WHOLE = object(
            required("platform", text(1, 40)),
            required("platformId", text(1, 600)),
            required("type", oneOf("tweet", "post", "video", "image", "story", "generated")),
            required("author", author()).byDefault(),
            required("content", body()),
            required("metadata", metadata()).byDefault(),
            required("aiGenerated", truth()).byDefault(false),
            optional("source", id()),
            required("tags", listOf(text(1, 100), MOST_TAGS)).byDefault(List.of()),
            required("collections", listOf(id(), Processing.MOST_REFERENCES)).byDefault(List.of()),
            required("topics", listOf(id(), Processing.MOST_REFERENCES)).byDefault(List.of()),
            optional("moreTopics", truth()),
            optional("moreCollections", truth()),
            required("publishedAt", time()).nowByDefault(),
            required("collectedAt", time()).nowByDefault(),
            optional("processedAt", time()),
            optional("expiresAt", time()),
            optional(
                    "retention",
                    object(required("rule", text(1, 100)), optional("until", time()), optional("otherwise", time()))),
            required("isArchived", truth()).byDefault(false),
            required("isDeleted", truth()).byDefault(false),
            required("moderationStatus", oneOf("pending", "approved", "rejected"))
                    .byDefault("approved"),
            optional("moderationNotes", text(0, 4_000)).byDefault(""),
            createdAt(),
            updatedAt(),
            optional("origin", oneOf("live", "backfill", "import", "generated")),
            optional("publiclyReadable", truth()),
            optional("__v", count()));

    private PostShape() {}

    private static Shape author() {
        return object(
                optional("id", text(0, 300)),
                optional("username", text(0, 300)),
                optional("displayName", text(0, 300)),
                optional("avatar", text(0, 4_000)),
                optional("verified", truth()),
                optional("followersCount", number()),
                optional("followingCount", number()),
                optional("bio", text(0, 4_000)));
    }

    private static Shape body() {
        Shape indices = listOf(number(), 2);
        return object(
                required("text", text(0, Normaliser.LONGEST_TEXT)),
                optional("media", listOf(media(), Normaliser.MOST_PARTS)).byDefault(List.of()),
                optional("links", listOf(link(), MOST_FOUND)).byDefault(List.of()),
                optional(
                                "mentions",
                                listOf(
                                        object(
                                                required("username", text(0, Normaliser.LONGEST_TEXT)),
                                                optional("id", text(0, 300)),
                                                optional("indices", indices)),
                                        MOST_FOUND))
                        .byDefault(List.of()),
                optional(
                                "hashtags",
                                listOf(
                                        object(
                                                required("text", text(0, Normaliser.LONGEST_TEXT)),
                                                optional("indices", indices)),
                                        MOST_FOUND))
                        .byDefault(List.of()));
    }

    private static Shape media() {
        return object(
                optional("url", text(0, 4_000)),
                optional("type", text(0, 100)),
                optional("width", number()),
                optional("height", number()),
                optional("altText", text(0, 4_000)),
                optional("fileSize", number()),
                optional("format", text(0, 100)));
    }

    private static Shape link() {
        return object(
                required("url", text(0, Normaliser.LONGEST_TEXT)),
                optional("title", text(0, 300)),
                optional("description", text(0, 4_000)),
                optional("expandedUrl", text(0, 4_000)),
                optional("displayUrl", text(0, 4_000)));
    }

    private static Shape metadata() {
        Shape share = number(0, 1);
        return object(
                optional("engagement", numbersByName()).byDefault(),
                optional(
                        "sentiment",
                        object(
                                required("score", number(-1, 1)),
                                required("label", oneOf("positive", "negative", "neutral")),
                                optional("confidence", share),
                                optional("emotions", numbersByName()))),
                optional(
                        "topics",
                        listOf(
                                object(
                                        required("name", text(1, 300)),
                                        optional("confidence", share),
                                        optional("category", text(0, 300))),
                                MOST_TAGS)),
                optional("keywords", listOf(text(0, Normaliser.LONGEST_TEXT), MOST_TAGS)),
                optional("language", text(2, 40)),
                optional("location", location()),
                optional("source", source()),
                optional(
                        "quality",
                        object(required("score", share), optional("factors", listOf(text(0, 300), MOST_TAGS)))),
                optional(
                        "enrichment",
                        object(
                                optional("version", count()),
                                optional("lane", oneOf("live", "history")),
                                optional("dueAt", time()))),
                optional("titlesDueAt", time()));
    }

    private static Shape location() {
        return object(
                optional("name", text(0, 300)),
                optional("coordinates", object(required("lat", number(-90, 90)), required("lng", number(-180, 180)))),
                optional(
                        "point",
                        object(
                                required("type", oneOf("Point")),
                                required("coordinates", pairOf(number(-180, 180), number(-90, 90))))));
    }

    /// Beside these it holds whatever a platform says beyond the schema.
    private static Shape source() {
        return openObject(
                optional("type", oneOf("api", "webhook", "manual", "generated")),
                optional("collectedBy", text(0, 100)));
    }
}
