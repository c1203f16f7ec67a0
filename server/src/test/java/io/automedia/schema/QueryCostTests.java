package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.content.ContentQuery;
import io.automedia.content.ContentStatistics;
import io.automedia.generations.Generations;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Stores;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.Overheard;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/// Whatever the application asks of the store while people use it, with many posts of many people there, looks at no
/// more than twice the documents that it gets and a hundred. `-Dautomedia.test.posts=200000` makes it more posts.
@AutoMediaTest
class QueryCostTests {
    private static final int POSTS = Integer.getInteger("automedia.test.posts", 10_000);

    private final TestPeople people;
    private final MongoDatabase store;
    private final Overheard overheard;
    private final Stores stores;
    private final Generations generations;
    private final ContentStatistics statistics;
    private final LeasedLoop contentSweep;

    QueryCostTests(
            TestPeople people,
            MongoDatabase store,
            Overheard overheard,
            Stores stores,
            Generations generations,
            ContentStatistics statistics,
            @Qualifier("contentSweep") LeasedLoop contentSweep) {
        this.contentSweep = contentSweep;
        this.people = people;
        this.store = store;
        this.overheard = overheard;
        this.stores = stores;
        this.generations = generations;
        this.statistics = statistics;
    }

    /// Entries that nobody sealed are found by whoever verifies the trail.
    @AfterEach
    void removeEntries() {
        store.getCollection("auditEntries").deleteMany(Filters.lt("at", Instant.parse("2025-01-01T00:00:00Z")));
    }

    @Test
    void nothingIsLookedAtInVain() {
        assumeTrue(stores.mongodbIsEmbedded(), "only the embedded store counts alike what it looks at");
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        ManyDocuments many = new ManyDocuments(store, generations, ada, ben, POSTS);

        overheard.listen();
        use(ada.http(), many.post, many.topic);
        useAgents(ada.http(), many.agent);
        useCollections(ada.http(), ben, many.collection, many.post);
        useGenerations(ada.http(), many.agent);
        useAudit(ada.http(), people.admin().http(), ada.user().id());
        administrate(people.admin().http());
        export(ada.http());
        sweep(ada);
        Instant last = Instant.parse("2024-01-08T00:00:00Z");
        statistics.volume(ada.caller(), ContentQuery.all(), last.minus(Duration.ofDays(7)), last, Duration.ofHours(1));
        List<BsonDocument> asked = overheard.stop();

        Map<String, BsonDocument> kinds = new LinkedHashMap<>();
        asked.forEach(command -> kinds.put(Overheard.kind(command), command));
        Set<String> costly = new TreeSet<>();
        kinds.forEach((shape, command) -> explain(command, costly));
        assertThat(kinds.size()).isGreaterThan(100);
        assertThat(kinds.values())
                .as("the sweeps of what is kept for a time only")
                .anyMatch(command -> command.toJson().contains("\"retention.rule\": null"))
                .anyMatch(command -> command.toJson().contains("\"retention.dueAt\": {\"$lte\""))
                .anyMatch(command -> command.toJson().contains("\"addedAt\": {\"$lte\""));
        assertThat(costly).isEmpty();
    }

    private static void use(Http ada, ObjectId post, ObjectId many) {
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
                "topic=" + many,
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
        ada.get(topics + "/" + many + "/statistics");
        ada.post(topics + "/preview", "{\"topic\":{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]},\"days\":3}");
        for (String path : List.of(
                "/api/v1/jobs",
                "/api/v1/jobs?status=pending",
                "/api/v1/jobs?status=failed",
                "/api/v1/jobs?kind=export",
                "/api/v1/sessions",
                "/api/v1/updates",
                "/api/v1/users/me",
                "/api/v1/users/me/api-keys",
                "/api/v1/media",
                "/api/v1/trends",
                "/api/v1/activity",
                "/api/v1/platforms",
                "/api/v1/tokens")) {
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

    /// A list, as it begins and as it goes on.
    private static void list(Http ada, String path) {
        Answer page = ada.get(path);
        assertThat(page.status()).as("%s %s", path, page).isEqualTo(200);
        String next = page.at("/page/next");
        if (!next.isEmpty()) {
            assertThat(ada.get(path + "&after=" + next).status()).as(path).isEqualTo(200);
        }
    }

    private static void useAgents(Http ada, ObjectId many) {
        String agents = "/api/v1/agents";
        List.of("own", "public").forEach(scope -> {
            list(ada, agents + "?scope=" + scope);
            list(ada, agents + "?scope=" + scope + "&type=analysis");
            list(ada, agents + "?scope=" + scope + "&sortBy=updatedAt");
        });
        String one = agents + "/" + many;
        ada.get(one);
        list(ada, one + "/versions?limit=20");
        ada.patch(one, "{\"description\":\"Writes better posts\"}");
        ada.put(one + "/favorite", "{}");
        ada.delete(one + "/favorite");
        Answer copy = ada.post(one + "/clone", "{}");
        assertThat(copy.status()).as("%s", copy).isEqualTo(201);
        ada.delete(copy.header("Location"));
    }

    private static void useCollections(Http ada, TestPerson ben, ObjectId many, ObjectId post) {
        String collections = "/api/v1/collections";
        List.of("own", "shared", "public").forEach(scope -> {
            list(ada, collections + "?scope=" + scope);
            list(ada, collections + "?scope=" + scope + "&sortBy=updatedAt");
        });
        String one = collections + "/" + many;
        ada.get(one);
        list(ada, one + "/items?limit=20");
        String held = "/api/v1/content?collection=" + many;
        List.of(
                        "",
                        "&sortOrder=asc",
                        "&sortBy=collectedAt",
                        "&sortBy=likes",
                        "&sortBy=sentiment",
                        "&platform=tiktok",
                        "&type=video",
                        "&author=author7",
                        "&tags=tag3",
                        "&hashtags=hashtag3&language=en",
                        "&mentions=someone3",
                        "&sentiment=negative",
                        "&moderationStatus=pending",
                        "&archived=true",
                        "&minLikes=900&sortBy=likes",
                        "&dateFrom=2024-01-02&dateTo=2024-01-03")
                .forEach(filter -> list(ada, held + filter));
        ada.patch(one, "{\"description\":\"Now with words\"}");
        ada.put(one + "/permissions", "{\"person\":\"" + ben.user().email() + "\",\"role\":\"viewer\"}");
        ada.get(one + "/permissions");
        list(ben.http(), one + "/items?limit=20");
        ada.delete(one + "/permissions?email=" + ben.user().email());
        ada.delete(one + "/items?contentId=" + post);
        ada.post(one + "/items", "{\"contentIds\":[\"" + post + "\"]}");
        ada.delete(ada.post(collections, "{\"name\":\"Few\"}").header("Location"));
    }

    private static void useGenerations(Http ada, ObjectId agent) {
        String generations = "/api/v1/generations";
        for (String query : List.of(
                "limit=20",
                "status=failed",
                "agent=" + agent,
                "model=model3",
                "provider=provider3",
                "dateFrom=2024-01-02T00:00:00Z&dateTo=2024-01-03T00:00:00Z",
                "sortBy=updatedAt")) {
            list(ada, generations + "?" + query);
        }
        String one = generations + "/" + ada.get(generations).at("/items/0/id");
        assertThat(ada.put(one + "/feedback", "{\"userRating\":4}").status()).isEqualTo(200);
        ada.post(one + "/save", "{}");
        ada.delete(one);
    }

    private static void useAudit(Http ada, Http admin, ObjectId person) {
        for (String query : List.of(
                "",
                "action=auth.login_failed",
                "action=auth.login&outcome=success",
                "outcome=denied",
                "object=" + new ObjectId(),
                "actor=" + person,
                "actor=" + person + "&from=2024-01-01T00:00:00Z",
                "from=2024-01-01T00:00:00Z&to=2024-01-03T00:00:00Z",
                "sortOrder=asc")) {
            Answer page = admin.get("/api/v1/audit?" + query);
            assertThat(page.status()).as("%s %s", query, page).isEqualTo(200);
            String next = page.at("/page/next");
            if (!next.isEmpty()) {
                admin.get("/api/v1/audit?" + query + "&after=" + next);
            }
        }
        assertThat(ada.get("/api/v1/audit").status()).isEqualTo(200);
        assertThat(ada.get("/api/v1/audit?outcome=success").status()).isEqualTo(200);
    }

    private static void administrate(Http admin) {
        for (String query : List.of(
                "limit=20",
                "role=admin",
                "isActive=true",
                "plan=plan3",
                "status=status3",
                "email=nobody@example.org",
                "role=admin&sortOrder=asc")) {
            list(admin, "/api/v1/users?" + query);
        }
        list(admin, "/api/v1/admin/invitations?limit=20");
    }

    private static void export(Http ada) {
        Answer job = ada.post("/api/v1/content/export", "{\"filters\":{\"tags\":\"tag3\"},\"format\":\"jsonl\"}");
        assertThat(job.status()).as("%s", job).isEqualTo(202);
        String path = job.header("Location");
        await().until(() -> ada.get(path).at("/status").equals("completed"));
        assertThat(ada.get(path + "/file").text().lines()).isNotEmpty();
    }

    /// With nothing that is over, and with much that isn't.
    private void sweep(TestPerson ada) {
        String days = "{\"preferences\":{\"contentDefaults\":{\"retentionDays\":3650}}}";
        assertThat(ada.http().patch("/api/v1/users/me", days).status()).isEqualTo(200);
        await().until(() -> {
            contentSweep.hint();
            return store.getCollection("users")
                            .find(new Document("_id", ada.user().id())
                                    .append("retention.began", new Document("$gt", Instant.EPOCH)))
                            .first()
                    != null;
        });
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
