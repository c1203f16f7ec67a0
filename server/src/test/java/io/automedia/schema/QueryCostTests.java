package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.automedia.storage.Stores;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.Overheard;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Whatever the application asks of the store while people use it, with many posts of many people there, looks at no
/// more than twice the documents that it gets and a hundred. `-Dautomedia.test.posts=200000` makes it more posts.
@AutoMediaTest
class QueryCostTests {
    private static final int POSTS = Integer.getInteger("automedia.test.posts", 10_000);
    private static final int OF_ADA = POSTS * 2 / 5;
    private static final List<String> PLATFORMS = List.of("twitter", "facebook", "instagram", "tiktok", "xiaohongshu");
    private static final List<String> TYPES = List.of("tweet", "post", "video", "image");
    private static final List<String> FEELINGS = List.of("positive", "neutral", "negative");

    private final TestPeople people;
    private final MongoDatabase store;
    private final Overheard overheard;
    private final Stores stores;

    QueryCostTests(TestPeople people, MongoDatabase store, Overheard overheard, Stores stores) {
        this.people = people;
        this.store = store;
        this.overheard = overheard;
        this.stores = stores;
    }

    @Test
    void nothingIsLookedAtInVain() {
        assumeTrue(stores.mongodbIsEmbedded(), "only the embedded store counts alike what it looks at");
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        ObjectId post = fill(ada, ben);

        overheard.listen();
        use(ada.http(), post);
        List<BsonDocument> asked = overheard.stop();

        Map<String, BsonDocument> kinds = new LinkedHashMap<>();
        asked.forEach(command -> kinds.put(Overheard.kind(command), command));
        Set<String> costly = new TreeSet<>();
        kinds.forEach((shape, command) -> explain(command, costly));
        assertThat(kinds.size()).isGreaterThan(60);
        assertThat(costly).isEmpty();
    }

    /// One real post, and very many like it.
    private ObjectId fill(TestPerson ada, TestPerson ben) {
        Answer made = ada.http().post("/api/v1/content", """
                {"platform": "twitter", "content": {"text": "Snow falls on the hills #winter @lena"},
                 "author": {"username": "lena", "id": "1", "verified": true}, "tags": ["a"],
                 "metadata": {"engagement": {"likes": 1}, "location": {"coordinates": {"lat": 48.85, "lng": 2.35}}}}
                """);
        ObjectId id = new ObjectId(made.at("/id"));
        await().until(() -> Objects.requireNonNull(store.getCollection("content")
                                .find(new Document("_id", id))
                                .first())
                        .get("processedAt")
                != null);
        Document post = Objects.requireNonNull(
                store.getCollection("content").find(new Document("_id", id)).first());
        Document item = Objects.requireNonNull(store.getCollection("libraryItems")
                .find(new Document("contentId", id))
                .first());
        List<Document> posts = new ArrayList<>();
        List<Document> items = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            add(i, post, item, (i < OF_ADA ? ada : ben).user().id(), posts, items);
            if (posts.size() == 1_000) {
                InsertManyOptions unordered = new InsertManyOptions().ordered(false);
                store.getCollection("content").insertMany(posts, unordered);
                store.getCollection("libraryItems").insertMany(items, unordered);
                posts.clear();
                items.clear();
            }
        }
        return id;
    }

    private static void add(
            int i, Document post, Document item, ObjectId owner, List<Document> posts, List<Document> items) {
        ObjectId id = new ObjectId();
        Date published = Date.from(Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofMinutes(i)));
        String platform = PLATFORMS.get(i % PLATFORMS.size());
        String type = TYPES.get(i % TYPES.size());
        Document likePost = new Document(post);
        likePost.append("_id", id)
                .append("platform", platform)
                .append("platformId", "cost-" + id)
                .append("type", type)
                .append("source", owner)
                .append("publishedAt", published);
        posts.add(likePost);
        Document likeItem = new Document(item);
        likeItem.append("_id", new ObjectId())
                .append("contentId", id)
                .append("userId", owner)
                .append("platform", platform)
                .append("type", type)
                .append("authorUsername", "author" + i % 50)
                .append("authorVerified", i % 10 == 0)
                .append("language", i % 3 == 0 ? "de" : "en")
                .append("sentimentLabel", FEELINGS.get(i % 3))
                .append("sentimentScore", i % 200 / 100.0 - 1)
                .append("likes", (long) i % 1_000)
                .append("tags", List.of("tag" + i % 40))
                .append("hashtags", List.of("hashtag" + i % 40))
                .append("mentions", List.of("someone" + i % 40))
                .append("aiGenerated", i % 7 == 0)
                .append("isArchived", i % 11 == 0)
                .append("moderationStatus", i % 13 == 0 ? "pending" : "approved")
                .append("publishedAt", published);
        likeItem.remove("pendingUpdates");
        if (i % 50 > 0) {
            likeItem.remove("place");
            likeItem.remove("squares");
        }
        items.add(likeItem);
    }

    private static void use(Http ada, ObjectId post) {
        String content = "/api/v1/content";
        for (String query : List.of(
                "",
                "platform=tiktok",
                "platform=tiktok,facebook",
                "type=video",
                "author=author7",
                "tags=tag3",
                "hashtags=hashtag3",
                "mentions=someone3",
                "sentiment=negative",
                "language=de",
                "minLikes=900&sortBy=likes",
                "verified=true",
                "aiGenerated=true",
                "moderationStatus=pending",
                "archived=true",
                "dateFrom=2024-01-02&dateTo=2024-01-03",
                "sortBy=collectedAt",
                "sortBy=likes",
                "sortBy=sentiment",
                "sortBy=sentiment&sortOrder=asc",
                "sortOrder=asc",
                "offset=40",
                "near=48.85,2.35,10",
                "near=12,12,10",
                "topic=" + new ObjectId())) {
            Answer page = ada.get(content + "?" + query);
            assertThat(page.status()).as("%s %s", query, page).isEqualTo(200);
            String next = page.at("/page/next");
            if (!next.isEmpty()) {
                ada.get(content + "?" + query.replace("offset=40", "") + "&after=" + next);
            }
        }
        String one = content + "/" + post;
        ada.get(one);
        ada.get(one + "/engagement");
        ada.patch(one, "{\"tags\":[\"b\"],\"isArchived\":true}");
        ada.delete(one);
        ada.post(one + "/restore", "{}");
        String topics = "/api/v1/topics";
        String topic = ada.post(topics, "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"nothing at all\"}]}")
                .at("/id");
        ada.get(topics);
        ada.get(topics + "/" + topic);
        ada.get(topics + "/" + topic + "/statistics");
        ada.patch(topics + "/" + topic, "{\"weight\":2}");
        ada.delete(topics + "/" + topic);
        for (String path : List.of(
                "/api/v1/jobs",
                "/api/v1/jobs?status=pending",
                "/api/v1/jobs?kind=import",
                "/api/v1/sessions",
                "/api/v1/updates",
                "/api/v1/users/me",
                "/api/v1/users/me/api-keys",
                "/api/v1/media",
                "/api/v1/platforms")) {
            assertThat(ada.get(path).status()).as(path).isEqualTo(200);
        }
        String platform = ada.post("/api/v1/platforms", "{\"type\":\"fake\"}").header("Location");
        String sources = platform + "/sources";
        String source = ada.post(sources, "{\"value\":\"cost\"}").at("/id");
        ada.get(sources);
        ada.get(platform + "/status");
        ada.post(platform + "/sync", "{}");
        ada.delete(sources + "/" + source);
        ada.delete(platform);
        ada.delete("/api/v1/sessions");
    }

    private void explain(BsonDocument command, Set<String> costly) {
        Document answer = store.runCommand(new Document("explain", command).append("verbosity", "executionStats"));
        Document statistics = Objects.requireNonNull(answer.get("executionStats", Document.class), answer::toJson);
        long returned = statistics.get("nReturned", Number.class).longValue();
        long looked = statistics.get("totalDocsExamined", Number.class).longValue();
        if (looked > 2 * returned + 100) {
            costly.add(looked + " for " + returned + ": " + command.toJson() + "\n"
                    + answer.get("queryPlanner", Document.class)
                            .get("winningPlan", Document.class)
                            .toJson());
        }
    }
}
