package io.automedia.platforms.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.content.IncomingPost;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One post of the story.
///
/// @param at seconds from the start of the story
/// @param engagement what it reaches in the end
/// @param growth slow, steady or viral
@JsonIgnoreProperties(ignoreUnknown = true)
record StoryPost(
        String key,
        String theme,
        String language,
        String platform,
        String type,
        Content.Author author,
        String text,
        int at,
        Map<String, Long> engagement,
        String growth,
        @Nullable String replyTo,
        @Nullable Place location,
        @Nullable List<Content.Media> media) {

    /// Where it was written.
    record Place(String name, double lat, double lng) {}

    private static final double SLOW = 3_600;
    private static final double STEADY = 1_200;
    private static final double VIRAL = 300;

    /// The same post with another text and other figures.
    StoryPost retold(String otherText, double figures) {
        Map<String, Long> reached = new HashMap<>();
        engagement.forEach((name, count) -> reached.put(name, Math.round(count * figures)));
        return new StoryPost(
                key,
                theme,
                language,
                platform,
                type,
                author,
                otherText,
                at,
                reached,
                growth,
                replyTo,
                location,
                media == null
                        ? null
                        : media.stream().map(StoryPost::undescribed).toList());
    }

    /// What a picture shows is known of the written post only.
    private static Content.Media undescribed(Content.Media one) {
        return new Content.Media(one.url(), one.type(), one.width(), one.height(), null, one.fileSize(), one.format());
    }

    /// How the post looks so many story seconds after it appeared.
    ///
    /// @param round distinguishes the repetitions of the story
    /// @param publishedAt null when it is known already
    IncomingPost incoming(String round, @Nullable Instant publishedAt, double age) {
        IncomingPost.Builder post = IncomingPost.builder(platform, platformId(key, round))
                .type(type)
                .author(author)
                .text(text)
                .engagement(grown(age))
                .publishedAt(publishedAt)
                .publiclyReadable(true)
                .extra("replyTo", replyTo == null ? null : platformId(replyTo, round));
        if (location != null) {
            post.location(new ContentMetadata.Location(
                    location.name(), new ContentMetadata.Coordinates(location.lat(), location.lng())));
        }
        return (media == null ? post : post.media(media)).build();
    }

    private static String platformId(String key, String round) {
        return "demo-" + round + "-" + key;
    }

    private Map<String, Long> grown(double age) {
        double time = switch (growth) {
            case "viral" -> VIRAL;
            case "slow" -> SLOW;
            default -> STEADY;
        };
        double share = 1 - Math.exp(-Math.max(age, 0) / time);
        Map<String, Long> counters = new HashMap<>();
        engagement.forEach((name, reached) -> counters.put(name, Math.round(reached * share)));
        return counters;
    }
}
