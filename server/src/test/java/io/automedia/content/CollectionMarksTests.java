package io.automedia.content;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Items list the collections that hold their posts, whenever they come.
@AutoMediaTest
class CollectionMarksTests {
    private static final String CONTENT = "/api/v1/content";

    private final MongoDatabase store;
    private final Clock clock;
    private final Http ada;
    private final Http ben;
    private final String platformId = "marks-" + new ObjectId();
    private final String collection;
    private final String post;

    CollectionMarksTests(TestPeople people, MongoDatabase store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.ada = people.someone().http();
        this.ben = people.someone().http();
        this.post = write(ada);
        this.collection = ada.post("/api/v1/collections", "{\"name\": \"Open\", \"settings\": {\"isPublic\": true}}")
                .at("/id");
        Answer added = ada.post("/api/v1/collections/" + collection + "/items", "{\"contentIds\": [\"" + post + "\"]}");
        assertThat(added.status()).as("%s", added).isLessThan(300);
    }

    private String write(Http person) {
        return person.post(
                        CONTENT,
                        "{\"platform\": \"facebook\", \"platformId\": \"" + platformId
                                + "\", \"content\": {\"text\": \"Snow on the hills\"}}")
                .at("/id");
    }

    private List<String> found(Http person) {
        Answer answer = person.get(CONTENT + "?collection=" + collection);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json()
                .at("/items")
                .valueStream()
                .map(found -> found.at("/id").asString())
                .toList();
    }

    @Test
    void whoCollectsAPostLaterFindsItByACollectionThatHoldsIt() {
        assertThat(found(ben)).isEmpty();
        assertThat(write(ben)).isEqualTo(post);
        assertThat(found(ben)).containsExactly(post);

        ada.delete("/api/v1/collections/" + collection + "/items?contentId=" + post);
        assertThat(found(ben)).isEmpty();
        assertThat(found(ada)).isEmpty();
    }

    @Test
    void whatCameWhileAPostWasMarkedIsMarkedWhenThatIsUnderstood() {
        write(ben);
        understood();
        unmark();
        assertThat(found(ben)).isEmpty();
        store.getCollection("content")
                .updateOne(
                        eq("_id", new ObjectId(post)),
                        Updates.combine(
                                Updates.set("metadata.enrichment.lane", "history"),
                                Updates.set("metadata.enrichment.dueAt", clock.instant()),
                                Updates.inc("__v", 1L)));

        await().untilAsserted(() -> assertThat(found(ben)).containsExactly(post));
        assertThat(found(ada)).containsExactly(post);
    }

    @Test
    void whatWasInCollectionsBeforeItemsListedThemIsFoundAfterAMigration() {
        understood();
        unmark();
        assertThat(found(ada)).isEmpty();
        MissingCollections missing = new MissingCollections(store, clock);
        assertThat(missing.change(store.getCollection("content"), new Document("_id", new ObjectId(post))))
                .isOne();

        assertThat(found(ada)).as("at once").containsExactly(post);
        understood();
        assertThat(missing.change(store.getCollection("content"), new Document("_id", new ObjectId(post))))
                .isZero();
    }

    @Test
    void puttingAPostInAgainHealsWhatADeadNodeLeftUnmarked() {
        understood();
        unmark();
        ada.post("/api/v1/collections/" + collection + "/items", "{\"contentIds\": [\"" + post + "\"]}");
        assertThat(found(ada)).containsExactly(post);
    }

    private void understood() {
        await().until(() -> store.getCollection("content")
                        .countDocuments(new Document("_id", new ObjectId(post))
                                .append("processedAt", new Document("$ne", null))
                                .append("metadata.enrichment.dueAt", null))
                == 1);
    }

    private void unmark() {
        store.getCollection("libraryItems")
                .updateMany(eq("contentId", new ObjectId(post)), Updates.unset("collections"));
    }
}
