package io.automedia.content;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A post that met every rule and has the schema's shape.
///
/// @param givenType null when nobody says
/// @param mentions null when they are not known yet
/// @param hashtags null when they are not known yet
/// @param publishedAt null when nobody says: then it counts as published when it was collected
/// @param source what goes into `metadata.source` beside type and collector
record CleanPost(
        Key key,
        @Nullable String givenType,
        Content.Author author,
        String text,
        List<Content.Media> media,
        List<Content.Link> links,
        @Nullable List<Content.Mention> mentions,
        @Nullable List<Content.Hashtag> hashtags,
        Map<String, Double> engagement,
        @Nullable String language,
        ContentMetadata.@Nullable Location location,
        @Nullable Instant publishedAt,
        @Nullable Instant expiresAt,
        Personal personal,
        boolean aiGenerated,
        boolean publiclyReadable,
        Document source) {

    /// What makes a post the same post.
    record Key(String platform, String platformId) {
        private static final Pattern VARIANT = Pattern.compile("~[0-9a-f]{24}$");

        /// The key of one person's own variant of the post.
        Key variantOf(Collector collector) {
            return new Key(platform, platformId + "~" + collector.userId());
        }

        /// The ids of each platform, in the order of the keys.
        static Map<String, List<String>> byPlatform(Collection<Key> keys) {
            return keys.stream()
                    .collect(Collectors.groupingBy(
                            Key::platform,
                            LinkedHashMap::new,
                            Collectors.mapping(Key::platformId, Collectors.toList())));
        }

        /// The id of the post that one is a variant of, or its own: that of a variant names a person.
        static String original(String platformId) {
            return VARIANT.matcher(platformId).replaceFirst("");
        }
    }

    /// What it is; when nobody says, what most posts of its platform are.
    String type() {
        return givenType == null ? PostTypes.plain(key.platform()) : givenType;
    }

    /// The same post under another key, which remembers the original one.
    CleanPost variant(Key variant) {
        return with(variant, media, new Document(source).append("originalId", key.platformId()));
    }

    /// The same post with these pictures and films.
    CleanPost showing(List<Content.Media> shown) {
        return with(key, shown, source);
    }

    private CleanPost with(Key newKey, List<Content.Media> newMedia, Document newSource) {
        return new CleanPost(
                newKey,
                givenType,
                author,
                text,
                newMedia,
                links,
                mentions,
                hashtags,
                engagement,
                language,
                location,
                publishedAt,
                expiresAt,
                personal,
                aiGenerated,
                publiclyReadable,
                newSource);
    }
}
