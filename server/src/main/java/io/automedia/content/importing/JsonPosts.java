package io.automedia.content.importing;

import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.content.IncomingPost;
import io.automedia.content.ModerationStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a post from JSON in the shape of the schema, which is also that of our own export. Null is absent;
/// a value of another type than the schema's is an error.
final class JsonPosts {
    private static final Set<String> KNOWN_METADATA = Set.of(
            "engagement", "language", "location", "source", "sentiment", "topics", "keywords", "quality", "enrichment");
    private static final Set<String> KNOWN_AUTHOR =
            Set.of("id", "username", "displayName", "avatar", "verified", "followersCount", "followingCount", "bio");

    private JsonPosts() {}

    static IncomingPost post(JsonNode json) throws UnreadableEntry {
        if (!json.isObject()) {
            throw new UnreadableEntry("It is not a JSON object.");
        }
        Fields post = new Fields(json, "");
        Fields author = post.object("author");
        Fields body = post.object("content");
        Fields metadata = post.object("metadata");
        Fields source = metadata.object("source");
        String language = language(post, metadata, source);
        ModerationStatus moderation = post.constant("moderationStatus", ModerationStatus.class);
        String notes = post.text("moderationNotes");
        IncomingPost.Builder builder = IncomingPost.builder(post.required("platform"), post.required("platformId"))
                .type(type(post, source))
                .author(author(author))
                .text(orEmpty(body.text("text")))
                .media(media(body))
                .links(links(body))
                .mentions(mentions(body))
                .hashtags(hashtags(body))
                .engagement(open(metadata.object("engagement").json()))
                .language(language)
                .location(location(metadata.object("location")))
                .publishedAt(post.time("publishedAt"))
                .expiresAt(post.time("expiresAt"))
                .tags(post.texts("tags"))
                .moderation(moderation, orEmpty(notes))
                .archived(Boolean.TRUE.equals(post.truth("isArchived")))
                .aiGenerated(Boolean.TRUE.equals(post.truth("aiGenerated")));
        open(source.json()).forEach(builder::extra);
        extras(metadata.json(), KNOWN_METADATA, "", builder);
        extras(author.json(), KNOWN_AUTHOR, "author", builder);
        return builder.build();
    }

    /// As the platform called it, when that was mapped to a type of the schema before.
    private static @Nullable String type(Fields post, Fields source) throws UnreadableEntry {
        String original = source.text("originalType");
        return original == null ? post.text("type") : original;
    }

    /// As the platform said; what enrichment found is found again.
    private static @Nullable String language(Fields post, Fields metadata, Fields source) throws UnreadableEntry {
        String hint = source.text("languageHint");
        String language = metadata.text("language");
        boolean isFound = post.text("processedAt") != null;
        return hint != null ? hint : isFound ? null : language;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Content.Author author(Fields author) throws UnreadableEntry {
        if (author.json().isEmpty()) {
            return Content.Author.UNKNOWN;
        }
        return new Content.Author(
                author.text("id"),
                author.text("username"),
                author.text("displayName"),
                author.text("avatar"),
                author.truth("verified"),
                author.whole("followersCount"),
                author.whole("followingCount"),
                author.text("bio"));
    }

    private static List<Content.Media> media(Fields body) throws UnreadableEntry {
        List<Content.Media> media = new ArrayList<>();
        for (Fields one : body.objects("media")) {
            media.add(new Content.Media(
                    one.text("url"),
                    one.text("type"),
                    one.small("width"),
                    one.small("height"),
                    one.text("altText"),
                    one.whole("fileSize"),
                    one.text("format")));
        }
        return media;
    }

    private static List<Content.Link> links(Fields body) throws UnreadableEntry {
        List<Content.Link> links = new ArrayList<>();
        for (Fields one : body.objects("links")) {
            links.add(new Content.Link(
                    one.required("url"),
                    one.text("title"),
                    one.text("description"),
                    one.text("expandedUrl"),
                    one.text("displayUrl")));
        }
        return links;
    }

    private static @Nullable List<Content.Mention> mentions(Fields body) throws UnreadableEntry {
        List<Content.Mention> mentions = new ArrayList<>();
        for (Fields one : body.objects("mentions")) {
            mentions.add(new Content.Mention(one.required("username"), one.text("id"), one.places("indices")));
        }
        return mentions.isEmpty() ? null : mentions;
    }

    private static @Nullable List<Content.Hashtag> hashtags(Fields body) throws UnreadableEntry {
        List<Content.Hashtag> hashtags = new ArrayList<>();
        for (Fields one : body.objects("hashtags")) {
            hashtags.add(new Content.Hashtag(one.required("text"), one.places("indices")));
        }
        return hashtags.isEmpty() ? null : hashtags;
    }

    private static ContentMetadata.@Nullable Location location(Fields location) throws UnreadableEntry {
        if (location.json().isEmpty()) {
            return null;
        }
        Fields at = location.object("coordinates");
        Double lat = at.number("lat");
        Double lng = at.number("lng");
        return new ContentMetadata.Location(
                location.text("name"), lat == null || lng == null ? null : new ContentMetadata.Coordinates(lat, lng));
    }

    private static void extras(JsonNode json, Set<String> known, String prefix, IncomingPost.Builder builder) {
        json.properties().forEach(property -> {
            String name = property.getKey();
            if (!known.contains(name)) {
                String full = prefix.isEmpty() || name.isEmpty()
                        ? name
                        : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
                builder.extra(full, plain(property.getValue()));
            }
        });
    }

    private static Map<String, Object> open(JsonNode json) {
        if (json.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(property -> {
            Object value = plain(property.getValue());
            if (value != null) {
                map.put(property.getKey(), value);
            }
        });
        return map;
    }

    private static @Nullable Object plain(JsonNode json) {
        return switch (json.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.numberValue();
            case STRING -> json.stringValue();
            case OBJECT -> open(json);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(element -> {
                    Object value = plain(element);
                    if (value != null) {
                        list.add(value);
                    }
                });
                yield list;
            }
            case BINARY, POJO -> json.asString("");
        };
    }
}
