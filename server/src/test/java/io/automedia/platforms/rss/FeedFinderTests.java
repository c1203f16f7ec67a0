package io.automedia.platforms.rss;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.outgoing.Outgoing;
import io.automedia.platforms.Connection;
import io.automedia.platforms.FoundSource;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.WantedSource;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.testing.TestOutgoing;
import java.time.Clock;
import java.util.Map;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFinderTests {
    private static final String FEED = "<rss version='2.0'><channel><title>Found &amp; read</title></channel></rss>";
    private static final Connection CONNECTION =
            new Connection(new ObjectId(), new UserId(new ObjectId()), "rss", Map.of(), true, true);

    @RegisterExtension
    final WireMockExtension server =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Outgoing outgoing = TestOutgoing.toLocalhost();
    private final RssConnector connector = new RssConnector(outgoing, Clock.systemUTC());

    @AfterEach
    void close() {
        outgoing.close();
    }

    @Test
    void theAddressOfAFeedIsTaken() {
        feedAt("/feed.xml?a=1");

        assertThat(find(server.url("/feed.xml?a=1") + "#latest"))
                .isEqualTo(new FoundSource(SourceKind.FEED, server.url("/feed.xml?a=1"), "Found & read", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feed:http://HOST/feed", "feed://HOST/feed", "feed:HOST/feed", "HOST/feed", "//HOST/feed",
                "  HOST/feed  ", "<http://HOST/feed>", "HTTP://HOST/feed", "rss://HOST/feed", "podcast://HOST/feed"
            })
    void peoplePasteAddressesInManyWays(String pasted) {
        feedAt("/feed");

        assertThat(find(pasted.replace("HOST", "localhost:" + server.getPort())).value())
                .isEqualTo(server.url("/feed"));
    }

    @Test
    void aPageIsTakenForTheFeedThatItAnnounces() {
        pageAt(
                "/",
                "<link rel='stylesheet' href='/x.css'><link rel=\"alternate\" type=\"application/json\" href=\"/api\">"
                        + "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed'>"
                        + "<LINK REL=Alternate TYPE='application/atom+xml' HREF='blog/atom'>");
        feedAt("/comments/feed");
        feedAt("/blog/atom");

        assertThat(find(server.url("/")).value()).isEqualTo(server.url("/blog/atom"));
    }

    @Test
    void ofSeveralFeedsTheOneForThePageIsTaken() {
        pageAt(
                "/tag/cats",
                "<link rel='alternate' type='application/rss+xml' href='/feed'>"
                        + "<link rel='alternate' type='application/rss+xml' href='/tag/cats/feed'>");
        feedAt("/feed");
        feedAt("/tag/cats/feed");

        assertThat(find(server.url("/tag/cats")).value()).isEqualTo(server.url("/tag/cats/feed"));
    }

    @Test
    void anAnnouncedFeedThatIsNotThereIsPassedOver() {
        pageAt(
                "/",
                "<base href='/deep/'><link rel='alternate' type='application/rss+xml' href='gone'>"
                        + "<link rel='alternate' type='application/feed+json' href='feed.json'>");
        server.stubFor(get("/deep/feed.json")
                .willReturn(ok("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[]}")));

        assertThat(find(server.url("/")).value()).isEqualTo(server.url("/deep/feed.json"));
    }

    @Test
    void aPageThatOnlyLinksToItsFeedIsEnough() {
        pageAt("/about", "<a href='/x'>x</a><a href='/news/index.xml'>RSS</a>");
        feedAt("/news/index.xml");

        assertThat(find(server.url("/about")).value()).isEqualTo(server.url("/news/index.xml"));
    }

    @Test
    void aPageThatSaysNothingIsAskedWhereFeedsUsuallyAre() {
        pageAt("/some/page", "<p>Hello</p>");
        feedAt("/atom.xml");

        assertThat(find(server.url("/some/page")).value()).isEqualTo(server.url("/atom.xml"));
    }

    @Test
    void aPageWithoutAFeedSaysWhatToDoAfterFewQuestions() {
        pageAt(
                "/",
                "<link rel='alternate' type='application/rss+xml' href='/'>" + "<a href='/feed?x'>x</a>".repeat(100));

        assertThat(complaint(server.url("/"))).contains("has no feed", "Paste the address");
        assertThat(server.findAll(getRequestedFor(anyUrl()))).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void theValueIsWhereTheFeedIsForGood() {
        server.stubFor(get("/old").willReturn(permanentRedirect("/new")));
        server.stubFor(get("/short").willReturn(temporaryRedirect("/new")));
        feedAt("/new");

        assertThat(find(server.url("/old")).value()).isEqualTo(server.url("/new"));
        assertThat(find(server.url("/short")).value()).isEqualTo(server.url("/short"));
    }

    @Test
    void whatIsNotThereIsSaidPlainly() {
        server.stubFor(get("/secret").willReturn(aResponse().withStatus(401)));
        server.stubFor(get("/picture").willReturn(ok("GIF89a")));

        assertThat(complaint(server.url("/none"))).contains("404");
        assertThat(complaint(server.url("/secret"))).contains("password");
        assertThat(complaint(server.url("/picture"))).contains("neither RSS nor Atom nor JSON Feed");
        assertThat(complaint("http://nowhere.invalid/")).contains("no host nowhere.invalid");
    }

    @Test
    void privateAddressesAreRefusedWithTheReason() {
        assertThat(complaint("http://127.0.0.1:" + server.getPort() + "/")).contains("private network");
        assertThat(complaint("http://2130706433/")).contains("unusual");
        assertThat(complaint("http://169.254.169.254/")).contains("automedia.outgoing.allow");
        assertThat(server.findAll(getRequestedFor(anyUrl()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "feed:", "ftp://e.example/", "file:///etc/passwd", "javascript:alert(1)", "two words"
            })
    void whatIsNoAddressIsRefused(String pasted) {
        assertThat(complaint(pasted)).endsWith(".");
    }

    @Test
    void onlyFeedsAreMonitored() {
        ProblemException thrown = catchThrowableOfType(
                ProblemException.class, () -> connector.find(CONNECTION, new WantedSource(SourceKind.HASHTAG, "cats")));

        assertThat(thrown.problem().detail()).contains("must be feed");
    }

    private void feedAt(String path) {
        server.stubFor(get(path).willReturn(ok(FEED)));
    }

    private void pageAt(String path, String content) {
        server.stubFor(get(path)
                .willReturn(ok("<!doctype html><html><head><title>P</title>" + content + "</head></html>")
                        .withHeader("Content-Type", "text/html; charset=utf-8")));
    }

    private FoundSource find(String pasted) {
        return connector.find(CONNECTION, new WantedSource(SourceKind.FEED, pasted));
    }

    private String complaint(String pasted) {
        return catchThrowableOfType(ProblemException.class, () -> find(pasted))
                .problem()
                .detail();
    }
}
