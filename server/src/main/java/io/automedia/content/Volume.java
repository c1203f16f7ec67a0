package io.automedia.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;

/// How many posts there were in a stretch of time, by the time of publication.
///
/// @param buckets equal parts of the stretch, oldest first, also those without posts
/// @param likes the sum over the posts
/// @param hashtags the commonest, most posts first; so are authors and topics
/// @param complete whether all posts of the stretch were looked at; else only the newest were
public record Volume(
        Instant from,
        Instant to,
        Duration bucket,
        List<Bucket> buckets,
        long posts,
        long likes,
        Map<String, Long> platforms,
        Map<String, Long> sentiments,
        Map<String, Long> languages,
        List<Named> hashtags,
        List<Named> authors,
        List<OfTopic> topics,
        boolean complete) {
    public Volume {
        buckets = List.copyOf(buckets);
        hashtags = List.copyOf(hashtags);
        authors = List.copyOf(authors);
        topics = List.copyOf(topics);
    }

    /// One part of the stretch. A post that enrichment has not seen yet has no sentiment.
    public record Bucket(Instant start, long posts, Map<String, Long> platforms, Map<String, Long> sentiments) {}

    /// Something by name, and in how many posts it is.
    public record Named(String name, long posts) {}

    /// A topic of the person, how many posts it matched and their likes.
    public record OfTopic(ObjectId topicId, long posts, long likes, Map<String, Long> sentiments) {}
}
