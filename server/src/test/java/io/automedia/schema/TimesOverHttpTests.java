package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// That whatever changes a thing over the API moves its `updatedAt`, and that counting doesn't.
@AutoMediaTest
class TimesOverHttpTests {
    private static final Date LONG_AGO = Date.from(Instant.parse("2001-01-01T00:00:00Z"));

    private final TestPeople people;
    private final TestPerson ada;
    private final Http http;
    private final Generations generations;
    /// Writes what it is told to.
    private final MongoDatabase raw;

    TimesOverHttpTests(TestPeople people, Generations generations, MongoClient client, MongoDatabase store) {
        this.people = people;
        this.ada = people.someone();
        this.http = ada.http();
        this.generations = generations;
        this.raw = client.getDatabase(store.getName());
    }

    private Document stored(String collection, Bson which) {
        return Objects.requireNonNull(raw.getCollection(collection).find(which).first());
    }

    private void moves(String collection, ObjectId id, Supplier<Answer> change) {
        moves(collection, Filters.eq("_id", id), change);
    }

    private void moves(String collection, Bson which, Supplier<Answer> change) {
        agedThen(collection, which, change);
        Document after = stored(collection, which);
        assertThat(after.getDate("updatedAt")).isAfter(LONG_AGO);
        // an item of a library says when it was added
        if (!collection.equals("libraryItems")) {
            assertThat(after.getDate("createdAt")).isEqualTo(LONG_AGO);
        }
    }

    private void agedThen(String collection, Bson which, Supplier<Answer> change) {
        raw.getCollection(collection).updateOne(which, Updates.set("updatedAt", LONG_AGO));
        if (!collection.equals("libraryItems")) {
            raw.getCollection(collection).updateOne(which, Updates.set("createdAt", LONG_AGO));
        }
        Answer answer = change.get();
        assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
    }

    private ObjectId made(String collection, String body) {
        Answer made = http.post("/api/v1/" + collection, body);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new ObjectId(made.at("/id"));
    }

    private ObjectId agent() {
        return made("agents", GenerationFixtures.AGENT);
    }

    @Test
    void aPerson() {
        ObjectId id = ada.user().id();
        moves("users", id, () -> http.patch("/api/v1/users/me", "{\"profile\": {\"bio\": \"Changed\"}}"));
        String keys = "/api/v1/users/me/api-keys";
        moves(
                "users",
                id,
                () -> http.post(
                        keys, "{\"provider\": \"openai\", \"key\": \"sk-1234567890abcdef\", \"label\": \"Mine\"}"));
        String key = keys + "/" + http.get(keys).at("/items/0/id");
        moves("users", id, () -> http.patch(key, "{\"isActive\": false}"));
        moves("users", id, () -> http.delete(key));
    }

    @Test
    void aConnectionAndItsSources() {
        ObjectId id = made("platforms", "{\"type\": \"fake\", \"status\": \"inactive\"}");
        String path = "/api/v1/platforms/" + id;
        moves("platforms", id, () -> http.patch(path, "{\"name\": \"Other\"}"));
        ObjectId source = new ObjectId(
                http.post(path + "/sources", "{\"value\": \"times\"}").at("/id"));
        moves("platformSources", source, () -> http.patch(path + "/sources/" + source, "{\"title\": \"Other\"}"));
        moves("platformSources", source, () -> http.delete(path + "/sources/" + source));
        moves("platformSources", source, () -> http.post(path + "/sources/" + source + "/restore", ""));
    }

    @Test
    void aPostAndWhatAPersonHasToDoWithIt() {
        ObjectId id = made("content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Changing\"}}");
        String path = "/api/v1/content/" + id;
        await().until(() -> http.get(path).json().has("processedAt"));
        moves("content", id, () -> http.patch(path, "{\"tags\": [\"a\"]}"));
        Bson item = Filters.and(Filters.eq("userId", ada.user().id()), Filters.eq("contentId", id));
        moves("libraryItems", item, () -> http.patch(path, "{\"isArchived\": true}"));
        moves("libraryItems", item, () -> http.delete(path));
    }

    @Test
    void aTopic() {
        ObjectId id = made("topics", "{\"name\": \"Times\", \"keywords\": [{\"term\": \"times\"}]}");
        moves("topics", id, () -> http.patch("/api/v1/topics/" + id, "{\"weight\": 5}"));
    }

    @Test
    void anAgent() {
        ObjectId id = agent();
        String path = "/api/v1/agents/" + id;
        moves("agents", id, () -> http.patch(path, "{\"description\": \"Other\"}"));
        moves("agents", id, () -> http.put(path + "/favorite", ""));
        moves("agents", id, () -> http.delete(path + "/favorite"));
        moves("agents", id, () -> http.patch(path, "{\"isDefault\": true}"));
        moves("agents", id, () -> http.patch(path, "{\"isDefault\": false}"));
    }

    @Test
    void aCollection() {
        ObjectId id = made("collections", "{\"name\": \"Times\"}");
        String path = "/api/v1/collections/" + id;
        TestPerson ben = people.someone();
        moves("collections", id, () -> http.patch(path, "{\"description\": \"Other\"}"));
        moves(
                "collections",
                id,
                () -> http.put(
                        path + "/permissions", "{\"person\": \"" + ben.user().email() + "\", \"role\": \"viewer\"}"));
        moves("collections", id, () -> ben.http().delete(path + "/permissions"));
    }

    /// What is taken out of other things when an agent is deleted changes them.
    @Test
    void aGenerationAndWhatNamesAnAgentThatIsDeleted() {
        ObjectId agent = agent();
        ObjectId id = generations
                .keep(ada.caller(), GenerationFixtures.answered("Snow", agent, List.of()))
                .id();
        ObjectId copy = new ObjectId(http.post("/api/v1/agents/" + agent + "/clone", "{\"name\": \"Copy\"}")
                .at("/id"));
        String path = "/api/v1/generations/" + id;
        moves("generations", id, () -> http.put(path + "/feedback", "{\"userRating\": 4}"));
        moves("generations", id, () -> {
            raw.getCollection("agents").updateOne(Filters.eq("_id", copy), Updates.set("updatedAt", LONG_AGO));
            return http.delete("/api/v1/agents/" + agent);
        });
        assertThat(stored("generations", Filters.eq("_id", id)).get("agentId")).isNull();
        assertThat(stored("agents", Filters.eq("_id", copy)).getDate("updatedAt"))
                .isAfter(LONG_AGO);
    }

    @Test
    void whatIsCountedAndAnnouncedIsNoChange() {
        ObjectId topic = made("topics", "{\"name\": \"Counted\", \"keywords\": [{\"term\": \"counting\"}]}");
        ObjectId collection = made("collections", "{\"name\": \"Counted\", \"settings\": {\"isPublic\": true}}");
        for (String[] each : new String[][] {
            {"topics", topic.toHexString()},
            {"collections", collection.toHexString()},
            {"users", ada.user().id().toHexString()}
        }) {
            raw.getCollection(each[0])
                    .updateOne(Filters.eq("_id", new ObjectId(each[1])), Updates.set("updatedAt", LONG_AGO));
        }
        ObjectId post = made("content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Counting snow\"}}");
        String path = "/api/v1/collections/" + collection;
        assertThat(http.post(path + "/items", "{\"contentIds\": [\"" + post + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(people.someone().http().get(path).status()).isEqualTo(200);

        await().until(() -> count("topics", topic, "contentCount") == 1);
        await().until(() -> count("collections", collection, "itemCount") == 1);
        await().until(() -> count("collections", collection, "totalViews") == 1);
        await().until(() -> count("users", ada.user().id(), "totalContentCollected") == 1);
        await().until(() ->
                !stored("collections", Filters.eq("_id", collection)).containsKey("pendingUpdates"));
        assertThat(stored("topics", Filters.eq("_id", topic)).getDate("updatedAt"))
                .isEqualTo(LONG_AGO);
        assertThat(stored("collections", Filters.eq("_id", collection)).getDate("updatedAt"))
                .isEqualTo(LONG_AGO);
        assertThat(stored("users", Filters.eq("_id", ada.user().id())).getDate("updatedAt"))
                .isEqualTo(LONG_AGO);
    }

    private long count(String collection, ObjectId id, String counter) {
        return stored(collection, Filters.eq("_id", id))
                .get("statistics", Document.class)
                .get(counter, Number.class)
                .longValue();
    }
}
