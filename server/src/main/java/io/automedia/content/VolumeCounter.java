package io.automedia.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/// Counts items one by one into a [Volume].
final class VolumeCounter {
    /// What is read of each item.
    static final List<String> FIELDS = List.of(
            "publishedAt",
            "platform",
            "sentimentLabel",
            "language",
            "likes",
            "authorUsername",
            "hashtags",
            "topics.topicId");

    private static final int MOST_NAMED = 50;

    private final Instant from;
    private final Instant to;
    private final Duration bucket;
    private final Tally[] buckets;
    private final Tally whole = new Tally();
    private final Map<String, Long> languages = new TreeMap<>();
    private final Map<String, Long> hashtags = new HashMap<>();
    private final Map<String, Long> authors = new HashMap<>();
    private final Map<ObjectId, Tally> topics = new HashMap<>();

    private static final class Tally {
        private long posts;
        private long likes;
        private final Map<String, Long> platforms = new TreeMap<>();
        private final Map<String, Long> sentiments = new TreeMap<>();

        void add(String platform, String sentiment, long more) {
            posts++;
            likes += more;
            platforms.merge(platform, 1L, Long::sum);
            if (!sentiment.isEmpty()) {
                sentiments.merge(sentiment, 1L, Long::sum);
            }
        }
    }

    VolumeCounter(Instant from, Instant to, Duration bucket) {
        this.from = from;
        this.to = to;
        this.bucket = bucket;
        this.buckets = new Tally[count(from, to, bucket)];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new Tally();
        }
    }

    static int count(Instant from, Instant to, Duration bucket) {
        return Math.toIntExact(Math.ceilDiv(Duration.between(from, to).toMillis(), Math.max(1, bucket.toMillis())));
    }

    void add(RawBsonDocument raw) {
        long at = 0;
        long likes = 0;
        String platform = "";
        String sentiment = "";
        for (Map.Entry<String, BsonValue> field : raw.entrySet()) {
            BsonValue value = field.getValue();
            switch (field.getKey()) {
                case "publishedAt" -> at = value.asDateTime().getValue();
                case "platform" -> platform = value.asString().getValue();
                case "sentimentLabel" -> sentiment = value.asString().getValue();
                case "likes" -> likes = value.asNumber().longValue();
                case "language" -> languages.merge(value.asString().getValue(), 1L, Long::sum);
                case "authorUsername" -> authors.merge(value.asString().getValue(), 1L, Long::sum);
                case "hashtags" ->
                    value.asArray().forEach(tag -> hashtags.merge(tag.asString().getValue(), 1L, Long::sum));
                default -> {
                    // topics come when the rest is known
                }
            }
        }
        whole.add(platform, sentiment, likes);
        int place = (int) ((at - from.toEpochMilli()) / bucket.toMillis());
        if (place >= 0 && place < buckets.length) {
            buckets[place].add(platform, sentiment, likes);
        }
        BsonArray marks = raw.getArray("topics", new BsonArray());
        for (BsonValue mark : marks) {
            BsonDocument topic = mark.asDocument();
            topics.computeIfAbsent(topic.getObjectId("topicId").getValue(), id -> new Tally())
                    .add(platform, sentiment, likes);
        }
    }

    long posts() {
        return whole.posts;
    }

    Volume result(boolean complete) {
        List<Volume.Bucket> parts = new ArrayList<>(buckets.length);
        for (int i = 0; i < buckets.length; i++) {
            Tally tally = buckets[i];
            parts.add(new Volume.Bucket(
                    from.plus(bucket.multipliedBy(i)), tally.posts, tally.platforms, tally.sentiments));
        }
        return new Volume(
                from,
                to,
                bucket,
                parts,
                whole.posts,
                whole.likes,
                whole.platforms,
                whole.sentiments,
                languages,
                commonest(hashtags),
                commonest(authors),
                topics.entrySet().stream()
                        .sorted(Comparator.<Map.Entry<ObjectId, Tally>>comparingLong(topic -> -topic.getValue().posts)
                                .thenComparing(Map.Entry::getKey))
                        .limit(MOST_NAMED)
                        .map(topic -> new Volume.OfTopic(
                                topic.getKey(),
                                topic.getValue().posts,
                                topic.getValue().likes,
                                topic.getValue().sentiments))
                        .toList(),
                complete);
    }

    private static List<Volume.Named> commonest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMED)
                .map(entry -> new Volume.Named(entry.getKey(), entry.getValue()))
                .toList();
    }
}
