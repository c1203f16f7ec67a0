package io.automedia.content;

import static io.automedia.content.ContentFixtures.aPost;
import static io.automedia.content.ContentFixtures.caller;
import static io.automedia.content.ContentFixtures.connected;
import static io.automedia.content.ContentFixtures.importing;
import static io.automedia.content.ContentFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.shared.UserId;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How long posts are kept, on every server.
abstract class RetentionContract extends ContentContract {
    static final String MASTODON = "--automedia.content.retention.mastodon=30d";

    private static final Duration MONTH = Duration.ofDays(30);

    private Users users;

    @BeforeAll
    void findUsers() {
        users = context.getBean(Users.class);
    }

    private PlatformRetention with(Map<String, Duration> rules) {
        return new PlatformRetention(
                context.getBean(ContentRepository.class),
                context.getBean(Intake.class),
                new ContentProperties(Sharing.PRIVATE, Duration.ofHours(1), Duration.ofHours(24), false, rules));
    }

    private Content only(UserId user) {
        return find(user, ContentQuery.all()).items().getFirst().content();
    }

    private void collected(String platformId, Instant at) {
        spoil(platformId, Updates.set("collectedAt", at));
    }

    /// Whoever stores something now may still be at it.
    private void settled() {
        database.getCollection("content")
                .updateMany(
                        new Document(), Updates.set("updatedAt", Instant.now().minus(Duration.ofHours(2))));
    }

    private static Instant daysAgo(int days) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(days));
    }

    @Test
    void aNewPostIsGoneWhenTheRuleOfItsPlatformSays() {
        IncomingPost plain = IncomingPost.builder("mastodon", "1").text("Snow").build();
        library.store(List.of(plain), connected(ada));
        Content post = only(ada);
        assertThat(post.expiresAt()).isEqualTo(post.collectedAt().plus(MONTH));
        assertThat(library.store(List.of(plain), connected(ada)).unchanged()).isOne();

        Instant soon = post.collectedAt().plus(Duration.ofDays(3));
        library.store(
                List.of(IncomingPost.builder("mastodon", "1")
                        .text("Snow")
                        .expiresAt(soon)
                        .build()),
                connected(ada));
        assertThat(only(ada).expiresAt()).as("as its platform says now").isEqualTo(soon);
        library.store(
                List.of(IncomingPost.builder("mastodon", "1")
                        .text("Snow")
                        .expiresAt(soon.plus(Duration.ofDays(300)))
                        .build()),
                connected(ada));
        assertThat(only(ada).expiresAt()).isEqualTo(post.collectedAt().plus(MONTH));
    }

    @Test
    void whatPeopleWroteHereIsNotThePlatforms() {
        library.store(
                List.of(
                        IncomingPost.builder("mastodon", "manual:1")
                                .text("Snow")
                                .build(),
                        IncomingPost.builder("mastodon", "generated:1")
                                .text("Ice")
                                .build()),
                importing(ada));
        assertThat(find(ada, ContentQuery.all()).items())
                .hasSize(2)
                .allSatisfy(post -> assertThat(post.content().expiresAt()).isNull());
    }

    @Test
    void aRuleIsFollowedByThePostsThatAreThereFromTheNextSweepOn() {
        library.store(List.of(post("1"), post("2")), connected(ada));
        library.store(List.of(post("1")), connected(ben));
        collected("1", daysAgo(40));
        collected("2", daysAgo(20));
        Instant before = Instant.now().minusMillis(1);
        assertThat(with(Map.of("twitter", MONTH)).apply()).as("all at once").isFalse();
        assertThat(get(ada, "1").content().expiresAt())
                .as("now, or the server would remove it by itself")
                .isBetween(before, Instant.now());
        assertThat(get(ada, "2").content().expiresAt())
                .isEqualTo(get(ada, "2").content().collectedAt().plus(MONTH));
        settled();
        removals.sweepExpired();
        assertThat(find(ada, ContentQuery.all()).items())
                .extracting(post -> post.content().platformId())
                .containsExactly("2");
        assertThat(find(ben, ContentQuery.all()).items()).isEmpty();
        assertThat(count("libraryItems")).isOne();
        assertThat(only("tombstones").getString("reason")).isEqualTo("expired");
        assertThat(library.store(List.of(post("1")), connected(ben)).created()).isZero();
    }

    @Test
    void aRuleThatChangesOrGoesLeavesWhatHoldsWithoutIt() {
        Instant soon = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(50));
        library.store(List.of(post("1"), aPost("2").expiresAt(soon).build()), connected(ada));
        Instant collected = get(ada, "1").content().collectedAt();
        with(Map.of("twitter", MONTH, "reddit", MONTH)).apply();
        assertThat(expiries()).containsExactly(collected.plus(MONTH), collected.plus(MONTH));
        with(Map.of("reddit", MONTH, "twitter", MONTH.multipliedBy(3))).apply();
        assertThat(expiries()).containsExactly(collected.plus(MONTH.multipliedBy(3)), soon);
        with(Map.of("reddit", MONTH)).apply();
        assertThat(expiries()).containsExactly(null, soon);
        assertThat(database.getCollection("content").countDocuments(Filters.exists("retention")))
                .isZero();
    }

    private List<@Nullable Instant> expiries() {
        List<@Nullable Instant> expiries = new ArrayList<>();
        for (String id : List.of("1", "2")) {
            expiries.add(get(ada, id).content().expiresAt());
        }
        return expiries;
    }

    @Test
    void whatANodeLeftIsDoneByTheNextAndAPostIsLookedAtOnce() {
        List<IncomingPost> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(post("many" + i));
        }
        library.store(many, connected(ada));
        assertThat(with(Map.of("twitter", MONTH)).apply()).isTrue();
        assertThat(database.getCollection("content").countDocuments(Filters.exists("retention")))
                .isEqualTo(500);
        assertThat(with(Map.of("twitter", MONTH)).apply()).isFalse();
        assertThat(database.getCollection("content").countDocuments(Filters.exists("expiresAt")))
                .isEqualTo(501);
        long versions = versions();
        with(Map.of("twitter", MONTH)).apply();
        assertThat(versions()).isEqualTo(versions);
    }

    private long versions() {
        long sum = 0;
        for (Document post : database.getCollection("content").find()) {
            sum += post.get("__v", Number.class).longValue();
        }
        return sum;
    }

    @Test
    void aPostThatLostTheMomentOfItsCollectionIsNotOver() {
        library.store(List.of(post("1")), connected(ada));
        spoil("1", Updates.unset("collectedAt"));
        with(Map.of("twitter", MONTH)).apply();
        assertThat(only("content")).doesNotContainKey("expiresAt").containsKey("retention");
    }

    private UserId keeping(@Nullable Integer days) {
        UserId person = context.getBean(NewAccounts.class)
                .createUser(new ObjectId() + "@example.com", "a long enough phrase 7")
                .userId();
        keep(person, days);
        return person;
    }

    private void keep(UserId person, @Nullable Integer days) {
        users.change(
                person,
                OptionalLong.empty(),
                user -> user.with(user.profile(), user.preferences().keeping(days)));
    }

    private void came(UserId person, String platformId, int daysAgo) {
        ObjectId post = get(person, platformId).content().id();
        database.getCollection("libraryItems")
                .updateOne(
                        Filters.and(Filters.eq("userId", person.value()), Filters.eq("contentId", post)),
                        Updates.set("addedAt", daysAgo(daysAgo)));
    }

    private List<String> has(UserId person) {
        return find(person, ContentQuery.all()).items().stream()
                .map(post -> post.content().platformId())
                .sorted()
                .toList();
    }

    private void sweepOwners() {
        OwnersRetention owners = context.getBean(OwnersRetention.class);
        while (owners.sweep()) {
            // until nothing is due
        }
    }

    private User.Retention reached(UserId person) {
        return java.util.Objects.requireNonNull(users.byId(person).orElseThrow().retention());
    }

    private void due(UserId person, String field, Instant at) {
        database.getCollection("users")
                .updateOne(Filters.eq("_id", person.value()), Updates.set("retention." + field, at));
    }

    @Test
    void onlyWhatWasCollectedForOneLeavesAndOnlyHisLibrary() {
        UserId person = keeping(30);
        library.store(
                List.of(post("old"), post("new"), post("shared"), post("tagged"), post("noted"), post("archived")),
                connected(person));
        library.store(List.of(post("shared")), connected(ben));
        library.store(List.of(post("brought")), importing(person));
        for (String id : List.of("old", "shared", "tagged", "noted", "archived", "brought")) {
            came(person, id, 31);
        }
        came(person, "new", 29);
        change(person, "tagged", new ContentChange(List.of("a"), null, null, null));
        change(person, "noted", new ContentChange(null, null, "look", null));
        change(person, "archived", new ContentChange(null, null, null, true));
        sweepOwners();
        assertThat(find(person, ContentQuery.all()).items())
                .extracting(post -> post.content().platformId())
                .containsExactlyInAnyOrder("new", "tagged", "noted", "brought");
        assertThat(find(person, query("archived", "true")).items()).hasSize(1);
        assertThat(get(ben, "shared").content().isDeleted()).isFalse();
        assertThat(library.store(List.of(post("old"), post("shared")), connected(person))
                        .unchanged())
                .as("it doesn't come again")
                .isEqualTo(2);
        assertThat(database.getCollection("libraryItems")
                        .countDocuments(
                                Filters.and(Filters.eq("userId", person.value()), Filters.eq("isDeleted", true))))
                .isEqualTo(2);

        database.getCollection("libraryItems")
                .updateMany(Filters.exists("deletedAt"), Updates.set("deletedAt", daysAgo(1)));
        settled();
        removals.sweep();
        assertThat(database.getCollection("content")
                        .find(Filters.eq("platformId", "old"))
                        .first())
                .as("nobody holds it any more")
                .isNull();
        assertThat(library.store(List.of(post("old")), connected(person)).unchanged())
                .isOne();
    }

    private void change(UserId person, String platformId, ContentChange change) {
        library.change(caller(person), get(person, platformId).content().id(), change, OptionalLong.empty());
    }

    @Test
    void whatOneBringsAfterItWasCollectedForHimAndWhatOneTakesBackStay() {
        UserId person = keeping(30);
        library.store(List.of(post("brought"), post("wanted"), post("old")), connected(person));
        ObjectId wanted = get(person, "wanted").content().id();
        library.store(List.of(post("brought")), importing(person));
        for (String id : List.of("brought", "wanted", "old")) {
            came(person, id, 31);
        }
        sweepOwners();
        assertThat(has(person)).containsExactly("brought");
        library.restore(caller(person), wanted);
        due(person, "began", daysAgo(2));
        due(person, "dueAt", daysAgo(0));
        sweepOwners();
        assertThat(has(person)).containsExactly("brought", "wanted");
    }

    @Test
    void anotherTimeIsLookedAfterAtOnceAndNoneKeepsEverything() {
        UserId person = keeping(null);
        library.store(List.of(post("1"), post("2")), connected(person));
        came(person, "1", 40);
        came(person, "2", 10);
        sweepOwners();
        assertThat(users.byId(person).orElseThrow().retention()).isNull();
        keep(person, 60);
        sweepOwners();
        assertThat(find(person, ContentQuery.all()).items()).hasSize(2);
        keep(person, 30);
        sweepOwners();
        assertThat(only(person).platformId()).isEqualTo("2");
        keep(person, null);
        assertThat(database.getCollection("users")
                        .find(Filters.eq("_id", person.value()))
                        .first())
                .doesNotContainKey("retention");
    }

    @Test
    void aLibraryIsDueAgainWhenItsNextPostIs() {
        UserId person = keeping(30);
        library.store(List.of(post("1"), post("2")), connected(person));
        came(person, "1", 31);
        sweepOwners();
        assertThat(reached(person).dueAt())
                .as("the next pass")
                .isEqualTo(began(person).plus(Duration.ofDays(1)));
        Instant next = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(MONTH).plus(Duration.ofHours(3));
        database.getCollection("libraryItems")
                .updateMany(
                        Filters.and(Filters.eq("userId", person.value()), Filters.eq("isDeleted", false)),
                        Updates.set("addedAt", next));
        due(person, "dueAt", daysAgo(0));
        sweepOwners();
        assertThat(reached(person).dueAt()).isEqualTo(next.plus(MONTH));
        assertThat(only(person).platformId()).isEqualTo("2");
    }

    private Instant began(UserId person) {
        return java.util.Objects.requireNonNull(reached(person).began());
    }

    @Test
    void whatStayedIsLookedAtAgainTheNextDay() {
        UserId person = keeping(30);
        library.store(List.of(aPost("1").tags(List.of("a")).build(), post("2")), connected(person));
        came(person, "1", 31);
        sweepOwners();
        assertThat(has(person)).containsExactly("1", "2");
        change(person, "1", new ContentChange(List.of(), null, null, null));
        due(person, "dueAt", daysAgo(0));
        sweepOwners();
        assertThat(has(person)).as("it was looked at already").containsExactly("1", "2");
        due(person, "began", daysAgo(2));
        due(person, "dueAt", daysAgo(0));
        sweepOwners();
        assertThat(has(person)).containsExactly("2");
    }

    @Test
    void aLargeLibraryIsLookedThroughInStepsThatANodeCanTakeOver() {
        UserId person = keeping(30);
        List<IncomingPost> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(aPost("many" + i).tags(List.of("kept")).build());
        }
        many.add(post("last"));
        library.store(many, connected(person));
        // all at one moment, as a batch comes
        database.getCollection("libraryItems").updateMany(new Document(), Updates.set("addedAt", daysAgo(31)));
        OwnersRetention owners = context.getBean(OwnersRetention.class);
        assertThat(owners.sweep()).isTrue();
        User.Retention halfWay = reached(person);
        assertThat(halfWay.item()).isNotNull();
        assertThat(owners.sweep()).isFalse();
        assertThat(reached(person).item()).isNotEqualTo(halfWay.item());
        assertThat(database.getCollection("libraryItems").countDocuments(Filters.eq("isDeleted", true)))
                .isOne();
    }

    @Test
    void whatIsSetWhileALibraryIsLookedThroughWins() {
        UserId person = keeping(30);
        User before = users.byId(person).orElseThrow();
        keep(person, 7);
        users.retained(before, new User.Retention(Instant.now().plus(MONTH), Instant.now(), null, null));
        assertThat(reached(person).dueAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(reached(person).began()).isNull();
    }
}
