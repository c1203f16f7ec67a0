package io.automedia.schema;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.content.Content;
import io.automedia.content.Origin;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.media.MediaSamples;
import io.automedia.platforms.Platform;
import io.automedia.platforms.PlatformStatus;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StoredSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents that another program has spoilt are shown as far as they can be read, with all others around
/// them.
@AutoMediaTest
class BrokenDocumentsTests {

    private final TestPeople people;
    private final InstalledSchema installed;
    /// Nothing is checked here.
    private final MongoDatabase database;

    private final MongoDatabase checked;
    private final Set<Spoilt> spoilt = new HashSet<>();
    private final Generations generations;

    BrokenDocumentsTests(
            TestPeople people,
            InstalledSchema installed,
            MongoClient client,
            MongoDatabase checkedDatabase,
            Generations generations) {
        this.people = people;
        this.generations = generations;
        this.installed = installed;
        this.checked = checkedDatabase;
        this.database = client.getDatabase(checkedDatabase.getName());
    }

    private record Spoilt(String collection, ObjectId id) {}

    /// Other tests look at all there is. Of a document that the application writes to at the same moment some
    /// servers delete nothing.
    @AfterEach
    void removeWhatIsSpoilt() {
        spoilt.forEach(one -> await().pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(() -> isRemoved(database.getCollection(one.collection()), one.id())));
    }

    private static boolean isRemoved(MongoCollection<Document> documents, ObjectId id) {
        documents.deleteOne(eq("_id", id));
        return documents.find(eq("_id", id)).first() == null;
    }

    private void spoil(String collection, ObjectId id, Bson... changes) {
        MongoCollection<Document> documents = database.getCollection(collection);
        spoilt.add(new Spoilt(collection, id));
        for (Bson change : changes) {
            assertThat(documents
                            .updateOne(eq("_id", id), change, new UpdateOptions().bypassDocumentValidation(true))
                            .getMatchedCount())
                    .isOne();
        }
    }

    private Document stored(String collection, Bson which) {
        return Objects.requireNonNull(
                database.getCollection(collection).find(which).first());
    }

    private List<String> broken(ObjectId id) {
        List<String> broken = new ArrayList<>();
        new StoredSchema(database, installed.collections()).brokenDocuments(document -> {
            if (document.id().equals(id.toHexString())) {
                broken.add(document.collection() + ": " + document.fault());
            }
        });
        return broken;
    }

    @Test
    void aListWithASpoiltPostHasAllPosts() {
        Http owner = people.someone().http();
        List<ObjectId> posts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Answer made = owner.post(
                    "/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Snow " + i + "\"}}");
            posts.add(new ObjectId(made.at("/id")));
        }
        await().until(() ->
                posts.stream().allMatch(id -> stored("content", eq("_id", id)).containsKey("processedAt")));
        ObjectId spoilt = posts.get(1);
        spoil(
                "content",
                spoilt,
                Updates.set("type", 5),
                Updates.set("author", "nobody"),
                Updates.set("publishedAt", "yesterday"),
                Updates.set("metadata.engagement", List.of("many")),
                Updates.set("metadata.sentiment", new Document("score", "high")),
                Updates.set("moderationStatus", "perhaps"),
                Updates.set("tags", List.of(1, 2)),
                Updates.set("unheardOf", new Document("a", 1)),
                Updates.unset("content"));
        ObjectId item = stored("libraryItems", eq("contentId", spoilt)).getObjectId("_id");
        spoil("libraryItems", item, Updates.set("via", "pigeon"), Updates.set("tags", 7), Updates.unset("origin"));

        Answer list = owner.get("/api/v1/content?sortBy=collectedAt");
        assertThat(list.status()).as("%s", list).isEqualTo(200);
        assertThat(list.json()
                        .path("items")
                        .valueStream()
                        .map(post -> post.path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        posts.stream().map(ObjectId::toHexString).toList());
        assertThat(owner.get("/api/v1/content/" + spoilt).status()).isEqualTo(200);
        assertThat(broken(spoilt))
                .containsExactly("content: type must be one of tweet, post, video, image, story, generated");
        assertThat(broken(item)).hasSize(1);
    }

    @Test
    void aListWithASpoiltTopicHasAllTopics() {
        Http owner = people.someone().http();
        ObjectId spoilt = topic(owner, "Snow");
        ObjectId other = topic(owner, "Rain");
        spoil(
                "topics",
                spoilt,
                Updates.set("weight", "heavy"),
                Updates.set("keywords", "snow"),
                Updates.set("settings", 3),
                Updates.unset("statistics"),
                Updates.unset("createdAt"));
        Answer list = owner.get("/api/v1/topics");
        assertThat(list.status()).as("%s", list).isEqualTo(200);
        assertThat(list.text()).contains(spoilt.toHexString(), other.toHexString());
        assertThat(broken(spoilt)).hasSize(1);
        assertThat(broken(other)).isEmpty();
    }

    @Test
    void aSpoiltTopicKeepsNoOtherFromMatching() {
        TestPeople.TestPerson owner = people.someone();
        Document made = stored("topics", eq("_id", topic(owner.http(), "Snow")));
        Document spoilt = another(made, "Hail").append("weight", 9);
        Document other =
                another(made, "Sleet").append("keywords", List.of(new Document("term", "sleet").append("weight", 1)));
        this.spoilt.add(new Spoilt("topics", spoilt.getObjectId("_id")));
        database.getCollection("topics")
                .insertMany(
                        List.of(spoilt, other),
                        new com.mongodb.client.model.InsertManyOptions().bypassDocumentValidation(true));
        await().untilAsserted(() -> {
            owner.http()
                    .post(
                            "/api/v1/content",
                            "{\"platform\": \"twitter\", \"content\": {\"text\": \"Nothing but sleet\"}}");
            assertThat(database.getCollection("libraryItems")
                            .countDocuments(new Document("userId", owner.user().id())
                                    .append("topics.topicId", other.getObjectId("_id"))))
                    .isPositive();
        });
    }

    /// As if another node had made it just now.
    private static Document another(Document topic, String name) {
        return new Document(topic)
                .append("_id", new ObjectId())
                .append("name", name)
                .append("updatedAt", java.util.Date.from(java.time.Instant.now()));
    }

    private static ObjectId topic(Http owner, String name) {
        Answer made = owner.post(
                "/api/v1/topics", "{\"name\": \"" + name + "\", \"keywords\": [{\"term\": \"" + name + "\"}]}");
        return new ObjectId(made.at("/id"));
    }

    @Test
    void aTopicOfAnotherProgramCanBeChangedAndKeepsWhatIsNotKnownHere() {
        Http owner = people.someone().http();
        ObjectId topic = topic(owner, "Snow");
        spoil("topics", topic, Updates.unset("__v"), Updates.unset("settings"), Updates.set("unheardOf", "kept"));
        Answer read = owner.get("/api/v1/topics/" + topic);
        assertThat(read.at("/settings/updateFrequency")).isEqualTo("15m");
        assertThat(read.json().at("/settings/notificationEnabled").asBoolean()).isTrue();

        Answer changed = owner.patch(
                "/api/v1/topics/" + topic,
                "{\"description\": \"Now with words\", \"settings\": {\"language\": \"en\"}}");
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(stored("topics", eq("_id", topic)))
                .containsEntry("description", "Now with words")
                .containsEntry("unheardOf", "kept")
                .containsEntry("__v", 1L);
        assertThat(stored("topics", eq("_id", topic)).get("settings", Document.class))
                .containsEntry("language", "en")
                .containsEntry("updateFrequency", "15m")
                .containsEntry("notificationEnabled", true);
    }

    @Test
    void aRoleThatIsNotKnownHerePermitsNothing() {
        Http owner = people.someone().http();
        TestPeople.TestPerson stranger = people.someone();
        ObjectId collection = new ObjectId(
                owner.post("/api/v1/collections", "{\"name\": \"Mine\"}").at("/id"));
        Document permission = new Document("userId", stranger.user().id())
                .append("grantedAt", java.util.Date.from(java.time.Instant.EPOCH));
        String path = "/api/v1/collections/" + collection;
        for (Document spoilt :
                List.of(new Document(permission).append("role", "commander"), permission, new Document("role", 1))) {
            spoil("collections", collection, Updates.set("permissions", List.of(spoilt)));
            assertThat(stranger.http().get(path).status()).isEqualTo(404);
            assertThat(stranger.http().delete(path).status()).isEqualTo(404);
            assertThat(owner.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void aChangeOfACollectionKeepsWhatIsNotKnownHere() {
        Http owner = people.someone().http();
        TestPeople.TestPerson viewer = people.someone();
        TestPeople.TestPerson stranger = people.someone();
        Answer made = owner.post("/api/v1/collections", """
                {"name": "Mine", "type": "smart",
                 "rules": {"criteria": [{"field": "tags", "operator": "contains", "value": "AI"}],
                           "conditions": {"dateRange": {"from": "2024-01-01T00:00:00Z"}}}}
                """);
        ObjectId collection = new ObjectId(made.at("/id"));
        String path = "/api/v1/collections/" + collection;
        share(owner, path, viewer, "viewer");
        spoil(
                "collections",
                collection,
                Updates.set("permissions.0.note", "a friend"),
                Updates.push(
                        "permissions",
                        new Document("userId", stranger.user().id())
                                .append("role", "commander")
                                .append("since", 1)),
                Updates.set("settings.theme", "dark"),
                Updates.set("rules.criteria.0.weight", 2),
                Updates.set("rules.conditions.minEngagement", null),
                Updates.set("unheardOf", "kept"));
        Document before = stored("collections", eq("_id", collection));

        Answer renamed = owner.patch(path, "{\"name\": \"Renamed\", \"settings\": {\"sortOrder\": \"asc\"}}");

        assertThat(renamed.status()).as("%s", renamed).isEqualTo(200);
        Document after = stored("collections", eq("_id", collection));
        assertThat(after)
                .containsEntry("name", "Renamed")
                .containsEntry("permissions", before.get("permissions"))
                .containsEntry("rules", before.get("rules"))
                .containsEntry("unheardOf", "kept");
        assertThat(after.get("settings", Document.class))
                .containsEntry("theme", "dark")
                .containsEntry("sortOrder", "asc");

        assertThat(share(owner, path, viewer, "editor").status()).isEqualTo(200);
        List<Document> permissions = permissions(collection);
        assertThat(permissions.getFirst()).containsEntry("role", "editor").containsEntry("note", "a friend");
        assertThat(permissions.getLast())
                .isEqualTo(before.getList("permissions", Document.class).getLast());
    }

    @Test
    void whoseRoleIsNotKnownHereSeesNothingAndCanLeave() {
        Http owner = people.someone().http();
        TestPeople.TestPerson stranger = people.someone();
        ObjectId collection = new ObjectId(
                owner.post("/api/v1/collections", "{\"name\": \"Mine\"}").at("/id"));
        String path = "/api/v1/collections/" + collection;
        String post = owner.post(
                        "/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Not for him\"}}")
                .at("/id");
        owner.post(path + "/items", "{\"contentIds\": [\"" + post + "\"]}");
        spoil(
                "collections",
                collection,
                Updates.push(
                        "permissions", new Document("userId", stranger.user().id()).append("role", "commander")));
        assertThat(stranger.http().get("/api/v1/content/" + post).status()).isEqualTo(404);
        assertThat(stranger.http()
                        .get("/api/v1/collections?scope=shared")
                        .json()
                        .at("/items")
                        .isEmpty())
                .isTrue();

        assertThat(stranger.http().delete(path + "/permissions").status()).isEqualTo(204);

        assertThat(permissions(collection)).isEmpty();
    }

    private static Answer share(Http owner, String path, TestPeople.TestPerson with, String role) {
        return owner.put(
                path + "/permissions", "{\"person\": \"" + with.user().email() + "\", \"role\": \"" + role + "\"}");
    }

    private List<Document> permissions(ObjectId collection) {
        return stored("collections", eq("_id", collection)).getList("permissions", Document.class);
    }

    @Test
    void whatIsNotKnownToBeActiveOrLiveIsNot() {
        MongoCollection<Document> platforms = database.getCollection("platforms");
        ObjectId id = new ObjectId();
        spoilt.add(new Spoilt("platforms", id));
        platforms.insertOne(
                new Document("_id", id).append("status", "resting"),
                new com.mongodb.client.model.InsertOneOptions().bypassDocumentValidation(true));
        assertThat(checked.getCollection("platforms", Platform.class)
                        .find(eq("_id", id))
                        .first())
                .isNotNull()
                .extracting(Platform::status)
                .isEqualTo(PlatformStatus.INACTIVE);
        spoilt.add(new Spoilt("content", id));
        database.getCollection("content")
                .insertOne(
                        new Document("_id", id).append("origin", "moon"),
                        new com.mongodb.client.model.InsertOneOptions().bypassDocumentValidation(true));
        assertThat(checked.getCollection("content", Content.class)
                        .find(eq("_id", id))
                        .first())
                .isNotNull()
                .extracting(Content::origin)
                .isEqualTo(Origin.IMPORT);
    }

    /// Of each kind two, of which the first is spoilt wherever another value can be: which fields are whose it is and
    /// how it is found can't.
    @ParameterizedTest
    @CsvSource({
        "agents,          /api/v1/agents,      userId",
        "generations,     /api/v1/generations, userId",
        "platforms,       /api/v1/platforms,   userId",
        "collectionItems, /items,              collectionId contentId",
        "jobs,            /api/v1/jobs,        userId",
        "fs.files,        /api/v1/media,       metadata"
    })
    void aListWithOneThatIsSpoiltHasTheOthersToo(String collection, String list, String kept) {
        TestPeople.TestPerson owner = people.someone();
        List<ObjectId> ids = two(owner, collection);
        String shown = collection.equals("collectionItems") ? "contentId" : "_id";
        Document document = stored(collection, eq(shown, ids.getFirst()));
        ObjectId id = document.getObjectId("_id");
        List<String> left = new ArrayList<>(List.of(kept.split(" ")));
        left.add("_id");
        document.forEach((field, value) -> {
            if (!left.contains(field)) {
                spoil(collection, id, Updates.set(field, value instanceof String ? 5 : "spoilt"));
            }
        });
        if (collection.equals("fs.files")) {
            spoil(collection, id, Updates.set("metadata.type", 5), Updates.set("metadata.width", "wide"));
        }
        String path = list.equals("/items") ? "/api/v1/collections/" + document.get("collectionId") + list : list;
        Answer all = owner.http().get(path);
        assertThat(all.status()).as("%s", all).isEqualTo(200);
        assertThat(all.text())
                .contains(ids.getFirst().toHexString(), ids.getLast().toHexString());
        assertThat(broken(id)).hasSize(1);
    }

    private List<ObjectId> two(TestPeople.TestPerson owner, String kind) {
        Http http = owner.http();
        return switch (kind) {
            case "agents" ->
                made(http, "agents", GenerationFixtures.AGENT, GenerationFixtures.AGENT.replace("Content", "Another"));
            case "platforms" -> made(http, "platforms", "{\"type\": \"fake\"}", "{\"type\": \"twitter\"}");
            case "jobs" -> {
                List<ObjectId> jobs = made(http, "content/export", "{\"format\": \"csv\"}", "{\"format\": \"jsonl\"}");
                // what is under way is written to
                jobs.forEach(job -> await().until(() ->
                        http.get("/api/v1/jobs/" + job).at("/status").equals("completed")));
                yield jobs;
            }
            case "generations" ->
                Stream.of("One", "Other")
                        .map(text -> generations
                                .keep(owner.caller(), GenerationFixtures.answered(text))
                                .id())
                        .toList();
            case "fs.files" ->
                Stream.of(3, 4)
                        .map(width -> new ObjectId(http.upload("/api/v1/media", "a.png", MediaSamples.png(width, 4))
                                .at("/id")))
                        .toList();
            default -> {
                ObjectId collection =
                        made(http, "collections", "{\"name\": \"Mine\"}").getFirst();
                String post = "{\"platform\": \"twitter\", \"content\": {\"text\": \"Snow\"}}";
                List<ObjectId> posts = made(http, "content", post, post);
                posts.forEach(one -> http.post(
                        "/api/v1/collections/" + collection + "/items", "{\"contentIds\": [\"" + one + "\"]}"));
                yield posts;
            }
        };
    }

    private static List<ObjectId> made(Http http, String what, String... bodies) {
        return Stream.of(bodies)
                .map(body -> new ObjectId(http.post("/api/v1/" + what, body).at("/id")))
                .toList();
    }

    @Test
    void aSpoiltAccountIsShownToItsOwner() {
        TestPeople.TestPerson owner = people.someone();
        ObjectId id = owner.user().id();
        stored("users", eq("_id", id)).forEach((field, value) -> {
            if (!List.of("_id", "email", "isActive").contains(field)) {
                spoil("users", id, Updates.set(field, value instanceof String ? 5 : "spoilt"));
            }
        });
        Answer shown = owner.http().get("/api/v1/users/me");
        assertThat(shown.status()).as("%s", shown).isEqualTo(200);
        assertThat(shown.at("/email")).isEqualTo(owner.user().email());
        assertThat(shown.at("/role")).isEqualTo("user");
        assertThat(broken(id)).hasSize(1);
    }

    @Test
    void aListWithASpoiltSessionHasTheOtherSessions() {
        TestPeople.TestPerson owner = people.someone();
        Document own = stored("sessions", eq("userId", owner.user().id()));
        Document spoilt = new Document(own)
                .append("_id", new ObjectId())
                .append("token", "another")
                .append("deviceInfo", "none")
                .append("location", List.of());
        this.spoilt.add(new Spoilt("sessions", spoilt.getObjectId("_id")));
        database.getCollection("sessions")
                .insertOne(spoilt, new com.mongodb.client.model.InsertOneOptions().bypassDocumentValidation(true));
        Answer list = owner.http().get("/api/v1/sessions");
        assertThat(list.status()).as("%s", list).isEqualTo(200);
        assertThat(list.text()).contains(own.getObjectId("_id").toHexString());
    }
}
