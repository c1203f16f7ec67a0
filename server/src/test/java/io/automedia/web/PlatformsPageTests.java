package io.automedia.web;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.platforms.FakeConnector;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the page of platforms says, without a browser.
@AutoMediaTest
class PlatformsPageTests {
    private static final String FEED = """
            <?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title></channel></rss>""";

    @RegisterExtension
    final WireMockExtension site =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final TestPeople people;
    private final FakeConnector fake;
    private final MongoDatabase store;
    private final Clock clock;

    PlatformsPageTests(TestPeople people, FakeConnector fake, MongoDatabase store, Clock clock) {
        this.people = people;
        this.fake = fake;
        this.store = store;
        this.clock = clock;
    }

    @Test
    void theAddressOfAGuessedFeedIsTold() {
        site.stubFor(get("/").willReturn(
                        ok("<html><p>No word of a feed</p></html>").withHeader("Content-Type", "text/html")));
        site.stubFor(get("/feed.xml").willReturn(okXml(FEED)));
        Http person = people.someone().http();

        assertThat(notice(person, site.url("/")))
                .contains("The feed of “Harbour news” is read from " + site.url("/feed.xml") + ".");
    }

    @Test
    void anAddressThatIsTheFeedIsNotRepeated() {
        site.stubFor(get("/feed.xml").willReturn(okXml(FEED)));
        Http person = people.someone().http();

        assertThat(notice(person, "localhost:" + site.getPort() + "/feed.xml"))
                .contains("Followed.")
                .doesNotContain("is read from");
    }

    @Test
    void whatADemoLeftBehindIsCalledThatAndNotActive() {
        Http person = people.someone().http();
        String sources = person.post("/api/v1/platforms", "{\"type\":\"fake\"}").header("Location") + "/sources";
        String name = "left-" + UUID.randomUUID();
        fake.publish(name, FakeConnector.post(name, clock.instant()));
        String source = person.post(sources, "{\"value\":\"" + name + "\"}").at("/id");
        await().until(() -> person.get(sources + "/" + source).at("/status").equals("active"));
        assertThat(person.get(sources + "/" + source).json().at("/runs").asBoolean())
                .isTrue();
        assertThat(page(person)).contains(name, "/sync\"").doesNotContain("not running");

        ObjectId id = new ObjectId(source);
        MongoCollection<Document> stored = store.getCollection("platformSources");
        ObjectId platform = requireNonNull(stored.find(eq("_id", id)).first()).getObjectId("platformId");
        stored.updateOne(eq("_id", id), set("type", "demo"));
        store.getCollection("platforms").updateOne(eq("_id", platform), set("type", "demo"));

        assertThat(person.get(sources + "/" + source).json().at("/runs").asBoolean(true))
                .isFalse();
        assertThat(person.get(sources).json().at("/sources/0/nextAt").isNull()).isTrue();
        assertThat(person.get("/api/v1/platforms/" + platform)
                        .json()
                        .at("/runs")
                        .asBoolean(true))
                .isFalse();
        assertThat(person.post(sources + "/" + source + "/sync", "").status()).isEqualTo(409);
        assertThat(person.post("/api/v1/platforms/" + platform + "/sync", "").status())
                .isEqualTo(409);
        stored.updateOne(eq("_id", id), set("status", "failing"));
        assertThat(page(person))
                .contains(name, "not running", "This belongs to the demo", "/remove\"")
                .doesNotContain("/sync\"", "/pause\"", "<span>active</span>");
    }

    private static String page(Http person) {
        return person.with("Accept", "text/html").get("/platforms/list").text();
    }

    private String notice(Http person, String address) {
        Answer followed =
                person.postForm("/platforms/feeds", "addresses=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        assertThat(followed.status()).as("%s", followed).isEqualTo(302);
        return person.with("Accept", "text/html")
                .get(followed.header("Location").replace(people.url(), ""))
                .text();
    }
}
