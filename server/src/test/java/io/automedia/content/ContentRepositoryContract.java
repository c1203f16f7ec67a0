package io.automedia.content;

import static io.automedia.content.ContentFixtures.NOON;
import static io.automedia.content.ContentFixtures.aPost;
import static io.automedia.content.ContentFixtures.caller;
import static io.automedia.content.ContentFixtures.connected;
import static io.automedia.content.ContentFixtures.importing;
import static io.automedia.content.ContentFixtures.post;
import static io.automedia.content.ContentFixtures.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.limits.Quota;
import io.automedia.limits.Quotas;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StatisticsReads;
import io.automedia.storage.Stores;
import io.automedia.testing.CutWire;
import io.automedia.users.NewAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What posts and libraries keep, on every server.
abstract class ContentRepositoryContract extends ContentContract {
    @Test
    void aPostIsWrittenInTheShapeOfTheSchema() {
        library.store(
                List.of(aPost("1")
                        .tags(List.of("snow"))
                        .extra("linkName", "Timeline")
                        .language("en?")
                        .build()),
                connected(ada));
        Document stored = only("content");
        assertThat(stored.keySet())
                .containsExactly(
                        "_id",
                        "platform",
                        "platformId",
                        "type",
                        "author",
                        "content",
                        "metadata",
                        "aiGenerated",
                        "source",
                        "tags",
                        "collections",
                        "topics",
                        "publishedAt",
                        "collectedAt",
                        "isArchived",
                        "isDeleted",
                        "moderationStatus",
                        "moderationNotes",
                        "createdAt",
                        "updatedAt",
                        "origin",
                        "__v");
        assertThat(stored.get("content", Document.class).keySet())
                .containsExactly("text", "media", "links", "mentions", "hashtags");
        Document metadata = stored.get("metadata", Document.class);
        assertThat(metadata.get("engagement")).isEqualTo(new Document("likes", 3L).append("retweets", 1L));
        assertThat(metadata.get("source", Document.class))
                .containsEntry("type", "api")
                .containsEntry("collectedBy", "monitoring")
                .containsEntry("linkName", "Timeline")
                .containsEntry("languageHint", "en?");
        assertThat(metadata.getString("language")).isNull();
        assertThat(stored.getString("type")).isEqualTo("tweet");
        assertThat(stored.getString("origin")).isEqualTo("live");
    }

    @Test
    void theSamePostTwiceIsOneDocumentAndNoChange() {
        assertThat(library.store(List.of(post("1"), post("2")), importing(ada)).created())
                .isEqualTo(2);
        StoreReport again = library.store(List.of(post("2"), post("1"), post("1")), importing(ada));
        assertThat(again.unchanged()).isEqualTo(3);
        assertThat(count("content")).isEqualTo(2);
        assertThat(count("libraryItems")).isEqualTo(2);
        assertThat(count("engagementSnapshots")).isZero();
    }

    @Test
    void twoStatesOfAPostInOneBatchAreStoredOneAfterTheOther() {
        StoreReport report = library.store(
                List.of(post("1"), aPost("1").engagement(Map.of("likes", 9)).build(), post("2"), post("1")),
                connected(ada));
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.updated()).isEqualTo(2);
        assertThat(get(ada, "1").content().metadata().counter("likes")).isEqualTo(3);
    }

    @Test
    void countersThatGrewAreKeptWithTheirHistory() {
        library.store(List.of(post("1")), connected(ada));
        StoreReport report =
                library.store(List.of(aPost("1").engagement(Map.of("likes", 10)).build()), connected(ada));
        assertThat(report.updated()).isEqualTo(1);
        LibraryPost post = get(ada, "1");
        assertThat(post.content().metadata().engagement())
                .containsEntry("likes", 10.0)
                .containsEntry("retweets", 1.0);
        assertThat(post.item().likes()).isEqualTo(10);
        List<EngagementSnapshot> history =
                library.engagement(caller(ada), post.content().id());
        assertThat(history.getLast().engagement()).containsEntry("likes", 10.0);
        library.store(List.of(aPost("1").engagement(Map.of("likes", 10)).build()), connected(ada));
        assertThat(library.engagement(caller(ada), post.content().id())).hasSameSizeAs(history);
    }

    @Test
    void nobodyButItsOwnerNamesAFileThatWasUploadedHere() {
        List<Content.Media> media = Stream.of("/api/v1/media/" + new ObjectId(), "https://example.org/a.jpg")
                .map(url -> new Content.Media(url, "image", null, null, null, null, null))
                .toList();
        library.store(List.of(aPost("1").media(media).build()), connected(ada));
        library.store(List.of(aPost("2").media(media).build()), importing(ada));
        assertThat(get(ada, "1").content().content().media()).containsExactly(media.getLast());
        assertThat(get(ada, "2").content().content().media()).containsExactly(media.getLast());
    }

    @Test
    void whatCantBeKeptIsRejectedWithAReasonAndTheRestIsStored() {
        StoreReport report = library.store(
                List.of(
                        post("1"),
                        aPost("2").engagement(Map.of("likes", "many")).build(),
                        IncomingPost.builder("no platform", "3").build(),
                        aPost(" ").build(),
                        post("5")),
                importing(ada));
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.results().get(1)).isEqualTo(new StoreResult.Rejected("The counter likes is not a number."));
        assertThat(report.results().get(3)).isEqualTo(new StoreResult.Rejected("The post has no platformId."));
    }

    @Test
    void aPlatformThatDoesNotTellACounterSaysSoByANumberBelowZero() {
        library.store(
                List.of(aPost("1")
                        .engagement(Map.of("likes", -1, "retweets", 2, "score", -3))
                        .build()),
                importing(ada));

        assertThat(get(ada, "1").content().metadata().engagement())
                .containsOnly(Map.entry("retweets", 2.0), Map.entry("score", -3.0));
    }

    @Test
    void twoPeopleShareADocumentAndEachSeesHisOwn() {
        library.store(List.of(aPost("1").tags(List.of("mine")).build(), post("2")), importing(ada));
        StoreReport report =
                library.store(List.of(aPost("1").tags(List.of("yours")).build(), post("3")), importing(ben));
        assertThat(report.created()).isEqualTo(2);
        assertThat(count("content")).isEqualTo(3);
        assertThat(get(ada, "1").item().tags()).containsExactly("mine");
        assertThat(get(ben, "1").item().tags()).containsExactly("yours");
        assertThat(get(ben, "1").content().tags()).containsExactly("mine");
        assertThat(find(ben, ContentQuery.all()).items()).hasSize(2);
        assertThatThrownBy(
                        () -> library.get(caller(ben), get(ada, "2").content().id()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("DATA001");
    }

    @Test
    void aPersonNeverChangesWhatOthersSee() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(aPost("1").engagement(Map.of("likes", 1_000_000)).build()), importing(ben));
        assertThat(get(ada, "1").content().metadata().counter("likes")).isEqualTo(3);
        StoreReport other =
                library.store(List.of(aPost("1").text("Something else").build()), importing(ben));
        assertThat(other.created()).isEqualTo(1);
        assertThat(get(ada, "1").content().content().text()).startsWith("Snow");
        LibraryPost variant = get(ben, "1~" + ben);
        assertThat(variant.content().content().text()).isEqualTo("Something else");
        assertThat(variant.content().metadata().source().getString("originalId"))
                .isEqualTo("1");
        StoreReport changed =
                library.store(List.of(aPost("1").text("Something new").build()), importing(ben));
        assertThat(changed.updated()).isEqualTo(1);
        assertThat(count("content")).isEqualTo(2);
    }

    @Test
    void whatIsHisAloneAPersonMayChange() {
        library.store(List.of(post("1")), importing(ada));
        StoreReport report = library.store(List.of(aPost("1").text("Better").build()), importing(ada));
        assertThat(report.updated()).isEqualTo(1);
        library.store(List.of(aPost("1").text("Better").build()), importing(ben));
        library.store(List.of(aPost("1").text("Best").build()), importing(ada));
        assertThat(get(ben, "1").content().content().text()).isEqualTo("Better");
    }

    @Test
    void aConnectorOutranksWhatAPersonBrought() {
        library.store(List.of(aPost("1").text("As I remember it").build()), importing(ada));
        library.store(List.of(aPost("1").text("As it was").build()), connected(ben));
        Content post = get(ada, "1").content();
        assertThat(post.content().text()).isEqualTo("As it was");
        assertThat(post.metadata().source().getString("type")).isEqualTo("api");
        assertThat(post.source()).isEqualTo(ada.value());
    }

    @Test
    void whoeverStoresAtTheSameTimeLosesNothing() throws Exception {
        List<IncomingPost> posts =
                IntStream.range(0, 200).mapToObj(i -> post("p" + i)).toList();
        List<UserId> people = List.of(ada, ben, somebody(), somebody());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<StoreReport>> reports = new ArrayList<>();
            for (UserId person : people) {
                reports.add(threads.submit(() -> library.store(posts, importing(person))));
            }
            for (Future<StoreReport> report : reports) {
                assertThat(report.get().created()).isEqualTo(200);
            }
        }
        assertThat(count("content")).isEqualTo(200);
        assertThat(count("libraryItems")).isEqualTo(800);
    }

    @Test
    void whoeverChangesTheSamePostsAtTheSameTimeLosesNothing() throws Exception {
        List<UserId> people = List.of(ada, ben, somebody(), somebody());
        for (UserId person : people) {
            library.store(counted(0), connected(person));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                int first = i + 1;
                all.add(threads.submit(() -> {
                    for (int likes = first; likes <= 8; likes += 4) {
                        library.store(counted(likes), connected(people.get(first - 1)));
                    }
                }));
            }
            all.add(threads.submit(() -> {
                for (int i = 0; i < 3; i++) {
                    understandAll(List.of());
                }
            }));
            for (Future<?> one : all) {
                one.get();
            }
        }
        for (UserId person : people) {
            assertThat(find(person, ContentQuery.all()).items()).hasSize(20).allSatisfy(post -> {
                long likes = post.content().metadata().counter("likes");
                assertThat(post.item().likes()).isEqualTo(likes);
                assertThat(likes).isBetween(5L, 8L);
                assertThat(library.engagement(caller(person), post.content().id()))
                        .last()
                        .satisfies(last -> assertThat(last.engagement()).containsEntry("likes", (double) likes));
            });
        }
        understandAll(List.of());
        assertThat(processing.waiting(Lane.LIVE, 100)).isZero();
    }

    /// Each time in another order.
    private static List<IncomingPost> counted(int likes) {
        List<IncomingPost> posts = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(i -> aPost("p" + i).engagement(Map.of("likes", likes)).build())
                .toList());
        java.util.Collections.shuffle(posts, new java.util.Random(likes));
        return posts;
    }

    @Test
    void nothingStaysHalfDoneWhereverACollectorDies() {
        for (boolean answerOnly : List.of(false, true)) {
            int step = 0;
            while (!dieAt(step, answerOnly)) {
                step++;
            }
            assertThat(step).as("commands").isGreaterThan(6);
        }
    }

    /// A collector that dies at one of its commands, and brings the same again.
    ///
    /// @return true when it had fewer commands, so that it did not die at all
    private boolean dieAt(int step, boolean answerOnly) {
        ada = somebody();
        ben = somebody();
        // what was cut off may still be at work on the server when the next one dies: they have posts of their own
        String run = (answerOnly ? "answer" : "command") + step + "-";
        library.store(List.of(post(run + "changed")), connected(ada));
        library.store(List.of(post(run + "joined")), connected(ben));
        understandAll(List.of());
        List<IncomingPost> posts = List.of(
                post(run + "new"),
                aPost(run + "changed").engagement(Map.of("likes", 9)).build(),
                post(run + "joined"));
        boolean survived;
        try (CutWire wire = CutWire.to(context.getBean(Stores.class).mongodbUri(), step, answerOnly);
                MongoClient client = MongoClients.create(wire.uri())) {
            storeOver(client.getDatabase(database.getName()).withCodecRegistry(database.getCodecRegistry()), posts);
            survived = !wire.isCut();
        } catch (MongoException itDied) {
            survived = false;
        }
        library.store(posts, connected(ada));
        understandAll(List.of());
        List<LibraryPost> found = find(ada, ContentQuery.all()).items();
        assertThat(found).as("step %d", step).hasSize(3).allSatisfy(post -> {
            assertThat(post.content().processedAt()).isNotNull();
            assertThat(post.item().sentimentLabel()).isEqualTo("positive");
            assertThat(post.item().likes()).isEqualTo(post.content().metadata().counter("likes"));
        });
        LibraryPost changed = get(ada, run + "changed");
        assertThat(changed.item().likes()).isEqualTo(9);
        assertThat(library.engagement(caller(ada), changed.content().id()))
                .last()
                .satisfies(last -> assertThat(last.engagement()).containsEntry("likes", 9.0));
        assertThat(database.getCollection("content").countDocuments(Filters.regex("platformId", "^" + run)))
                .isEqualTo(3);
        assertThat(database.getCollection("libraryItems")
                        .countDocuments(Filters.in("userId", ada.value(), ben.value())))
                .isEqualTo(4);
        return survived;
    }

    private void storeOver(MongoDatabase wire, List<IncomingPost> posts) {
        InstalledSchema installed = context.getBean(InstalledSchema.class);
        StatisticsReads statistics = context.getBean(StatisticsReads.class);
        EngagementRepository engagement = new EngagementRepository(wire, installed);
        TombstoneRepository tombstones = new TombstoneRepository(wire, installed);
        ContentRepository content = new ContentRepository(wire, statistics, engagement, tombstones, installed);
        LibraryRepository items = new LibraryRepository(wire, statistics, installed);
        Intake intake = new Intake(content, tombstones, items, java.time.Clock.systemUTC());
        List<Intake.Decision> decisions = intake.decide(
                posts.stream()
                        .map(post -> Normaliser.clean(post, ModerationStatus.APPROVED))
                        .toList(),
                connected(ada));
        new IntakeWriter(intake, content, engagement, items, context.getBean(ContentProperties.class))
                .write(decisions, connected(ada), new AddedItems(items));
    }

    @Test
    void aSpoiltPostStopsNoOtherFromBeingCollected() {
        library.store(List.of(post("1"), post("2"), post("3")), connected(ada));
        spoil("2", Updates.set("metadata", List.of("none")));
        StoreReport report = library.store(
                IntStream.rangeClosed(1, 4)
                        .mapToObj(id -> aPost(String.valueOf(id))
                                .engagement(Map.of("likes", 9))
                                .build())
                        .toList(),
                connected(ada));
        assertThat(report)
                .extracting(StoreReport::created, StoreReport::updated, StoreReport::rejected)
                .containsExactly(1, 2, 1);
        assertThat(report.results().get(1)).isInstanceOf(StoreResult.Rejected.class);
        assertThat(get(ada, "3").content().metadata().counter("likes")).isEqualTo(9);
        assertThat(get(ada, "3").item().likes()).isEqualTo(9);
    }

    @Test
    void aChangeWritesNothingBesideWhatItChanges() {
        library.store(List.of(post("1")), connected(ada));
        List<Document> media = List.of(new Document("type", "hologram").append("url", "https://example.org/h"));
        spoil("1", Updates.combine(Updates.set("content.media", media), Updates.set("author.rank", "captain")));
        assertThat(library.store(List.of(aPost("1").text("Other words").build()), connected(ada))
                        .updated())
                .isOne();
        understandAll(List.of());
        Document stored = only("content");
        assertThat(stored.getEmbedded(List.of("content", "text"), String.class)).isEqualTo("Other words");
        assertThat(stored.get("content", Document.class).get("media")).isEqualTo(media);
        assertThat(stored.getEmbedded(List.of("author", "rank"), String.class)).isEqualTo("captain");
    }

    @Test
    void aPostWithMoreTagsThanAreKeptCanBeJoined() {
        library.store(List.of(post("1")), connected(ada));
        spoil(
                "1",
                Updates.set(
                        "content.hashtags",
                        IntStream.rangeClosed(0, PostShape.MOST_FOUND)
                                .mapToObj(i -> new Document("text", "t" + i))
                                .toList()));
        library.store(List.of(post("1")), connected(ben));
        assertThat(get(ben, "1").item().hashtags()).hasSize(PostShape.MOST_FOUND);
    }

    @Test
    void aPlaceThatIsWithdrawnIsInNoItemAnyMore() {
        ContentMetadata.Coordinates paris = new ContentMetadata.Coordinates(48.85, 2.35);
        library.store(
                List.of(aPost("1")
                        .location(new ContentMetadata.Location("Paris", paris, null))
                        .build()),
                connected(ada));
        assertThat(get(ada, "1").item().place()).isNotNull();
        library.store(
                List.of(aPost("1")
                        .location(new ContentMetadata.Location("Somewhere", null, null))
                        .build()),
                connected(ada));
        assertThat(only("libraryItems").keySet()).doesNotContain("place", "squares");
    }

    @Test
    void aChangeIsThePersonsOwnAndNeedsTheVersionHeSaw() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(post("1")), connected(ben));
        ObjectId id = get(ben, "1").content().id();
        LibraryPost changed = library.change(
                caller(ben),
                id,
                new ContentChange(List.of("x", "x", " y "), ModerationStatus.REJECTED, "spam", true),
                OptionalLong.of(0));
        assertThat(changed.item().tags()).containsExactly("x", "y");
        assertThat(changed.item().version()).isEqualTo(1);
        assertThat(get(ada, "1").content().moderationStatus()).isEqualTo(ModerationStatus.APPROVED);
        assertThatThrownBy(() -> library.change(
                        caller(ben), id, new ContentChange(List.of(), null, null, null), OptionalLong.of(0)))
                .hasMessageContaining("changed meanwhile");
        library.change(caller(ada), id, new ContentChange(List.of("z"), null, null, null), OptionalLong.empty());
        assertThat(get(ada, "1").content().tags()).containsExactly("z");
        assertThat(find(ben, ContentQuery.all()).items()).isEmpty();
        assertThat(find(ben, query("archived", "true", "moderationStatus", "rejected"))
                        .items())
                .hasSize(1);
    }

    @Test
    void everyFilterFindsWhatItNames() {
        library.store(
                List.of(
                        aPost("1")
                                .tags(List.of("a"))
                                .engagement(Map.of("likes", 100))
                                .build(),
                        IncomingPost.builder("facebook", "2")
                                .type("photo")
                                .author(new Content.Author("9", "Bob", null, null, true, 5L, null, null))
                                .hashtags(List.of(new Content.Hashtag("Ice", null)))
                                .mentions(List.of(new Content.Mention("Ada", null, null)))
                                .language("de")
                                .aiGenerated(true)
                                .publishedAt(NOON.minus(Duration.ofDays(2)))
                                .build()),
                importing(ada));
        assertFound("1", "platform", "twitter,reddit");
        assertFound("2", "type", "image");
        assertFound("2", "author", "BOB");
        assertFound("1", "tags", "a");
        assertFound("2", "hashtags", "#ice");
        assertFound("2", "mentions", "@ada");
        assertFound("2", "language", "de");
        assertFound("1", "minLikes", "100");
        assertFound("2", "verified", "true");
        assertFound("1", "verified", "false");
        assertFound("2", "aiGenerated", "true");
        assertFound("1", "dateFrom", "2026-01-15");
        assertFound("2", "dateTo", "2026-01-15T11:00:00Z");
        assertThat(find(ada, query("moderationStatus", "approved")).items()).hasSize(2);
        assertThat(find(ada, query("sentiment", "positive")).items()).isEmpty();
    }

    @Test
    void pagesByCursorShowEachPostOnceInEveryOrder() {
        List<IncomingPost> posts = IntStream.range(0, 60)
                .mapToObj(i -> aPost("p" + i)
                        .engagement(Map.of("likes", i % 3))
                        .publishedAt(NOON.plusSeconds(i / 4))
                        .build())
                .toList();
        library.store(posts.subList(0, 40), connected(ada));
        understandAll(List.of());
        library.store(posts.subList(40, 60), connected(ada));
        for (ContentQuery.Sort sort : ContentQuery.Sort.values()) {
            for (String order : List.of("asc", "desc")) {
                assertThat(walk(query("sortBy", sort.parameter(), "sortOrder", order)))
                        .as(sort + " " + order)
                        .hasSize(60)
                        .doesNotHaveDuplicates();
            }
        }
        List<String> newest = walk(ContentQuery.all());
        assertThat(newest.getFirst()).isIn("p56", "p57", "p58", "p59");
        Page<LibraryPost> page = library.find(caller(ada), ContentQuery.all(), new PageRequest(10, 50, null, false));
        assertThat(page.page().total()).isEqualTo(60);
        assertThat(page.page().hasMore()).isFalse();
    }

    private List<String> walk(ContentQuery query) {
        List<String> ids = new ArrayList<>();
        Page<LibraryPost> page = library.find(caller(ada), query, PageRequest.first(7));
        while (true) {
            page.items().forEach(post -> ids.add(post.content().platformId()));
            String next = page.page().next();
            if (next == null) {
                return ids;
            }
            page = library.find(caller(ada), query, PageRequest.of(7, null, next, null));
        }
    }

    @Test
    void numbersOverALibraryCountHisPostsOnly() {
        library.store(
                List.of(
                        post("1"),
                        aPost("2").publishedAt(NOON.plusSeconds(7_200)).build()),
                connected(ada));
        library.store(List.of(post("3")), connected(ben));
        understandAll(List.of());
        Volume volume = context.getBean(ContentStatistics.class)
                .volume(caller(ada), ContentQuery.all(), NOON, NOON.plus(Duration.ofHours(3)), Duration.ofHours(1));
        assertThat(volume.posts()).isEqualTo(2);
        assertThat(volume.buckets().stream().map(Volume.Bucket::posts)).containsExactly(1L, 0L, 1L);
        assertThat(volume.platforms()).containsEntry("twitter", 2L);
        assertThat(volume.sentiments()).containsEntry("positive", 2L);
        assertThat(volume.hashtags()).containsExactly(new Volume.Named("snow", 2));
        assertThat(volume.complete()).isTrue();
    }

    @Test
    void aPostThatTwoSourcesBringAtOnceUsesTheQuotaOnce() {
        UserId owner = account();
        library.store(List.of(post("2")), connected(ben));
        List<StoreReport> other = new ArrayList<>();
        for (String collection : List.of("content", "libraryItems")) {
            String id = collection.equals("content") ? "1" : "2";
            context.getBean(Meanwhile.class)
                    .before("insert", collection, () -> other.add(library.store(List.of(post(id)), connected(owner))));

            StoreReport report = library.store(List.of(post(id), post("of " + collection)), connected(owner));

            assertThat(other.removeLast().created()).as(collection).isEqualTo(1);
            assertThat(report.created()).as(collection).isEqualTo(1);
            assertThat(report.unchanged()).as(collection).isEqualTo(1);
        }
        assertThat(find(owner, ContentQuery.all()).items()).hasSize(4);
        assertThat(used(owner)).isEqualTo(4);
        assertThat(context.getBean(Quotas.class).days(owner, 1))
                .singleElement()
                .satisfies(day -> assertThat(day.platforms()).containsEntry("twitter", 4L));
    }

    @Test
    void whatWasStoredBeforeABatchBrokeOffUsesTheQuotaAndTheRestDoesNot() {
        UserId owner = account();
        library.store(List.of(post("1")), connected(ben));
        context.getBean(Meanwhile.class).before("insert", "libraryItems", () -> spoil("1", Updates.set("metadata", 5)));
        Collector program = new Collector(owner, Via.API, Trust.PERSON, Origin.LIVE, "test");

        assertThatThrownBy(() -> library.store(List.of(post("1")), program)).isInstanceOf(RuntimeException.class);

        assertThat(database.getCollection("libraryItems").countDocuments(Filters.eq("userId", owner.value())))
                .isOne();
        assertThat(used(owner)).isEqualTo(1);
        library.store(List.of(post("2")), connected(ben));
        spoil("2", Updates.set("metadata", 5));
        assertThatThrownBy(() -> library.store(List.of(post("2")), program)).isInstanceOf(RuntimeException.class);
        assertThat(used(owner)).isEqualTo(1);
    }

    /// Somebody with a plan.
    private UserId account() {
        return context.getBean(NewAccounts.class)
                .createUser("person" + new ObjectId() + "@example.org", "blue tomato ladder 7")
                .userId();
    }

    private long used(UserId owner) {
        return context.getBean(Quotas.class)
                .standing(owner, Quota.COLLECTION, 1_000)
                .used();
    }

    private void assertFound(String platformId, String... parameters) {
        assertThat(find(ada, query(parameters)).items().stream()
                        .map(post -> post.content().platformId()))
                .as(String.join(" ", parameters))
                .containsExactly(platformId);
    }
}
