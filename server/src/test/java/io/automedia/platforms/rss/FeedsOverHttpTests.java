package io.automedia.platforms.rss;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A person pastes an address and sees its posts arrive.
@AutoMediaTest
class FeedsOverHttpTests {

    @RegisterExtension
    final WireMockExtension site =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Http owner;

    FeedsOverHttpTests(TestPeople people) {
        this.owner = people.someone().http();
    }

    @Test
    void thePostsOfAPagesFeedArriveWithTheirWordsAndLaterWithTheirCorrections() {
        site.stubFor(
                get("/").willReturn(ok("<html><link rel='alternate' type='application/rss+xml' href='/feed'></html>")));
        feed("The ferry leaves at six");
        String sources = sources();

        Answer followed = owner.post(sources, "{\"value\":\"localhost:" + site.getPort() + "\"}");

        assertThat(followed.status()).as("%s", followed).isEqualTo(201);
        assertThat(followed.at("/value")).isEqualTo(site.url("/feed"));
        assertThat(followed.at("/title")).isEqualTo("T");
        arrives("The ferry leaves at six");

        site.stubFor(get("/feed").willReturn(permanentRedirect("/new")));
        site.stubFor(get("/new").willReturn(okXml(rss("The ferry leaves at seven"))));
        owner.post(sources + "/" + followed.at("/id") + "/sync", "{}");

        arrives("The ferry leaves at seven");
        assertThat(owner.get("/api/v1/content?platform=rss").json().at("/items").size())
                .as("one post, corrected")
                .isOne();
        assertThat(owner.get(sources + "/" + followed.at("/id")).at("/value")).isEqualTo(site.url("/new"));
    }

    @Test
    void whatIsWrongWithAFeedIsToldWhereItsOwnerLooks() {
        feed("Words");
        String sources = sources();
        String id =
                owner.post(sources, "{\"value\":\"" + site.url("/feed") + "\"}").at("/id");
        arrives("Words");

        site.stubFor(get("/feed").willReturn(aResponse().withStatus(500)));
        owner.post(sources + "/" + id + "/sync", "{}");

        await().untilAsserted(() -> {
            Answer source = owner.get(sources + "/" + id);
            assertThat(source.at("/status")).isEqualTo("failing");
            assertThat(source.at("/lastError/message")).isEqualTo("localhost has a problem of its own (500).");
        });
    }

    @Test
    void addressesInPrivateNetworksAreRefused() {
        Answer refused = owner.post(sources(), "{\"value\":\"http://127.0.0.1:" + site.getPort() + "/feed\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail")).contains("private network");
        assertThat(refused.at("/errors/0/field")).isEqualTo("value");
    }

    private void feed(String title) {
        site.stubFor(get("/feed").willReturn(okXml(rss(title))));
    }

    private static String rss(String title) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.parse("2026-01-01T10:00:00Z").atOffset(ZoneOffset.UTC));
        return TestFeeds.rss(TestFeeds.item("1", title, date));
    }

    private String sources() {
        Answer created = owner.post("/api/v1/platforms", "{\"type\":\"rss\"}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return "/api/v1/platforms/" + created.at("/id") + "/sources";
    }

    private void arrives(String text) {
        await().untilAsserted(() -> assertThat(
                        owner.get("/api/v1/content?platform=rss").at("/items/0/content/text"))
                .isEqualTo(text));
    }
}
