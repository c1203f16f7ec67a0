package io.automedia.benchmarks.store;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Made-up posts in the shape of the product's `content` collection, about 2.2 KB each, equal for equal numbers; and
/// that collection's indexes.
final class Posts {
    static final List<String> PLATFORMS = List.of("facebook", "twitter", "weibo", "youtube", "reddit");
    private static final List<String> TYPES = List.of("post", "tweet", "video", "image");
    private static final int AUTHORS = 5_000;
    private static final int TAGS = 400;
    private static final int TOPICS = 100;
    private static final int WORDS = 20_000;
    private static final long FIRST = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final long STEP_MILLIS = 40_000;

    private Posts() {}

    static List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending("platform", "platformId"), new IndexOptions().unique(true)),
                new IndexModel(Indexes.ascending("author.id")),
                new IndexModel(Indexes.ascending("author.username")),
                new IndexModel(Indexes.descending("publishedAt")),
                new IndexModel(Indexes.descending("collectedAt")),
                new IndexModel(Indexes.ascending("tags")),
                new IndexModel(Indexes.ascending("topics")),
                new IndexModel(Indexes.ascending("aiGenerated")),
                new IndexModel(Indexes.ascending("type")),
                new IndexModel(Indexes.ascending("moderationStatus")),
                new IndexModel(Indexes.ascending("metadata.sentiment.score")),
                new IndexModel(Indexes.descending("metadata.engagement.likes")),
                new IndexModel(Indexes.compoundIndex(
                        Indexes.ascending("platform"), Indexes.descending("publishedAt"), Indexes.descending("_id"))));
    }

    static Document post(long number) {
        SplittableRandom random = new SplittableRandom(number);
        Instant published = published(number);
        int author = random.nextInt(AUTHORS);
        double score = Math.round(random.nextDouble(-1, 1) * 1_000) / 1_000.0;
        return new Document("_id", id(number))
                .append("platform", PLATFORMS.get((int) (number % PLATFORMS.size())))
                .append("platformId", "post-" + number)
                .append("type", TYPES.get(random.nextInt(TYPES.size())))
                .append(
                        "author",
                        new Document("id", authorId(author))
                                .append("username", "writer" + author)
                                .append("displayName", "Writer number " + author)
                                .append("avatar", "https://images.example.org/avatars/" + author + "_normal.jpg")
                                .append("verified", author % 20 == 0)
                                .append("followersCount", author * 37))
                .append(
                        "content",
                        new Document("text", text(random, 150, 485))
                                .append(
                                        "media",
                                        List.of(new Document("url", "https://images.example.org/" + number + ".jpg")
                                                .append("type", "photo")
                                                .append("width", 1_200)
                                                .append("height", 800)
                                                .append("altText", text(random, 4, 12))))
                                .append(
                                        "links",
                                        List.of(new Document("url", "https://example.org/articles/" + number)
                                                .append("title", text(random, 5, 12))))
                                .append(
                                        "hashtags",
                                        List.of(new Document("text", tag(random.nextInt(TAGS)))
                                                .append("indices", List.of(10, 20)))))
                .append(
                        "metadata",
                        new Document(
                                        "engagement",
                                        new Document("likes", likes(random))
                                                .append("retweets", random.nextInt(500))
                                                .append("replies", random.nextInt(200))
                                                .append("views", random.nextLong(1_000_000)))
                                .append(
                                        "sentiment",
                                        new Document("score", score)
                                                .append(
                                                        "label",
                                                        score > 0.2
                                                                ? "positive"
                                                                : score < -0.2 ? "negative" : "neutral")
                                                .append("confidence", 0.8))
                                .append("language", "en")
                                .append("quality", new Document("score", random.nextDouble())))
                .append("aiGenerated", random.nextInt(100) == 0)
                .append(
                        "tags",
                        IntStream.range(0, 3)
                                .mapToObj(_ -> tag(random.nextInt(TAGS)))
                                .distinct()
                                .toList())
                .append(
                        "topics",
                        IntStream.range(0, 2)
                                .mapToObj(_ -> topic(random.nextInt(TOPICS)))
                                .distinct()
                                .toList())
                .append("publishedAt", published)
                .append("collectedAt", published.plusSeconds(60))
                .append("isDeleted", false)
                .append("moderationStatus", random.nextInt(50) == 0 ? "pending" : "approved")
                .append("createdAt", published)
                .append("updatedAt", published);
    }

    static ObjectId id(long number) {
        return new ObjectId((int) (FIRST / 1_000 + number), (int) (number % 0xffffff));
    }

    static Instant published(long number) {
        return Instant.ofEpochMilli(FIRST + number * STEP_MILLIS);
    }

    static String authorId(int author) {
        return Integer.toString(100_000 + author);
    }

    static String tag(int number) {
        return "tag" + number;
    }

    static ObjectId topic(int number) {
        return new ObjectId(1, number);
    }

    /// Few posts have many likes, as in real life.
    private static int likes(SplittableRandom random) {
        return (int) (3 / Math.max(1e-5, random.nextDouble()));
    }

    private static String text(SplittableRandom random, int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(least, most); words > 0; words--) {
            double rank = random.nextDouble();
            text.append(Integer.toString((int) (rank * rank * WORDS), Character.MAX_RADIX))
                    .append(' ');
        }
        return text.toString();
    }
}
