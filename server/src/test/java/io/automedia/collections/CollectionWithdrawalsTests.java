package io.automedia.collections;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static io.automedia.collections.CollectionFixtures.add;
import static io.automedia.collections.CollectionFixtures.collection;
import static io.automedia.collections.CollectionFixtures.id;
import static io.automedia.collections.CollectionFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.content.CollectionMarks;
import io.automedia.storage.Leases;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestPeople;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class CollectionWithdrawalsTests {
    private final TestPeople people;
    private final MongoDatabase store;
    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final CollectionWithdrawals withdrawals;
    private final Leases leases;

    CollectionWithdrawalsTests(
            TestPeople people,
            MongoDatabase store,
            CollectionRepository repository,
            CollectionItems items,
            CollectionMarks marks,
            CollectionWithdrawals withdrawals,
            Leases leases) {
        this.people = people;
        this.store = store;
        this.repository = repository;
        this.items = items;
        this.marks = marks;
        this.withdrawals = withdrawals;
        this.leases = leases;
    }

    @Test
    void nobody_counts_again_while_posts_are_being_taken_out() {
        Http owner = people.someone().http();
        String path = collection(owner, "Emptied");
        owner.patch(path, "{\"settings\": {\"maxItems\": 3}}");
        List<String> posts = List.of(post(owner, "Goes"), post(owner, "Goes too"), post(owner, "Stays"));
        add(owner, path, posts.toArray(String[]::new));
        String late = post(owner, "Comes meanwhile");
        ObjectId id = new ObjectId(id(path));
        longAgo(id);
        PostCollection read = repository.find(id).orElseThrow();
        List<Boolean> recounted = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Clock meanwhile = new WatchedClock(() -> {
            if (items.count(id) == 1) {
                recounted.add(repository.recount(read, 1));
                added.add(add(owner, path, late).at("/code"));
            }
        });

        new CollectionWithdrawals(repository, items, marks, meanwhile)
                .takeOut(id, posts.subList(0, 2).stream().map(ObjectId::new).toList(), null, List.of());

        assertThat(recounted).as("by who had read it before").containsExactly(false);
        assertThat(added).as("by who came after").containsExactly("DATA003");
        assertThat(counted(id)).isEqualTo(1);
        assertThat(add(owner, path, late).status()).isEqualTo(200);
        assertThat(counted(id)).isEqualTo(items.count(id)).isEqualTo(2);
    }

    @Test
    void a_node_that_died_between_an_item_and_its_mark_hides_no_post() throws Exception {
        Http owner = people.someone().http();
        String path = collection(owner, "Half done");
        List<String> posts = List.of(post(owner, "Half"), post(owner, "Not at all"), post(owner, "Whole"));
        add(owner, path, posts.toArray(String[]::new));
        ObjectId id = new ObjectId(id(path));
        forget(id, "content", "_id", posts.get(1));
        forget(id, "libraryItems", "contentId", posts.get(0));
        forget(id, "libraryItems", "contentId", posts.get(1));
        String list = "/api/v1/content?collection=" + id;
        assertThat(owner.get(list).at("/page/total")).isEqualTo("1");
        long version = version(posts.get(2));
        CollectionSweep early = sweep(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-5)));
        CollectionSweep late = sweep(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));

        walk(early);
        assertThat(owner.get(list).at("/page/total"))
                .as("its node may be at it")
                .isEqualTo("1");
        walk(late);

        assertThat(owner.get(list).at("/page/total")).isEqualTo("3");
        assertThat(version(posts.get(2))).as("of one that lacked nothing").isEqualTo(version);
        assertThat(marks.unmarked(Map.of(id, posts.stream().map(ObjectId::new).toList())))
                .isEmpty();
    }

    @Test
    void a_start_walks_from_a_week_before_the_newest_and_what_is_older_is_looked_at_once_a_week() throws Exception {
        Http owner = people.someone().http();
        String path = collection(owner, "Old");
        String post = post(owner, "Half");
        add(owner, path, post, post(owner, "Newer"));
        ObjectId id = new ObjectId(id(path));
        forget(id, "libraryItems", "contentId", post);
        addedEarlier(id, post, Duration.ofDays(8));
        String list = "/api/v1/content?collection=" + id;
        SettableClock clock = new SettableClock(Instant.now().plus(Duration.ofMinutes(2)));
        CollectionSweep sweep = sweep(clock);

        walk(sweep);
        assertThat(owner.get(list).at("/page/total")).as("after a start").isEqualTo("1");
        clock.advance(Duration.ofDays(7));
        walk(sweep);

        assertThat(owner.get(list).at("/page/total")).as("a week later").isEqualTo("2");
    }

    private CollectionSweep sweep(Clock now) {
        return new CollectionSweep(repository, items, marks, withdrawals, leases, now);
    }

    private static void walk(CollectionSweep sweep) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = sweep.step();
        }
    }

    private void forget(ObjectId collection, String in, String field, String post) {
        assertThat(store.getCollection(in)
                        .updateOne(eq(field, new ObjectId(post)), Updates.pull("collections", collection))
                        .getModifiedCount())
                .isOne();
    }

    private void addedEarlier(ObjectId collection, String post, Duration by) {
        MongoCollection<Document> items = store.getCollection("collectionItems");
        Bson one = and(eq("collectionId", collection), eq("contentId", new ObjectId(post)));
        Document item = Objects.requireNonNull(items.findOneAndDelete(one));
        items.insertOne(item.append("_id", new ObjectId(Date.from(Instant.now().minus(by)))));
    }

    private long version(String post) {
        return Objects.requireNonNull(store.getCollection("content")
                        .find(eq("_id", new ObjectId(post)))
                        .first())
                .getLong("__v");
    }

    private void longAgo(ObjectId id) {
        Instant then = Instant.now().minus(Duration.ofMinutes(5));
        store.getCollection("collections")
                .updateOne(
                        eq("_id", id),
                        Updates.combine(
                                Updates.set("statistics.lastAdded", then),
                                Updates.set("statistics.lastUpdated", then)));
    }

    private long counted(ObjectId id) {
        return repository.find(id).orElseThrow().statistics().itemCount();
    }

    /// A clock that lets something happen whenever it is looked at.
    private static final class WatchedClock extends Clock {
        private final Runnable event;

        WatchedClock(Runnable event) {
            this.event = event;
        }

        @Override
        public Instant instant() {
            event.run();
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
