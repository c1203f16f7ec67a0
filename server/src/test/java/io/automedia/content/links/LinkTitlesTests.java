package io.automedia.content.links;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.content.Collector;
import io.automedia.content.Content;
import io.automedia.content.Content.Link;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentMetadata;
import io.automedia.content.ContentQuery;
import io.automedia.content.IncomingPost;
import io.automedia.content.Lane;
import io.automedia.content.LibraryPost;
import io.automedia.content.Origin;
import io.automedia.content.ProcessedPost;
import io.automedia.content.Processing;
import io.automedia.content.Trust;
import io.automedia.content.UntitledLinks;
import io.automedia.content.Via;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.testing.Part;
import io.automedia.testing.SettableClock;
import io.automedia.updates.Update;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Titles of pages on a real server, step by step: the loop is switched off but for the last test.
class LinkTitlesTests {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private static Path data;

    private static Part part;
    private static SettableClock clock;
    private static MongoDatabase database;
    private static UntitledLinks untitled;
    private static LinkTitles titles;

    @RegisterExtension
    final WireMockExtension site =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final UserId ada = new UserId(new ObjectId());

    /// Content and what it stands on.
    @EnableAutoConfiguration
    @ComponentScan({
        "io.automedia.storage",
        "io.automedia.access",
        "io.automedia.cache",
        "io.automedia.updates",
        "io.automedia.jobs",
        "io.automedia.outgoing",
        "io.automedia.users",
        "io.automedia.media",
        "io.automedia.content"
    })
    static class Application {}

    @BeforeAll
    static void start() {
        part = start(data.resolve("off"), false);
        clock = (SettableClock) part.bean(Clock.class);
        database = part.bean(MongoDatabase.class);
        untitled = part.bean(UntitledLinks.class);
        titles = part.bean(LinkTitles.class);
    }

    private static Part start(Path folder, boolean isOn) {
        return Part.start(
                Application.class,
                folder,
                WebApplicationType.NONE,
                context -> context.registerBean(
                        SettableClock.class, SettableClock::atNoon, definition -> definition.setPrimary(true)),
                "automedia.outgoing.allow=localhost",
                "automedia.content.link-titles=" + isOn);
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @BeforeEach
    void empty() {
        for (String name : List.of("content", "libraryItems", LinkPagesSchema.NAME)) {
            database.getCollection(name).deleteMany(new Document());
        }
        clock.advance(PageAsker.SILENCE);
    }

    @Test
    void aLinkGetsTheTitleOfItsPageAndWhoHasThePostIsTold() throws Exception {
        page("/snow", ok("<title>Fish &amp; chips</title><meta name=description content='Two of each'>"));
        Content before = due("1", Link.to(site.url("/snow")));

        settle();

        LibraryPost after = post("1");
        assertThat(after.content().content().links())
                .containsExactly(new Link(site.url("/snow"), "Fish & chips", "Two of each", null, null));
        assertThat(after.content().version()).isEqualTo(before.version() + 1);
        assertThat(after.content().updatedAt()).isEqualTo(clock.instant());
        assertThat(untitled.due(10)).isEmpty();
        io.automedia.updates.Updates updates = part.bean(io.automedia.updates.Updates.class);
        await().untilAsserted(() -> assertThat(updates.after(ada, 0, 10))
                .extracting(Update::type)
                .containsExactly("content:collected", "content:processed"));
        site.verify(getRequestedFor(urlEqualTo("/snow"))
                .withHeader("User-Agent", equalTo("AutoMedia/0.1 (feed reader)"))
                .withoutHeader("Cookie")
                .withoutHeader("Referer"));
    }

    @Test
    void onePageIsAskedOnceForAllPosts() throws Exception {
        page("/snow", ok("<title>Snow</title>"));
        due("1", Link.to(site.url("/snow")));
        due("2", Link.to(site.url("/snow") + "#part"), Link.to(site.url("/snow")));

        settle();
        due("3", Link.to(site.url("/snow")));
        settle();

        assertThat(titles("1", "2", "3")).containsExactly("Snow", "Snow", "Snow", "Snow");
        asked("/snow", 1);
    }

    @Test
    void whatIsKnownIsForgottenAfterAWeek() throws Exception {
        page("/snow", ok("<title>Snow</title>"));
        due("1", Link.to(site.url("/snow")));
        settle();
        clock.advance(LinkPage.REMEMBERED);
        page("/snow", ok("<title>Rain</title>"));
        due("2", Link.to(site.url("/snow")));
        settle();

        assertThat(titles("1", "2")).containsExactly("Snow", "Rain");
    }

    @Test
    void aPageThatDoesNotAnswerIsAskedThreeTimesAndThenLeft() throws Exception {
        page("/down", aResponse().withStatus(503));
        due("1", Link.to(site.url("/down")));

        settle();
        asked("/down", 1);
        clock.advance(LinkPage.PAUSES.getFirst());
        settle();
        asked("/down", 2);
        due("2", Link.to(site.url("/down")));
        settle();
        asked("/down", 2);
        clock.advance(LinkPage.PAUSES.getLast());
        settle();
        asked("/down", 3);
        clock.advance(DAY);
        due("3", Link.to(site.url("/down")));
        settle();

        asked("/down", 3);
        assertThat(waiting()).isZero();
    }

    @Test
    void aPageThatAnswersLaterIsReadThen() throws Exception {
        page("/down", aResponse().withStatus(429));
        due("1", Link.to(site.url("/down")));
        settle();
        page("/down", ok("<title>Up</title>"));
        clock.advance(LinkPage.PAUSES.getFirst());
        settle();

        assertThat(titles("1")).containsExactly("Up");
    }

    @Test
    void aHostIsAskedForOnePageAtATimeAndThenLeftAlone() throws Exception {
        page("/1", ok("<title>One</title>"));
        page("/2", ok("<title>Two</title>"));
        due("1", Link.to(site.url("/1")), Link.to(site.url("/2")));
        clock.advance(Duration.ofMillis(1));
        due("2", Link.to(site.url("/2")));

        settle();
        assertThat(titles("1", "2")).containsExactly("One", null, null);
        clock.advance(PageAsker.PAUSE);
        settle();

        assertThat(titles("1", "2")).containsExactly("One", "Two", null);
        asked("/2", 1);
        clock.advance(PageAsker.PAUSE);
        settle();
        assertThat(titles("1", "2")).containsExactly("One", "Two", "Two");
        asked("/2", 1);
    }

    @Test
    void whoWaitsForABusyHostHasATurnOfHisOwnHoweverManyWait() throws Exception {
        page("/busy1", ok("<title>One</title>"));
        for (int i = 1; i <= 60; i++) {
            due("busy" + i, Link.to(site.url("/busy" + i)));
        }

        settle();

        List<Object> turns = database.getCollection("content")
                .find(Filters.regex("platformId", "^busy"))
                .map(post -> post.get("metadata", Document.class).get("titlesDueAt"))
                .into(new ArrayList<>());
        turns.removeIf(Objects::isNull);
        assertThat(turns).hasSize(59).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoPageOrNotForUsIsNotAskedAgain() throws Exception {
        page("/private", temporaryRedirect("http://127.0.0.1:" + site.getPort() + "/secret"));
        page("/secret", ok("<title>Secret</title>"));
        page("/gone", aResponse().withStatus(404).withBody("<title>Not found</title>"));
        page("/film", ok("<title>x</title>").withHeader("Content-Type", "video/mp4"));
        page("/plain", ok("<p>No title here"));
        for (String path : List.of("/private", "/gone", "/film", "/plain")) {
            due(path, Link.to(site.url(path)));
            settle();
            clock.advance(PageAsker.PAUSE);
            assertThat(titles(path)).containsOnlyNulls();
            due(path + " again", Link.to(site.url(path)));
            settle();
            asked(path, 1);
        }
        due("5", Link.to("mailto:ada@example.org"), Link.to("http://127.0.0.1:" + site.getPort() + "/secret"));
        settle();

        site.verify(0, getRequestedFor(urlEqualTo("/secret")));
        assertThat(waiting()).isZero();
    }

    @Test
    void whatThePlatformSaysStays() throws Exception {
        page("/snow", ok("<title>Snow</title><meta name=description content='It falls'>"));
        page("/long", ok("<title>Long</title>"));
        Link said = new Link(site.url("/other"), "As they say", null, null, null);
        Link described = new Link(site.url("/snow"), null, "Their words", null, null);
        Link shortened = new Link("https://t.example/1", null, null, site.url("/long"), "long");
        due("1", said, described, shortened);

        settle();
        clock.advance(PageAsker.PAUSE);
        settle();

        assertThat(post("1").content().content().links())
                .containsExactly(
                        said,
                        new Link(site.url("/snow"), "Snow", "Their words", null, null),
                        new Link("https://t.example/1", "Long", null, site.url("/long"), "long"));
        asked("/other", 0);
    }

    @Test
    void aPostThatIsChangedMeanwhileKeepsWhatItBecameAndStaysDue() {
        Content read = due("1", Link.to(site.url("/snow")));
        database.getCollection("content")
                .updateOne(
                        eq("platformId", "1"),
                        Updates.combine(Updates.set("tags", List.of("new")), Updates.inc("__v", 1L)));

        untitled.describe(read, Map.of(site.url("/snow"), new UntitledLinks.Words("Snow", null)), null);

        assertThat(titles("1")).containsOnlyNulls();
        assertThat(post("1").content().tags()).containsExactly("new");
        assertThat(untitled.due(10)).hasSize(1);
    }

    @Test
    void aSpoiltPostIsNotTheOldestForEver() throws Exception {
        page("/snow", ok("<title>Snow</title>"));
        due("1", new Link(site.url("/snow"), null, null, "x".repeat(4_001), null));
        due("2", Link.to(site.url("/snow")));

        settle();

        assertThat(titles("1", "2")).containsExactly(null, "Snow");
        assertThat(waiting()).isZero();
    }

    @Test
    void whereItIsOffNothingWaits() {
        store("1", Origin.LIVE, Link.to(site.url("/snow")));
        understand(part);

        assertThat(waiting()).isZero();
    }

    @Test
    void whereItIsOnWhatIsLiveGetsTitlesByItself() {
        page("/snow", ok("<title>Snow</title>"));
        page("/old", ok("<title>Old</title>"));
        try (Part on = start(data.resolve("on"), true)) {
            ContentLibrary library = on.bean(ContentLibrary.class);
            library.store(List.of(incoming("1", Link.to(site.url("/old")))), Collector.importing(ada));
            library.store(List.of(incoming("2", Link.to(site.url("/snow")))), collector(Origin.LIVE));
            understand(on);

            await().untilAsserted(() ->
                    assertThat(links(on, "2")).extracting(Link::title).containsExactly("Snow"));
            // coming again changes nothing of what was found out
            library.store(List.of(incoming("2", Link.to(site.url("/snow")))), collector(Origin.LIVE));
            understand(on);
            assertThat(links(on, "2")).extracting(Link::title).containsExactly("Snow");
            assertThat(on.bean(UntitledLinks.class).due(10)).isEmpty();
            assertThat(links(on, "1")).extracting(Link::title).containsOnlyNulls();
        }
        asked("/old", 0);
        asked("/snow", 1);
    }

    private void page(String path, ResponseDefinitionBuilder answer) {
        site.stubFor(get(path).willReturn(answer));
    }

    private void asked(String path, int times) {
        site.verify(times, getRequestedFor(urlEqualTo(path)));
    }

    /// Steps until nothing more can be done at this moment.
    private void settle() throws InterruptedException {
        boolean isMore = true;
        while (isMore) {
            isMore = titles.step();
        }
    }

    private Collector collector(Origin origin) {
        return new Collector(ada, Via.SOURCE, Trust.CONNECTOR, origin, "monitoring");
    }

    private static IncomingPost incoming(String id, Link... links) {
        return IncomingPost.builder("twitter", id)
                .text("Look at this")
                .links(List.of(links))
                .build();
    }

    private void store(String id, Origin origin, Link... links) {
        part.bean(ContentLibrary.class).store(List.of(incoming(id, links)), collector(origin));
    }

    /// A post that waits for titles.
    private Content due(String id, Link... links) {
        List<Document> stored = List.of(links).stream()
                .map(link -> new Document("url", link.url())
                        .append("title", link.title())
                        .append("description", link.description())
                        .append("expandedUrl", link.expandedUrl())
                        .append("displayUrl", link.displayUrl()))
                .toList();
        stored.forEach(link -> link.values().removeIf(Objects::isNull));
        store(id, Origin.LIVE);
        raw().getCollection("content")
                .updateOne(
                        eq("platformId", id),
                        Updates.combine(
                                Updates.set("content.links", stored),
                                Updates.set("metadata.titlesDueAt", Date.from(clock.instant()))),
                        new UpdateOptions().bypassDocumentValidation(true));
        return post(id).content();
    }

    /// The store as other programs see it, where nothing is checked.
    private MongoDatabase raw() {
        return part.bean(MongoClient.class).getDatabase(database.getName());
    }

    private static void understand(Part application) {
        Processing processing = application.bean(Processing.class);
        for (Lane lane : Lane.values()) {
            processing.processed(processing.due(100, lane).stream()
                    .map(due -> new ProcessedPost(
                            due,
                            1,
                            "en",
                            new ContentMetadata.Sentiment(0, "neutral", 0.9, Map.of()),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            due.post().content().links(),
                            new ContentMetadata.Quality(0.5, List.of()),
                            List.of()))
                    .toList());
        }
    }

    private LibraryPost post(String id) {
        return post(part, id);
    }

    private LibraryPost post(Part application, String id) {
        Caller caller = new Caller.Person(ada, Caller.Person.USER, new ObjectId());
        return application
                .bean(ContentLibrary.class)
                .find(caller, ContentQuery.all(), PageRequest.first(100))
                .items()
                .stream()
                .filter(post -> post.content().platformId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Link> links(Part application, String id) {
        return post(application, id).content().content().links();
    }

    private List<@Nullable String> titles(String... ids) {
        List<@Nullable String> titles = new ArrayList<>();
        for (String id : ids) {
            links(part, id).forEach(link -> titles.add(link.title()));
        }
        return titles;
    }

    private long waiting() {
        return database.getCollection("content")
                .countDocuments(new Document("metadata.titlesDueAt", new Document("$gt", Date.from(Instant.EPOCH))));
    }
}
