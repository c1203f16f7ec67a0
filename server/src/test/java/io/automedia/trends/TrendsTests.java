package io.automedia.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.content.Collector;
import io.automedia.content.Content;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentMetadata;
import io.automedia.content.IncomingPost;
import io.automedia.content.LivePosts;
import io.automedia.content.Origin;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/// Trends over HTTP and in Redis. The application is shared with other tests: names are made up for each.
@AutoMediaTest
class TrendsTests {
    private final TestPeople people;
    private final ContentLibrary library;
    private final LivePosts posts;
    private final TrendBoard board;
    private final TrendKeys keys;
    private final TrendRepository repository;
    private final StringRedisTemplate redis;
    private final MongoDatabase store;
    /// Nothing is checked here.
    private final MongoDatabase unchecked;

    private final Clock clock;
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final TestPerson ada;
    private int number;

    TrendsTests(
            TestPeople people,
            ContentLibrary library,
            LivePosts posts,
            TrendBoard board,
            TrendKeys keys,
            TrendRepository repository,
            StringRedisTemplate redis,
            MongoDatabase store,
            MongoClient client,
            Clock clock) {
        this.people = people;
        this.library = library;
        this.posts = posts;
        this.board = board;
        this.keys = keys;
        this.repository = repository;
        this.redis = redis;
        this.store = store;
        this.unchecked = client.getDatabase(store.getName());
        this.clock = clock;
        this.ada = people.someone();
    }

    @Test
    void a_new_burst_is_above_what_is_always_talked_about() {
        for (int hour = 2; hour <= 20; hour++) {
            talk(tag + "giant", 12, Duration.ofHours(hour));
        }
        talk(tag + "giant", 12, Duration.ofMinutes(10));
        talk(tag + "burst", 8, Duration.ofMinutes(10));

        // one who counts for the first time reads the hours before, too
        List<Trending> counted = new TrendCounter(posts, 3)
                .count(clock.instant()).getOrDefault(Trends.WORLDWIDE, List.of()).stream()
                        .filter(one -> one.name().startsWith(tag))
                        .toList();

        assertThat(counted.getFirst().name()).isEqualTo(tag + "burst");
        assertThat(counted.getFirst().score()).isGreaterThan(5);
        assertThat(counted.getFirst().posts()).isEqualTo(8);
        assertThat(counted.getFirst().authors()).isEqualTo(8);
        assertThat(counted.getFirst().change()).isNull();
        assertThat(counted.stream().skip(1).map(Trending::score)).allMatch(score -> score < 3);
    }

    @Test
    void the_live_page_shows_a_burst_above_a_giant_and_says_most_used_where_it_filters() {
        for (int hour = 2; hour <= 5; hour++) {
            talk(tag + "giant", 12, Duration.ofHours(hour));
        }
        talk(tag + "giant", 12, Duration.ofMinutes(10));
        talk(tag + "burst", 8, Duration.ofMinutes(10));

        // the board of the application, which had counted the hours before already, may count in between
        await().untilAsserted(() -> {
            repository.put(
                    new TrendList(
                            Trends.WORLDWIDE,
                            clock.instant(),
                            new TrendCounter(posts, 3)
                                    .count(clock.instant())
                                    .getOrDefault(Trends.WORLDWIDE, List.of())),
                    List.of());
            assertThat(ada.http().get("/live/figures").text())
                    .containsSubsequence(
                            "Trending hashtags", "in the last hour", "#" + tag + "burst", ">new<", "#" + tag + "giant")
                    .doesNotContain("Most used hashtags");
        });
        assertThat(ada.http().get("/live/figures?platform=twitter").text())
                .containsSubsequence("Most used hashtags", "#" + tag + "giant", "#" + tag + "burst")
                .doesNotContain("Trending hashtags");
        assertThat(ada.http().get("/live/figures?until=" + clock.instant()).text())
                .contains("Most used hashtags")
                .doesNotContain("Trending hashtags");
    }

    @Test
    void change_is_told_against_the_hour_before() {
        talk(tag, 4, Duration.ofMinutes(90));
        talk(tag, 6, Duration.ofMinutes(5));
        board.count();

        assertThat(trend(ada, tag).path("change").asDouble()).isEqualTo(0.5);
    }

    @Test
    void history_private_posts_and_what_few_write_is_no_trend() {
        for (int i = 0; i < 5; i++) {
            store(post(tag + "history", "author" + i, Duration.ofMinutes(5)).publiclyReadable(true), Origin.BACKFILL);
            store(post(tag + "import", "author" + i, Duration.ofMinutes(5)).publiclyReadable(true), Origin.IMPORT);
            store(post(tag + "private", "author" + i, Duration.ofMinutes(5)).publiclyReadable(false), Origin.LIVE);
            store(post(tag + "few", "author" + i % 2, Duration.ofMinutes(5)).publiclyReadable(true), Origin.LIVE);
        }
        talk(tag, 3, Duration.ofMinutes(5));
        board.count();

        assertThat(names(ada, "?limit=100").stream().filter(name -> name.startsWith(tag)))
                .containsExactly(tag);
    }

    @Test
    void nobody_learns_of_what_only_others_collect() {
        talk(tag, 5, Duration.ofMinutes(5));
        board.count();

        assertThat(names(ada, "?limit=100")).contains(tag);
        assertThat(names(people.someone(), "?limit=100")).isEmpty();
        assertThat(names(people.admin(), "?limit=100")).isEmpty();
    }

    @Test
    void a_place_has_its_own_trends() {
        String place = "Place " + tag.toUpperCase(Locale.ROOT);
        for (int i = 0; i < 4; i++) {
            store(
                    post(tag, "author" + i, Duration.ofMinutes(5))
                            .publiclyReadable(true)
                            .location(new ContentMetadata.Location(place, null)),
                    Origin.LIVE);
        }
        talk(tag + "elsewhere", 5, Duration.ofMinutes(5));
        board.count();

        assertThat(names(ada, "?location=" + place.replace(" ", "%20"))).containsExactly(tag);
        assertThat(names(ada, "?location=nowhere")).isEmpty();
        assertThat(names(ada, "?limit=100")).contains(tag, tag + "elsewhere");
        assertThat(redis.opsForZSet().range("trends:place " + tag, 0, -1)).containsExactly(tag);
    }

    @Test
    void redis_has_a_bounded_sorted_set_that_ends_by_itself_and_is_made_again() {
        talk(tag, 5, Duration.ofMinutes(5));
        board.count();

        assertThat(redis.type("trends:worldwide")).isEqualTo(DataType.ZSET);
        assertThat(redis.getExpire("trends:worldwide")).isBetween(1L, 600L);
        assertThat(redis.opsForZSet().zCard("trends:worldwide")).isBetween(1L, 100L);
        assertThat(redis.opsForZSet().score("trends:worldwide", tag)).isPositive();

        redis.delete("trends:worldwide");
        redis.delete("cache:" + ada.user().id() + ":trends:worldwide");

        assertThat(names(ada, "?limit=100")).contains(tag);
        board.count();
        assertThat(redis.opsForZSet().score("trends:worldwide", tag)).isPositive();
    }

    @Test
    void a_name_with_a_comma_is_one_name_and_told_to_those_alone_who_have_it() {
        String name = tag + "one," + tag + "two";
        TestPerson ben = people.someone();
        talk(name, 5, Duration.ofMinutes(5));
        library.store(
                List.of(post(tag + "two", "ben", Duration.ofMinutes(5))
                        .publiclyReadable(true)
                        .build()),
                collector(ben, Origin.LIVE));
        board.count();

        assertThat(trend(ada, name).path("posts").asInt()).isEqualTo(5);
        assertThat(names(ben, "?limit=100")).isEmpty();
    }

    @Test
    void signs_without_a_name_are_no_hashtag() {
        for (int i = 0; i < 5; i++) {
            store(post("# #" + tag, "author" + i, Duration.ofMinutes(5)).publiclyReadable(true), Origin.LIVE);
            store(post("# ", "author" + i, Duration.ofMinutes(5)).publiclyReadable(true), Origin.LIVE);
        }
        board.count();

        assertThat(names(ada, "?limit=100")).containsExactly(tag);
    }

    @Test
    void posts_that_another_program_spoilt_stop_nothing() {
        talk(tag, 6, Duration.ofMinutes(5));
        // who understands a post later writes its hashtags
        await().until(() -> store.getCollection("content")
                        .countDocuments(Filters.and(
                                Filters.regex("platformId", "^" + tag), Filters.exists("metadata.enrichment.dueAt")))
                == 0);
        List<Object> spoilt = List.of(
                "none",
                List.of(5, new Document("text", 7), new Document()),
                List.of(new Document("text", ""), new Document("text", "y".repeat(1_000))));
        for (int i = 0; i < spoilt.size(); i++) {
            unchecked
                    .getCollection("content")
                    .updateOne(
                            new Document("platformId", tag + (i + 1)),
                            new Document("$set", new Document("content.hashtags", spoilt.get(i))),
                            new UpdateOptions().bypassDocumentValidation(true));
        }
        try {
            board.count();

            assertThat(trend(ada, tag).path("posts").asInt()).isEqualTo(6);
            assertThat(repository.find(Trends.WORLDWIDE))
                    .satisfies(list -> assertThat(Objects.requireNonNull(list).items())
                            .filteredOn(one -> one.name().equals(tag))
                            .singleElement()
                            .satisfies(one -> assertThat(one.posts()).isEqualTo(3)));
        } finally {
            unchecked.getCollection("content").deleteMany(Filters.regex("platformId", "^" + tag));
        }
    }

    @Test
    void a_place_that_is_called_as_everything_is_does_not_count_twice() {
        for (int i = 0; i < 4; i++) {
            store(
                    post(tag, "author" + i, Duration.ofMinutes(5))
                            .publiclyReadable(true)
                            .location(new ContentMetadata.Location("Worldwide", null)),
                    Origin.LIVE);
        }
        board.count();

        assertThat(Objects.requireNonNull(repository.find(Trends.WORLDWIDE)).items())
                .filteredOn(one -> one.name().equals(tag))
                .singleElement()
                .satisfies(one -> assertThat(one.posts()).isEqualTo(4));
    }

    @Test
    void all_who_have_one_of_the_posts_are_told_whichever_it_is() {
        List<IncomingPost> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(post(tag, "author" + i, Duration.ofSeconds(120 - i))
                    .publiclyReadable(true)
                    .build());
        }
        TestPerson ben = people.someone();
        library.store(all, collector(Origin.LIVE));
        library.store(all.subList(59, 60), collector(ben, Origin.LIVE));

        board.count();

        for (TestPerson person : List.of(ada, ben)) {
            await().untilAsserted(() -> assertThat(told(person)).containsExactly(tag));
        }
    }

    @Test
    void what_is_over_goes() {
        repository.put(
                new TrendList("over " + tag, clock.instant(), List.of(new Trending(tag, 5, 5, 5, null))), List.of());
        keys.put(new TrendList("over " + tag, clock.instant(), List.of(new Trending(tag, 5, 5, 5, null))));

        await().until(() -> {
            board.count();
            return Boolean.FALSE.equals(redis.hasKey("trends:over " + tag));
        });

        Document left = store.getCollection("trends")
                .find(new Document("_id", "over " + tag))
                .first();
        assertThat(Objects.requireNonNull(left).getList("items", Document.class))
                .isEmpty();
    }

    @Test
    void who_has_posts_of_it_is_told_once_when_something_new_is_in_front() {
        talk(tag, 40, Duration.ofMinutes(1));
        TestPerson stranger = people.someone();
        board.count();
        board.count();

        await().until(() -> !told(ada).isEmpty());
        assertThat(told(ada)).containsExactly(tag);
        assertThat(told(stranger)).isEmpty();
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        Answer refused = ada.http().get("/api/v1/trends?limit=0&location=" + "x".repeat(100));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("limit");
        assertThat(refused.at("/errors/1/field")).isEqualTo("location");
    }

    private List<String> told(TestPerson person) {
        List<String> names = new ArrayList<>();
        for (JsonNode update :
                person.http().get("/api/v1/updates?limit=1000").json().path("items")) {
            if (update.path("type").asString("").equals("trend:updated")
                    && update.at("/data/name").asString("").startsWith(tag)) {
                names.add(update.at("/data/name").asString(""));
            }
        }
        return names;
    }

    private static List<String> names(TestPerson person, String query) {
        Answer answer = person.http().get("/api/v1/trends" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        List<String> names = new ArrayList<>();
        answer.json().path("items").forEach(item -> names.add(item.path("name").asString("")));
        return names;
    }

    private static JsonNode trend(TestPerson person, String name) {
        for (JsonNode item :
                person.http().get("/api/v1/trends?limit=100").json().path("items")) {
            if (item.path("name").asString("").equals(name)) {
                return item;
            }
        }
        throw new AssertionError(name + " does not trend");
    }

    /// So many authors write a post each.
    private void talk(String name, int authors, Duration ago) {
        List<IncomingPost> posts = new ArrayList<>();
        for (int i = 0; i < authors; i++) {
            posts.add(post(name, "author" + i, ago).publiclyReadable(true).build());
        }
        library.store(posts, collector(Origin.LIVE));
    }

    private void store(IncomingPost.Builder post, Origin origin) {
        library.store(List.of(post.build()), collector(origin));
    }

    private Collector collector(Origin origin) {
        return collector(ada, origin);
    }

    private static Collector collector(TestPerson person, Origin origin) {
        return new Collector(person.user().userId(), Via.SOURCE, Trust.CONNECTOR, origin, "monitoring");
    }

    private IncomingPost.Builder post(String name, String author, Duration ago) {
        number++;
        Instant at = clock.instant().minus(ago);
        return IncomingPost.builder("twitter", tag + number)
                .author(Content.Author.of(tag + author, author, author))
                .text("About #" + name + ", " + number)
                .hashtags(List.of(new Content.Hashtag(name, null)))
                .publishedAt(at);
    }
}
