package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Some things that two persons made, and very many like them that are put into the store beside the program.
final class ManyDocuments {
    private static final int AT_ONCE = 1_000;
    private static final int MOST_NAMED = 500;
    private static final List<String> PLATFORMS = List.of("twitter", "facebook", "instagram", "tiktok", "xiaohongshu");
    private static final List<String> TYPES = List.of("tweet", "post", "video", "image");
    private static final List<String> FEELINGS = List.of("positive", "neutral", "negative");
    private static final List<String> AGENTS = List.of("content", "analysis", "marketing", "technical", "social");
    private static final List<String> STATUSES = List.of("completed", "failed", "cancelled");

    private final MongoDatabase store;
    private final int posts;
    private final TestPerson ada;
    private final TestPerson ben;
    final ObjectId post;
    final ObjectId topic;
    final ObjectId collection;
    final ObjectId agent;

    /// @param posts how many posts and things of other kinds are put there
    ManyDocuments(MongoDatabase store, Generations generations, TestPerson ada, TestPerson ben, int posts) {
        this.store = store;
        this.posts = posts;
        this.ada = ada;
        this.ben = ben;
        Http http = ada.http();
        topic = made(http, "topics", "{\"name\":\"Rockets\",\"keywords\":[{\"term\":\"rocket\"}]}");
        post = made(http, "content", """
                {"platform": "twitter", "content": {"text": "Snow falls on the hills #winter @lena"},
                 "author": {"username": "lena", "id": "1", "verified": true}, "tags": ["a"],
                 "metadata": {"engagement": {"likes": 1}, "location": {"coordinates": {"lat": 48.85, "lng": 2.35}}}}
                """);
        agent = made(http, "agents", GenerationFixtures.AGENT);
        collection = made(http, "collections", "{\"name\":\"Many\"}");
        http.patch("/api/v1/agents/" + agent, "{\"description\":\"Writes other posts\"}");
        http.post("/api/v1/collections/" + collection + "/items", "{\"contentIds\":[\"" + post + "\"]}");
        ObjectId generation = generations
                .keep(ada.caller(), GenerationFixtures.answered("Snow", agent, List.of()))
                .id();
        addPosts();
        addLike("collections", stored("collections", "_id", collection), posts / 10, this::collection);
        addLike("agents", stored("agents", "_id", agent), posts / 10, this::agent);
        Document version = stored("agentVersions", "agentId", agent);
        addLike("agentVersions", version, posts / 10, (like, i) -> like.append("version", i + 2));
        addLike("generations", stored("generations", "_id", generation), posts, this::generation);
        Document entry = stored("auditEntries", "people", ada.user().id());
        List.of("seq", "previous", "hash", "chainKey", "waiting").forEach(entry::remove);
        addLike("auditEntries", entry, posts / 10, this::auditEntry);
        addLike("users", stored("users", "_id", ada.user().id()), posts / 10, ManyDocuments::user);
        addLike("activities", stored("activities", "userId", ada.user().id()), posts / 10, this::activity);
        addLike("jobs", stored("jobs", "userId", ada.user().id()), posts / 10, this::job);
    }

    private static ObjectId made(Http http, String what, String body) {
        Answer made = http.post("/api/v1/" + what, body);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new ObjectId(made.at("/id"));
    }

    private Document stored(String name, String field, ObjectId id) {
        return Objects.requireNonNull(
                store.getCollection(name).find(new Document(field, id)).first());
    }

    private void insert(String name, List<Document> documents) {
        store.getCollection(name).insertMany(documents, new InsertManyOptions().ordered(false));
        documents.clear();
    }

    private TestPerson owner(int i) {
        return i < posts * 2 / 5 ? ada : ben;
    }

    private void addPosts() {
        await().until(() -> stored("content", "_id", post).get("processedAt") != null);
        Document content = stored("content", "_id", post);
        Document item = stored("libraryItems", "contentId", post);
        Document member = stored("collectionItems", "contentId", post);
        List<Document> alike = new ArrayList<>();
        List<Document> items = new ArrayList<>();
        List<Document> members = new ArrayList<>();
        for (int i = 0; i < posts; i++) {
            add(i, content, item, owner(i).user().id(), alike, items);
            if (isCollected(i)) {
                members.add(new Document(member)
                        .append("_id", new ObjectId())
                        .append("contentId", alike.getLast().getObjectId("_id"))
                        .append("position", i + 2L));
            }
            if (alike.size() == AT_ONCE) {
                insert("content", alike);
                insert("libraryItems", items);
                insert("collectionItems", members);
            }
        }
    }

    /// Two of three posts are in the collection.
    private static boolean isCollected(int i) {
        return i % 3 > 0;
    }

    /// Others like one.
    private void addLike(String name, Document one, int many, BiConsumer<Document, Integer> differ) {
        List<Document> others = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Document other = new Document(one).append("_id", new ObjectId());
            differ.accept(other, i);
            others.add(other);
            if (others.size() == AT_ONCE || i == many - 1) {
                insert(name, others);
            }
        }
    }

    /// A person may not have very many of these.
    private void named(Document like, int i) {
        like.append("name", "Another " + i)
                .append(
                        "userId",
                        (i % 20 == 0 && i < MOST_NAMED * 20 ? ada : ben).user().id())
                .append("createdAt", time(i));
    }

    private void auditEntry(Document like, int i) {
        ObjectId person = (i % 20 == 0 ? ada : ben).user().id();
        like.append("people", List.of(person))
                .append("actor", new Document("kind", "person").append("id", person))
                .append("object", new Document("type", "session").append("id", new ObjectId().toHexString()))
                .append("action", i % 50 == 0 ? "auth.login_failed" : "auth.login")
                .append("outcome", i % 50 == 0 ? "denied" : "success")
                .append("at", time(i));
    }

    /// Nobody signs in as one of these; most are closed.
    private static void user(Document like, int i) {
        like.append("email", "many" + new ObjectId() + "@example.org")
                .append("role", i % 100 == 0 ? "admin" : "user")
                .append("isActive", i % 100 == 1)
                .append("subscription", new Document("plan", "plan" + i % 40).append("status", "status" + i % 40))
                .append("createdAt", time(i));
    }

    private void activity(Document like, int i) {
        like.append("userId", owner(i).user().id()).append("at", time(i));
    }

    private void job(Document like, int i) {
        like.append("userId", (i % 2 == 0 ? ada : ben).user().id())
                .append("createdAt", time(i))
                .append("updatedAt", time(i))
                .append("kind", i % 80 == 0 ? "export" : "import")
                .append("status", i % 90 == 0 ? "failed" : "completed");
        List.of("dueAt", "lease", "node", "pendingUpdates").forEach(like::remove);
    }

    private void agent(Document like, int i) {
        named(like, i);
        like.append("isPublic", i % 2 == 0).append("type", AGENTS.get(i % AGENTS.size()));
    }

    private void collection(Document like, int i) {
        named(like, i);
        Document settings = new Document(like.get("settings", Document.class));
        like.append("settings", settings.append("isPublic", i % 4 == 0).append("allowSharing", true));
        if (i % 20 == 1) {
            Document viewer = new Document("userId", ada.user().id()).append("role", "viewer");
            like.append("permissions", List.of(viewer.append("grantedAt", time(i))));
        }
    }

    private void generation(Document like, int i) {
        like.append("userId", owner(i).user().id())
                .append("createdAt", time(i))
                .append("status", STATUSES.get(i % STATUSES.size()))
                .append("model", "model" + i % 10)
                .append("provider", "provider" + i % 10);
        if (i % 20 > 0) {
            like.remove("agentId");
        }
    }

    private static Date time(int i) {
        return Date.from(Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofMinutes(i)));
    }

    private void add(int i, Document post, Document item, ObjectId owner, List<Document> posts, List<Document> items) {
        ObjectId id = new ObjectId();
        Date published = time(i);
        String platform = PLATFORMS.get(i % PLATFORMS.size());
        String type = TYPES.get(i % TYPES.size());
        Document likePost = new Document(post);
        likePost.append("_id", id)
                .append("collections", isCollected(i) ? List.of(collection) : List.of())
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
        if (isCollected(i)) {
            likeItem.append("collections", List.of(collection));
        } else {
            likeItem.remove("collections");
        }
        if (i % 20 == 0) {
            likeItem.append("topics", List.of(new Document("topicId", topic).append("relevanceScore", 0.5)));
        }
        if (i % 50 > 0) {
            likeItem.remove("place");
            likeItem.remove("squares");
        }
        items.add(likeItem);
    }
}
