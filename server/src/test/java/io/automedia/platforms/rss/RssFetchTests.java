package io.automedia.platforms.rss;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.content.IncomingPost;
import io.automedia.outgoing.Outgoing;
import io.automedia.platforms.Connection;
import io.automedia.platforms.Source;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.SyncOutcome;
import io.automedia.platforms.SyncOutcome.Fetched;
import io.automedia.shared.UserId;
import io.automedia.testing.TestOutgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RssFetchTests {
    private static final String DATE = "Tue, 24 Nov 2026 09:30:00 GMT";
    private static final Connection CONNECTION =
            new Connection(new ObjectId(), new UserId(new ObjectId()), "rss", Map.of(), true, true);

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().gzipDisabled(true))
            .build();

    private final ObjectId id = new ObjectId();
    private final Outgoing outgoing = TestOutgoing.toLocalhost();
    private final RssConnector connector = connector();

    private RssConnector connector() {
        return new RssConnector(outgoing, Clock.fixed(TestFeeds.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        outgoing.close();
    }

    @Test
    void whatATombstoneSaysIsDeletedIsToldUntilItStandsInTheFeedAgain() throws InterruptedException {
        String entry = "<entry><id>urn:1</id><title>One</title></entry>";
        String other = "<entry><id>urn:2</id><title>Two</title></entry>";
        serve(okXml(atom(entry + other)));
        Fetched first = fetched(null);
        List<String> ids = first.posts().stream().map(IncomingPost::platformId).toList();
        String gone = "<gone:deleted-entry ref=\"urn:1\" when=\"2026-11-24T09:30:00Z\"/>";
        serve(okXml(atom(gone + other)));

        Fetched second = fetched(first.checkpoint());

        assertThat(first.removed()).isEmpty();
        assertThat(second.posts()).isEmpty();
        assertThat(second.removed()).hasSize(1).isSubsetOf(ids);

        serve(okXml(atom(gone + entry + other)));
        Fetched third = fetched(second.checkpoint());
        assertThat(third.removed()).isEmpty();
        assertThat(third.posts()).extracting(IncomingPost::platformId).isEqualTo(second.removed());
    }

    private static String atom(String entries) {
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:gone=\"http://purl.org/atompub/tombstones/1.0\">"
                + "<title>Harbour</title>" + entries + "</feed>";
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One")))
                .withHeader("ETag", "\"v1\"")
                .withHeader("Last-Modified", DATE));
        Fetched first = fetched(null);
        SERVER.stubFor(get("/feed")
                .withHeader("If-None-Match", equalTo("\"v1\""))
                .willReturn(aResponse().withStatus(304)));

        Fetched second = fetched(first.checkpoint());

        assertThat(second.posts()).isEmpty();
        assertThat(second.checkpoint()).as("keeps the former").isNull();
        SERVER.verify(getRequestedFor(urlEqualTo("/feed"))
                .withHeader("If-None-Match", equalTo("\"v1\""))
                .withHeader("If-Modified-Since", equalTo(DATE)));
    }

    @Test
    void anEntryThatChangedComesAgainUnderItsOldKey() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One"), item("2", "Two"))));
        Fetched first = fetched(null);
        serve(okXml(TestFeeds.rss(item("1", "One, corrected"), item("2", "Two"))));

        Fetched second = fetched(first.checkpoint());

        assertThat(second.posts()).singleElement().satisfies(post -> {
            assertThat(post.text()).isEqualTo("One, corrected");
            assertThat(ids(first)).contains(post.platformId());
        });
        assertThat(fetched(second.checkpoint()).posts()).isEmpty();
    }

    @Test
    void anEntryWithMoreCommentsComesAgain() throws InterruptedException {
        String item = item("1", "One").replace("</item>", "<slash:comments>1</slash:comments></item>");
        serve(okXml(TestFeeds.rss(item)));
        Fetched first = fetched(null);
        serve(okXml(TestFeeds.rss(item.replace(">1</slash", ">2</slash"))));

        assertThat(fetched(first.checkpoint()).posts())
                .singleElement()
                .satisfies(post -> assertThat(post.engagement()).isEqualTo(Map.of("comments", 2L)));
    }

    @Test
    void anEntryThatLeavesAndComesBackIsNotNew() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One"), item("2", "Two"))));
        Document checkpoint = fetched(null).checkpoint();
        serve(okXml(TestFeeds.rss(item("2", "Two"))));
        checkpoint = fetched(checkpoint).checkpoint();
        serve(okXml(TestFeeds.rss(item("2", "Two"), item("1", "One"))));

        assertThat(fetched(checkpoint).posts()).isEmpty();
    }

    @Test
    void theSameIdInTwoFeedsIsTwoPosts() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One"))));
        SERVER.stubFor(get("/other").willReturn(okXml(TestFeeds.rss(item("1", "One")))));

        assertThat(ids(fetched(null))).doesNotContainAnyElementsOf(ids(posts(fetch("/other", null))));
    }

    @Test
    void oneIdForAllEntriesDoesNotMakeThemOne() throws InterruptedException {
        String items = "<item><guid>same</guid><link>http://e.example/1</link><title>One</title></item>"
                + "<item><guid>same</guid><link>http://e.example/2</link><title>Two</title></item>";
        serve(okXml(TestFeeds.rss(items)));
        Fetched first = fetched(null);
        serve(okXml(TestFeeds.rss(
                "<item><guid>same</guid><link>http://e.example/3</link><title>Three</title></item>" + items)));

        assertThat(first.posts()).hasSize(2);
        assertThat(fetched(first.checkpoint()).posts())
                .extracting(IncomingPost::text)
                .containsExactly("Three");
    }

    @Test
    void withoutAnIdTheLinkTellsEntriesApartAndWithoutOneTheWords() throws InterruptedException {
        serve(okXml(TestFeeds.rss(
                "<item><link>http://e.example/1</link><title>Same</title></item>",
                "<item><link>http://e.example/2</link><title>Same</title></item>",
                "<item><title>Other</title></item>",
                "<item><title>Other</title></item>")));

        Fetched first = fetched(null);

        assertThat(ids(first)).hasSize(3).doesNotHaveDuplicates();
        assertThat(fetched(first.checkpoint()).posts()).isEmpty();
    }

    @Test
    void aFeedThatMovedForGoodIsToldAndItsPostsStayTheSame() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One"))));
        Fetched before = fetched(null);
        serve(permanentRedirect("/new"));
        SERVER.stubFor(get("/new").willReturn(okXml(TestFeeds.rss(item("2", "Two"), item("1", "One, corrected")))));

        Fetched moved = fetched(before.checkpoint());

        assertThat(moved.movedTo()).isEqualTo(SERVER.url("/new"));
        assertThat(moved.posts()).hasSize(2);
        assertThat(ids(moved)).containsAll(ids(before));
        assertThat(posts(fetch("/new", moved.checkpoint())).posts()).isEmpty();
    }

    @Test
    void aFeedThatIsElsewhereForTheMomentKeepsItsAddress() throws InterruptedException {
        serve(temporaryRedirect("/elsewhere"));
        SERVER.stubFor(get("/elsewhere").willReturn(okXml(TestFeeds.rss(item("1", "One")))));

        Fetched fetched = fetched(null);

        assertThat(fetched.posts()).hasSize(1);
        assertThat(fetched.movedTo()).isNull();
    }

    @Test
    void aMoveToSomethingElseThanAFeedIsNone() throws InterruptedException {
        serve(permanentRedirect("/page"));
        SERVER.stubFor(get("/page").willReturn(okXml("<html><body>Domain for sale</body></html>")));

        assertThat(fetch("/feed", null))
                .isInstanceOfSatisfying(
                        SyncOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("web page instead of the feed"));
    }

    @Test
    void aRedirectIntoAPrivateNetworkIsAFailureThatSaysSo() throws InterruptedException {
        serve(temporaryRedirect("http://169.254.169.254/latest/meta-data"));

        assertThat(fetch("/feed", null))
                .isInstanceOfSatisfying(
                        SyncOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("private network"));
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "1, 60", "9999999, 86400", "'Wed, 25 Nov 2026 12:10:00 GMT', 600", ", 900", "soon, 900"})
    void whoIsAskedTooOftenIsLeftAlone(@Nullable String header, long seconds) throws InterruptedException {
        ResponseDefinitionBuilder answer = aResponse().withStatus(429);
        serve(header == null ? answer : answer.withHeader("Retry-After", header));

        assertThat(fetch("/feed", null))
                .isEqualTo(new SyncOutcome.RateLimited(TestFeeds.NOW.plusSeconds(seconds), null));
    }

    @Test
    void anOverloadedServerSaysWhenToComeBack() throws InterruptedException {
        serve(aResponse().withStatus(503).withHeader("Retry-After", "300"));

        assertThat(fetch("/feed", null))
                .isInstanceOfSatisfying(
                        SyncOutcome.Failed.class,
                        failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 406, 418, 500, 502, 504, 522})
    void otherErrorsAreTriedAgain(int status) throws InterruptedException {
        serve(aResponse().withStatus(status));

        assertThat(fetch("/feed", null))
                .isInstanceOfSatisfying(
                        SyncOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("localhost", "(" + status + ")"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403})
    void whoMayNotReadMustAct(int status) throws InterruptedException {
        serve(aResponse().withStatus(status));

        assertThat(fetch("/feed", null)).isInstanceOf(SyncOutcome.Unauthorized.class);
    }

    @Test
    void aHostThatIsAwayIsAFailure() throws InterruptedException {
        Source source = new Source(id, SourceKind.FEED, "http://nowhere.invalid/feed", null);

        assertThat(connector.fetch(CONNECTION, source)).isInstanceOf(SyncOutcome.Failed.class);
    }

    @Test
    void anAddressThatIsNoneIsAFailure() throws InterruptedException {
        for (String address : List.of("", "x y", "ftp://e.example/", "http://", "mailto:a@e.example")) {
            assertThat(connector.fetch(CONNECTION, new Source(id, SourceKind.FEED, address, null)))
                    .isInstanceOf(SyncOutcome.Failed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "<ttl>30</ttl>, -, PT30M",
                "<ttl>1</ttl>, -, -",
                "<ttl>100000</ttl>, -, PT2H",
                "<ttl>x</ttl>, -, -",
                "<sy:updatePeriod>hourly</sy:updatePeriod>, -, PT1H",
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>48</sy:updateFrequency>, -, PT30M",
                "-, max-age=1200, PT20M",
                "-, 'public, max-age=1200, s-maxage=5', PT20M",
                "-, 'no-cache, max-age=1200', -",
                "<ttl>10</ttl>, max-age=1800, PT30M"
            })
    void wishesToBeLeftAloneAreHeardWithinBounds(
            @Nullable String said, @Nullable String header, @Nullable Duration wait) throws InterruptedException {
        ResponseDefinitionBuilder answer = okXml(TestFeeds.rss(said == null ? "" : said, item("1", "One")));
        serve(header == null ? answer : answer.withHeader("Cache-Control", header));

        assertThat(fetched(null).next()).isEqualTo(wait);
    }

    @Test
    void tenThousandEntriesComeInPiecesFromOneDownload() throws InterruptedException {
        serveMany(10_000);
        List<String> ids = new ArrayList<>();
        Document checkpoint = null;
        Fetched piece;
        do {
            piece = fetched(checkpoint);
            ids.addAll(ids(piece));
            checkpoint = piece.checkpoint();
        } while (Duration.ZERO.equals(piece.next()));

        assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
        SERVER.verify(1, getRequestedFor(urlEqualTo("/feed")));
        assertThat(remembered(checkpoint)).isEqualTo(160_000);
        assertThat(fetched(checkpoint).posts()).isEmpty();
    }

    @Test
    void anotherNodeGoesOnInTheMiddleOfALargeFeed() throws InterruptedException {
        serveMany(700);
        Fetched first = fetched(null);
        RssConnector elsewhere = connector();

        Fetched second = posts(elsewhere.fetch(CONNECTION, source("/feed", first.checkpoint())));

        assertThat(second.posts()).hasSize(300);
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        assertThat(first.checkpoint()).as("asks for all of it").doesNotContainKey("etag");
    }

    @Test
    void whatIsRememberedDoesNotGrowWithoutEnd() throws InterruptedException {
        Document checkpoint = null;
        for (int round = 0; round < 10; round++) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                items.add(item(round + "-" + i, "Title"));
            }
            serve(okXml(TestFeeds.rss(items.toArray(String[]::new))));
            checkpoint = fetched(checkpoint).checkpoint();
        }

        assertThat(remembered(checkpoint)).isEqualTo(16 * (200 + 500));
    }

    @Test
    void aCheckpointThatMakesNoSenseIsABeginning() throws InterruptedException {
        serve(okXml(TestFeeds.rss(item("1", "One"))));
        Document nonsense = new Document("seen", "x")
                .append("etag", 5)
                .append("more", "yes")
                .append("pause", "x");

        assertThat(fetched(nonsense).posts()).hasSize(1);
    }

    @Test
    void anAnswerThatWasCutIsAskedForWhole() throws InterruptedException {
        serve(okXml("<rss><channel>" + item("1", "One") + "<item><title>Tw").withHeader("ETag", "\"cut\""));

        Fetched cut = fetched(null);

        assertThat(cut.posts()).hasSize(1);
        assertThat(cut.skipped()).isEqualTo(1);
        assertThat(cut.checkpoint()).doesNotContainKey("etag");
    }

    /// How many bytes a checkpoint holds of the entries that were seen.
    private static int remembered(@Nullable Document checkpoint) {
        return Objects.requireNonNull(checkpoint).get("seen", Binary.class).length();
    }

    private static String item(String id, String title) {
        return TestFeeds.item(id, title, DATE);
    }

    private static void serve(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get("/feed").willReturn(answer));
    }

    private static void serveMany(int count) {
        StringBuilder items = new StringBuilder();
        for (int i = count; i > 0; i--) {
            items.append(item("id-" + i, "Number " + i));
        }
        serve(okXml(TestFeeds.rss(items.toString())).withHeader("ETag", "\"many\""));
    }

    private Source source(String path, @Nullable Document checkpoint) {
        return new Source(id, SourceKind.FEED, SERVER.url(path), checkpoint);
    }

    private SyncOutcome fetch(String path, @Nullable Document checkpoint) throws InterruptedException {
        return connector.fetch(CONNECTION, source(path, checkpoint));
    }

    private Fetched fetched(@Nullable Document checkpoint) throws InterruptedException {
        return posts(fetch("/feed", checkpoint));
    }

    private static Fetched posts(SyncOutcome outcome) {
        assertThat(outcome).isInstanceOf(Fetched.class);
        return (Fetched) outcome;
    }

    private static List<String> ids(Fetched fetched) {
        return fetched.posts().stream().map(IncomingPost::platformId).toList();
    }
}
