package io.automedia.collections;

import static com.mongodb.client.model.Filters.eq;
import static io.automedia.collections.CollectionFixtures.add;
import static io.automedia.collections.CollectionFixtures.collection;
import static io.automedia.collections.CollectionFixtures.id;
import static io.automedia.collections.CollectionFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.content.CollectionMarks;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.TestPeople;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class CollectionWithdrawalsTests {
    private final TestPeople people;
    private final MongoDatabase store;
    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;

    CollectionWithdrawalsTests(
            TestPeople people,
            MongoDatabase store,
            CollectionRepository repository,
            CollectionItems items,
            CollectionMarks marks) {
        this.people = people;
        this.store = store;
        this.repository = repository;
        this.items = items;
        this.marks = marks;
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
