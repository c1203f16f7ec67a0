package io.automedia.schema;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.storage.Stores;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Documents that Mongoose wrote are read here, and documents of ours by Mongoose. Needs Node.js and its registry, and
/// is
/// skipped where one of them is missing.
@AutoMediaTest
class MongooseDocumentsTests {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path WORK = Path.of("target/mongoose").toAbsolutePath();

    private final TestPeople people;
    private final MongoDatabase store;
    private final Stores stores;
    private final Generations generations;

    MongooseDocumentsTests(TestPeople people, MongoDatabase store, Stores stores, Generations generations) {
        this.people = people;
        this.store = store;
        this.stores = stores;
        this.generations = generations;
    }

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "documents.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(WORK.resolve("node_modules/mongoose"))) {
            ForeignProgram run =
                    ForeignProgram.run(WORK, "", "", "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
            if (run.status() != 0) {
                throw new TestAbortedException("Mongoose can't be installed here: " + run.output());
            }
        }
    }

    private JsonNode mongoose(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "documents.mjs"));
        command.addAll(List.of(arguments));
        ForeignProgram run =
                ForeignProgram.run(WORK, stores.mongodbUri(), store.getName(), command.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        return JsonMapper.builder().build().readTree(run.output());
    }

    @Test
    void whatMongooseWroteIsReadHere() throws Exception {
        String hash = people.someone().user().password();
        String email = people.newEmail();
        JsonNode made = mongoose("write", email, hash);

        Answer signedIn = people.nobody()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}");
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.at("/user/profile/lastName")).isEqualTo("Doe");
        assertThat(signedIn.json().at("/user/statistics/totalTokensUsed").asLong())
                .isEqualTo(125_000);
        Http john = people.nobody().withToken(signedIn.at("/tokens/accessToken"));
        assertThat(john.get("/api/v1/users/me/api-keys")
                        .json()
                        .at("/items/0/key")
                        .asString())
                .as("not encrypted by us")
                .isEqualTo("…");
        assertThat(john.patch("/api/v1/users/me", "{\"profile\":{\"bio\":\"Changed here\"}}")
                        .status())
                .isEqualTo(200);

        Answer topic = john.get("/api/v1/topics/" + made.at("/topic").asString());
        assertThat(topic.at("/name")).isEqualTo("Cryptocurrency");
        assertThat(topic.at("/keywords/0/variations/0")).isEqualTo("BTC");
        assertThat(topic.at("/settings/updateFrequency")).isEqualTo("15m");
        assertThat(topic.json().at("/settings/minEngagement/likes").asInt()).isEqualTo(100);

        Content post = Objects.requireNonNull(store.getCollection("content", Content.class)
                .find(new Document("_id", new ObjectId(made.at("/post").asString())))
                .first());
        assertThat(post.content().hashtags()).containsExactly(new Content.Hashtag("SpaceX", List.of(58, 65)));
        assertThat(post.metadata().counter("likes")).isEqualTo(125_000);
        assertThat(Objects.requireNonNull(post.metadata().location()).coordinates())
                .isEqualTo(new ContentMetadata.Coordinates(31.9686, -99.9018));
        assertThat(post.publishedAt()).isEqualTo(Instant.parse("2024-01-15T10:30:00Z"));
        assertThat(post.source()).isEqualTo(new ObjectId(made.at("/user").asString()));
        store.getCollection("content").deleteOne(new Document("_id", post.id()));
        assertShowsOthers(john, made);
        List.of("platform", "agent", "generation", "collection", "session")
                .forEach(kind -> forget(kind + "s", made.path(kind).asString()));
    }

    private static void assertShowsOthers(Http john, JsonNode made) {
        JsonNode platform = shown(john, "platforms", made.at("/platform"));
        assertThat(platform.at("/statistics/errors/lastError/message").asString())
                .isEqualTo("Rate limit exceeded");
        assertThat(platform.at("/webhooks/0/id").asString()).isEqualTo("wh_123456789");
        assertThat(platform.at("/settings/retryAttempts").asInt()).isEqualTo(3);
        JsonNode agent = shown(john, "agents", made.at("/agent"));
        assertThat(agent.at("/config/templates/0/example").asString()).isEqualTo("It snows.");
        assertThat(agent.at("/performance/userRating").asDouble()).isEqualTo(4.5);
        JsonNode generation = shown(john, "generations", made.at("/generation"));
        assertThat(generation.at("/cost").asDouble()).isEqualTo(0.00483);
        assertThat(generation.at("/agentId").asString())
                .isEqualTo(made.at("/agent").asString());
        assertThat(generation.path("batchId").isNull()
                        || generation.path("batchId").isMissingNode())
                .isTrue();
        JsonNode collection = shown(john, "collections", made.at("/collection"));
        assertThat(collection.at("/rules/criteria/0/value").asString()).isEqualTo("AI");
        assertThat(collection.at("/rules/criteria/1/value").isBoolean()).isTrue();
        assertThat(collection.at("/rules/criteria/2/value/1").asString()).isEqualTo("post");
        JsonNode session = shown(john, "sessions", made.at("/session"));
        assertThat(session.at("/location/coordinates/lng").asDouble()).isEqualTo(-122.4194);
        assertThat(session.at("/deviceInfo/os").asString()).isEqualTo("Windows 10");
    }

    /// Others look at all there is, and Mongoose writes nulls and versions.
    private void forget(String collection, String id) {
        store.getCollection(collection).deleteOne(new Document("_id", new ObjectId(id)));
    }

    private static JsonNode shown(Http http, String what, JsonNode id) {
        Answer shown = http.get("/api/v1/" + what + "/" + id.asString());
        assertThat(shown.status()).as("%s", shown).isEqualTo(200);
        return shown.json();
    }

    @Test
    void whatIsWrittenHereIsReadAndChangedByMongoose() throws Exception {
        TestPerson ada = people.someone();
        String post = ada.http().post("/api/v1/content", """
                {"platform": "twitter", "content": {"text": "Snow #winter"}, "author": {"username": "lena"},
                 "metadata": {"engagement": {"likes": 7}, "location": {"name": "Here", "coordinates": {"lat": 31.5, "lng": -99.5}}}}
                """).at("/id");
        String topic = ada.http()
                .post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}")
                .at("/id");

        String agent =
                ada.http().post("/api/v1/agents", GenerationFixtures.AGENT).at("/id");
        ObjectId generation = generations
                .keep(ada.caller(), GenerationFixtures.answered("Snow", new ObjectId(agent), List.of()))
                .id();
        String collection = ada.http().post("/api/v1/collections", """
                {"name": "Ideas", "type": "smart", "rules": {"criteria": [
                  {"field": "tags", "operator": "contains", "value": "AI"},
                  {"field": "aiGenerated", "operator": "equals", "value": true},
                  {"field": "metadata.engagement.likes", "operator": "greaterThan", "value": 7}]}}
                """).at("/id");
        String platform = ada.http()
                .post("/api/v1/platforms", "{\"type\":\"twitter\",\"config\":{\"apiKey\":\"secret\"}}")
                .at("/id");
        String session = ada.http().get("/api/v1/sessions").at("/items/0/id");

        mongoose(
                "change",
                ada.user().id().toHexString(),
                topic,
                post,
                agent,
                generation.toHexString(),
                collection,
                session,
                platform);

        Answer changed = ada.http().get("/api/v1/topics/" + topic);
        assertThat(changed.json().at("/weight").asInt()).isEqualTo(5);
        assertThat(changed.at("/keywords/1/term")).isEqualTo("ice");
        assertThat(changed.at("/keywords/1/variations/0")).isEqualTo("frost");
        assertThat(ada.http().get("/api/v1/agents/" + agent).at("/tags/1")).isEqualTo("mongoose");
        assertThat(ada.http().get("/api/v1/collections/" + collection).at("/rules/criteria/2/value/1"))
                .isEqualTo("b");
        forget("agents", agent);
        forget("collections", collection);
    }

    /// That what Mongoose makes of the least that can be said is made of it here; it also shows by itself that an
    /// update
    /// moves `updatedAt` unless it says otherwise, and never `createdAt`.
    @Test
    void aNewDocumentIsWhatMongooseMakesOfTheSame() throws Exception {
        ObjectId user = people.someone().user().id();
        JsonNode made = mongoose("new", user.toHexString());
        ObjectId other = people.someone().user().id();
        MongoCollection<Document> topics = store.getCollection("topics");
        topics.insertOne(new Document("userId", other)
                .append("name", "Inserted")
                .append("keywords", List.of(new Document("term", "ice")))
                .append("webhooks", List.of(new Document("url", "https://user-app.com/webhook"))));
        topics.updateOne(
                and(eq("userId", other), eq("name", "Upserted"), eq("isActive", false)),
                combine(set("keywords", List.of()), set("settings.language", "en")),
                new UpdateOptions().upsert(true));

        for (String name : List.of("inserted", "upserted")) {
            Document theirs = Objects.requireNonNull(topics.find(
                            eq("_id", new ObjectId(made.at("/" + name).asString())))
                    .first());
            Document ours =
                    Objects.requireNonNull(topics.find(and(eq("userId", other), eq("name", theirs.getString("name"))))
                            .first());
            assertThat(plain(ours)).as(name).isEqualTo(plain(theirs));
        }
    }

    /// Numbers of one type, times as such, and without what no two have in common nor what only Mongoose counts.
    private static Object plain(Object value) {
        return switch (value) {
            case Document document -> {
                Map<String, Object> parts = new TreeMap<>();
                document.forEach((name, part) -> parts.put(name, plain(part)));
                parts.keySet().removeAll(List.of("_id", "userId", "__v"));
                yield parts;
            }
            case List<?> list ->
                list.stream().map(MongooseDocumentsTests::plain).toList();
            case Number number -> number.doubleValue();
            case Date ignored -> "a time";
            default -> value;
        };
    }
}
