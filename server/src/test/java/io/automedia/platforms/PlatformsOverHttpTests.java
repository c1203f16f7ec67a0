package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.WithinOneDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
@WithinOneDay
class PlatformsOverHttpTests {

    private final TestPeople people;
    private final FakeConnector fake;
    private final MongoDatabase database;
    private final String feed = "feed-" + UUID.randomUUID();

    PlatformsOverHttpTests(TestPeople people, FakeConnector fake, MongoDatabase database) {
        this.people = people;
        this.fake = fake;
        this.database = database;
    }

    @Test
    void whatIsFollowedArrivesInTheLibraryAndItsCoverageIsTold() {
        Http owner = people.someone().http();
        Http stranger = people.someone().http();
        fake.publish(feed, FakeConnector.post(feed, Instant.now().minusSeconds(3600)));
        String platform = connected(owner);

        Answer followed = owner.post(sources(platform), "{\"kind\":\"feed\",\"value\":\"" + feed + "\"}");

        assertThat(followed.status()).as("%s", followed).isEqualTo(201);
        assertThat(followed.at("/title")).isEqualTo("All of " + feed);
        await().untilAsserted(() -> {
            assertThat(owner.get("/api/v1/content?platform=fake").at("/items/0/platformId"))
                    .isEqualTo(feed);
            Answer coverage = owner.get("/api/v1/platforms/" + platform + "/status");
            assertThat(coverage.at("/status")).isEqualTo("active");
            assertThat(coverage.at("/sources/0/status")).isEqualTo("active");
            assertThat(coverage.json().at("/sources/0/counts/stored").asInt()).isOne();
            assertThat(coverage.at("/sources/0/nextAt")).isNotEmpty();
            assertThat(owner.get("/api/v1/platforms/" + platform)
                            .json()
                            .at("/statistics/todayCollected")
                            .asInt())
                    .isOne();
        });
        assertThat(stranger.get("/api/v1/platforms/" + platform).status()).isEqualTo(404);
        assertThat(stranger.get(sources(platform)).status()).isEqualTo(404);
        assertThat(stranger.delete(sources(platform) + "/" + followed.at("/id")).status())
                .isEqualTo(404);
    }

    @Test
    void allThatIsWrongWithAConnectionIsTold() {
        Http owner = people.someone().http();

        Answer refused = owner.post("/api/v1/platforms", """
                {"name": "", "status": "broken", "config": {"a b": "c"},
                 "settings": {"retryAttempts": 11, "collectionInterval": "soon"}}
                """);

        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactly(
                        "type", "name", "config", "status", "settings.retryAttempts", "settings.collectionInterval");
        String platform = connected(owner);
        assertThat(owner.patch("/api/v1/platforms/" + platform, "{\"name\":\"\",\"status\":\"broken\"}")
                        .json()
                        .at("/errors")
                        .findValuesAsString("field"))
                .containsExactly("name", "status");
        assertThat(owner.put(sources(platform), "{\"sources\":[{},{\"value\":\"x\"},{\"value\":\" \"}]}")
                        .json()
                        .at("/errors")
                        .findValuesAsString("field"))
                .containsExactly("sources[0].value", "sources[2].value");
    }

    @Test
    void aListIsOfATypeThatThereCanBe() {
        Http owner = people.someone().http();
        String platform = connected(owner);

        assertThat(owner.get("/api/v1/platforms?type=fake").at("/items/0/id")).isEqualTo(platform);
        assertThat(owner.get("/api/v1/platforms?type=twitter").at("/page/total"))
                .isEqualTo("0");
        Answer refused = owner.get("/api/v1/platforms?type=myspace");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/message")).contains("must be one of ", "fake", "instagram", "twitter");
    }

    @Test
    void aTypeOfTheSchemaIsKeptWithoutAConnectorAndOthersAreRefusedByWordsThatSayWhichThereAre() {
        Http owner = people.someone().http();
        Answer kept = owner.post("/api/v1/platforms", "{\"type\":\"twitter\",\"config\":{\"apiKey\":\"secret\"}}");
        assertThat(kept.status()).as("%s", kept).isEqualTo(201);
        assertThat(kept.json().at("/runs").asBoolean()).isFalse();
        assertThat(kept.at("/config/apiKey")).isEqualTo("…");
        String path = "/api/v1/platforms/" + kept.at("/id");
        for (Answer refused :
                List.of(owner.post(path + "/sync", "{}"), owner.post(path + "/sources", "{\"value\":\"somebody\"}"))) {
            assertThat(refused.status()).as("%s", refused).isEqualTo(409);
            assertThat(refused.at("/detail")).contains("“twitter”", "no connector");
        }

        Answer refused = owner.post("/api/v1/platforms", "{\"type\":\"myspace\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/code")).isEqualTo("DATA002");
        assertThat(refused.at("/errors/0/message")).contains("must be one of ", "fake", "twitter");
    }

    @Test
    void aPersonHasOneConnectionOfEachTypeAndStaleChangesAreRefused() {
        Http owner = people.someone().http();
        String platform = connected(owner);
        assertThat(owner.post("/api/v1/platforms", "{\"type\":\"fake\"}").status())
                .isEqualTo(409);
        Answer changed = owner.with("If-Match", "\"0\"")
                .patch("/api/v1/platforms/" + platform, "{\"settings\":{\"collectionInterval\":\"15m\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.at("/settings/collectionInterval")).isEqualTo("15m");
        assertThat(owner.with("If-Match", "\"0\"")
                        .patch("/api/v1/platforms/" + platform, "{\"status\":\"inactive\"}")
                        .status())
                .isEqualTo(412);
        assertThat(owner.patch("/api/v1/platforms/" + platform, "{\"settings\":{\"collectionInterval\":\"10s\"}}")
                        .text())
                .contains("settings.collectionInterval");
        String source = sources(platform) + "/"
                + owner.post(sources(platform), "{\"value\":\"" + feed + "\"}").at("/id");
        assertThat(owner.with("If-Match", "\"99\"").delete(source).status()).isEqualTo(412);
        assertThat(owner.get(source).status()).isEqualTo(200);
        assertThat(owner.with("If-Match", "\"99\"")
                        .delete("/api/v1/platforms/" + platform)
                        .status())
                .isEqualTo(412);
        assertThat(owner.delete("/api/v1/platforms/" + platform).status()).isEqualTo(204);
        assertThat(owner.get("/api/v1/platforms/" + platform).status()).isEqualTo(404);
    }

    @Test
    void secretsComeBackMasked() {
        Answer created = people.someone()
                .http()
                .post(
                        "/api/v1/platforms",
                        "{\"type\":\"fake\",\"config\":{\"apiKey\":\"very-secret-key\",\"environment\":\"production\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).doesNotContain("very-secret-key").doesNotContain("enc1:");
        assertThat(created.at("/config/apiKey")).isEqualTo("…");
        assertThat(created.at("/config/environment")).isEqualTo("production");
    }

    @Test
    void theListOfSourcesIsReplacedOnlyAsItWasRead() {
        Http owner = people.someone().http();
        String platform = connected(owner);
        String first = "{\"sources\":[{\"kind\":\"hashtag\",\"value\":\"snow\"}]}";
        String read = owner.get(sources(platform)).header("ETag");

        Answer replaced = owner.with("If-Match", read).put(sources(platform), first);
        Answer stale = owner.with("If-Match", read).put(sources(platform), "{\"sources\":[]}");

        assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
        assertThat(stale.status()).isEqualTo(412);
        Answer now = owner.get(sources(platform));
        assertThat(now.json().at("/sources").size()).isOne();
        String path = sources(platform) + "/" + now.at("/sources/0/id");
        assertThat(owner.patch(path, "{\"title\":\"Snow\"}").status()).isEqualTo(200);
        assertThat(owner.get(sources(platform)).header("ETag"))
                .as("it is shown otherwise")
                .isNotEqualTo(now.header("ETag"));
        assertThat(owner.with("If-Match", replaced.header("ETag"))
                        .put(sources(platform), "{\"sources\":[]}")
                        .status())
                .as("the same ones are there")
                .isEqualTo(200);
    }

    @Test
    void ofSeveralWhoReadTheSameListOneReplacesIt() throws Exception {
        Http owner = people.someone().http();
        String platform = connected(owner);
        Http demanding = owner.with("If-Match", owner.get(sources(platform)).header("ETag"));
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String wanted = "{\"sources\":[{\"kind\":\"hashtag\",\"value\":\"snow" + i + "\"}]}";
            calls.add(() -> demanding.put(sources(platform), wanted));
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> call : threads.invokeAll(calls)) {
                statuses.add(call.get().status());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(owner.get(sources(platform)).json().at("/sources").size()).isOne();
    }

    @Test
    void whileAnotherNodeReplacesAListNobodyDoesHere() {
        Http owner = people.someone().http();
        String platform = connected(owner);
        String wanted = "{\"sources\":[{\"kind\":\"hashtag\",\"value\":\"snow\"}]}";
        String name = SourceListTurns.lease(new ObjectId(platform));
        Document lease = new Document("_id", name)
                .append("owner", "another node")
                .append("until", Instant.now().plusSeconds(60))
                .append("token", 1L);
        var which = Filters.eq("_id", name);
        var leases = database.getCollection("leases");
        leases.replaceOne(which, lease, new ReplaceOptions().upsert(true));

        assertThat(owner.put(sources(platform), wanted).at("/code")).isEqualTo("DATA003");
        leases.deleteOne(which);
        assertThat(owner.put(sources(platform), wanted).status()).isEqualTo(200);
    }

    @Test
    void theListOfSourcesIsReplacedAsAWholeOrNotAtAll() {
        Http owner = people.someone().http();
        String platform = connected(owner);
        String kept =
                owner.post(sources(platform), "{\"value\":\"" + feed + "\"}").at("/id");

        Answer wrong =
                owner.put(sources(platform), "{\"sources\":[{\"value\":\"" + feed + "-2\"},{\"value\":\"nowhere\"}]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(owner.get(sources(platform)).json().at("/sources").size()).isOne();

        Answer replaced = owner.put(
                sources(platform),
                "{\"sources\":[{\"kind\":\"feed\",\"value\":\"" + feed
                        + "\"},{\"kind\":\"hashtag\",\"value\":\"snow\"}]}");
        assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
        assertThat(replaced.json().at("/sources").size()).isEqualTo(2);
        assertThat(replaced.text()).contains(kept);

        assertThat(owner.delete(sources(platform) + "/" + kept).status()).isEqualTo(204);
        assertThat(owner.get(sources(platform) + "/" + kept).status()).isEqualTo(404);
        assertThat(owner.post(sources(platform) + "/" + kept + "/restore", "{}").status())
                .isEqualTo(200);
        assertThat(owner.patch(sources(platform) + "/" + kept, "{\"isActive\":false}")
                        .json()
                        .at("/isActive")
                        .asBoolean())
                .isFalse();
        assertThat(owner.post(sources(platform) + "/" + kept + "/sync", "{}").status())
                .isEqualTo(409);
    }

    private static String connected(Http owner) {
        Answer created = owner.post("/api/v1/platforms", "{\"type\":\"fake\"}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.at("/id");
    }

    private static String sources(String platform) {
        return "/api/v1/platforms/" + platform + "/sources";
    }
}
