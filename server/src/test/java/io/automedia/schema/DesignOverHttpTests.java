package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examples of the design over the API, their references led to things that exist: what callers may set is taken
/// and comes back as
/// they sent it, and what only the program writes is shown as it is kept.
@AutoMediaTest
class DesignOverHttpTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonWriterSettings PLAIN = JsonWriterSettings.builder()
            .objectIdConverter((id, writer) -> writer.writeString(id.toHexString()))
            .dateTimeConverter((time, writer) ->
                    writer.writeString(Instant.ofEpochMilli(time).toString()))
            .build();

    private final MongoDatabase store;
    private final TestPerson ada;
    private final TestPerson ben;
    private final Http http;
    private final Map<ObjectId, String> kept = new HashMap<>();

    DesignOverHttpTests(TestPeople people, MongoDatabase store) {
        this.store = store;
        ada = people.someone();
        ben = people.someone();
        http = ada.http();
    }

    /// Others look at all there is.
    @AfterEach
    void tidy() {
        kept.forEach((id, collection) -> store.getCollection(collection).deleteOne(Filters.eq("_id", id)));
    }

    private void keep(String collection, Document document) {
        kept.put(document.getObjectId("_id"), collection);
        store.getCollection(collection, Document.class).insertOne(document);
    }

    @BeforeEach
    void read() {
        assumeTrue(Files.exists(Design.FILE), "the design is not here");
    }

    @Test
    void aPersonTakesTheProfileAndThePreferences() {
        Document example = only(Design.read().document("users"), "profile", "preferences");
        example.get("preferences", Document.class)
                .get("contentDefaults", Document.class)
                .append("defaultAgent", agent());
        Answer changed = http.patch("/api/v1/users/me", plain(example));
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertShows(http.get("/api/v1/users/me").json(), example);
    }

    @Test
    void anAccountIsShownAsItIsKept() {
        Document example = only(
                Design.read().document("users"), "settings", "subscription", "statistics", "isActive", "isVerified");
        Document key = example.get("settings", Document.class)
                .getList("apiKeys", Document.class)
                .getFirst();
        store.getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), new Document("$set", new Document(example)));
        assertShows(http.get("/api/v1/users/me/api-keys").json().at("/items/0"), without(key, "key"));
        example.get("settings", Document.class).remove("apiKeys");
        assertShows(http.get("/api/v1/users/me").json(), example);
        store.getCollection("users")
                .updateOne(
                        Filters.eq("_id", ada.user().id()),
                        new Document("$set", new Document("settings.apiKeys", List.of())));
    }

    @Test
    void aPlatformIsTaken() {
        Document example = only(Design.read().document("platforms"), "name", "type", "config", "settings");
        Answer made = http.post("/api/v1/platforms", plain(example));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        example.get("config", Document.class)
                .replaceAll(
                        (name, value) -> List.of("webhookUrl", "environment").contains(name) ? value : "…");
        assertShows(http.get(made.header("Location")).json(), example);
    }

    @Test
    void aPlatformIsShownWithoutItsSecrets() {
        Document example = Design.read().document("platforms");
        example.append("_id", new ObjectId()).append("userId", ada.user().id());
        keep("platforms", example);
        JsonNode shown = http.get("/api/v1/platforms/" + example.get("_id")).json();
        Document config = example.get("config", Document.class);
        for (String secret : List.of("apiKey", "apiSecret", "accessToken", "accessTokenSecret")) {
            assertThat(shown.toString()).doesNotContain(config.getString(secret));
            config.remove(secret);
        }
        Document webhook = example.getList("webhooks", Document.class).getFirst();
        assertThat(shown.toString()).doesNotContain(webhook.getString("secret"));
        webhook.remove("secret");
        assertShows(shown, without(example, "_id"));
    }

    @Test
    void aPostIsTaken() {
        Document example = Design.read().document("content");
        example.append("platformId", "design-" + new ObjectId())
                .append("source", ada.user().id())
                .append("expiresAt", Date.from(Instant.now().plus(Duration.ofDays(3))));
        assertPostIsTaken(example);
    }

    private String assertPostIsTaken(Document example) {
        Document sent = without(
                example,
                "_id",
                "source",
                "collections",
                "topics",
                "collectedAt",
                "processedAt",
                "createdAt",
                "updatedAt",
                "isArchived",
                "isDeleted",
                "moderationStatus",
                "moderationNotes");
        // what the program finds out itself
        Document metadata = sent.get("metadata", Document.class);
        List.of("sentiment", "topics", "quality", "source").forEach(metadata::remove);
        Answer made = http.post("/api/v1/content", plain(sent));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        String location = made.header("Location");
        await().until(() -> http.get(location).json().has("processedAt"));
        assertShows(http.get(location).json(), sent);
        return location;
    }

    @Test
    void aPostIsShownAsItIsKept() {
        Answer made =
                http.post("/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"A rocket\"}}");
        ObjectId id = new ObjectId(made.at("/id"));
        await().until(() -> http.get(made.header("Location")).json().has("processedAt"));
        ObjectId topic = new ObjectId();
        Document example = Design.read().document("content");
        example.append("_id", id)
                .append("platformId", "design-" + id)
                .append("source", ada.user().id())
                .append("collections", List.of())
                .append("topics", List.of())
                .append("expiresAt", Date.from(Instant.now().plus(Duration.ofDays(3))))
                .append("isArchived", true)
                .append("moderationStatus", "rejected")
                .append("moderationNotes", "Looked at");
        store.getCollection("content", Document.class).replaceOne(Filters.eq("_id", id), example);
        Document own = only(example, "tags", "isArchived", "moderationStatus", "moderationNotes")
                .append("topics", List.of(new Document("topicId", topic).append("relevanceScore", 0.9)));
        store.getCollection("libraryItems").updateOne(Filters.eq("contentId", id), new Document("$set", own));
        JsonNode shown = http.get(made.header("Location")).json();
        assertShows(shown, without(example, "_id", "isDeleted", "createdAt").append("topics", List.of(topic)));
        store.getCollection("libraryItems")
                .updateOne(Filters.eq("contentId", id), new Document("$set", new Document("topics", List.of())));
    }

    @Test
    void aTopicIsTaken() {
        assertTaken("/api/v1/topics", aTopic(Design.read().document("topics")));
    }

    @Test
    void aTopicIsShownAsItIsKeptWithoutItsSecrets() {
        Document example = Design.read().document("topics");
        example.append("_id", new ObjectId()).append("userId", ada.user().id());
        Document webhook = example.getList("webhooks", Document.class).getFirst();
        webhook.append("id", "wh_1").append("secret", "not to be shown");
        keep("topics", example);
        JsonNode shown = http.get("/api/v1/topics/" + example.get("_id")).json();
        assertThat(shown.toString()).doesNotContain(webhook.getString("secret"));
        webhook.remove("secret");
        assertShows(shown, without(example, "_id"));
    }

    @Test
    void anAgentIsShownAsItIsKept() {
        Document example = Design.read().document("agents");
        example.append("_id", new ObjectId())
                .append("userId", ada.user().id())
                .append("version", 3)
                .append("parentId", agent());
        example.append("name", "Another " + example.getString("name"));
        keep("agents", example);
        assertShows(http.get("/api/v1/agents/" + example.get("_id")).json(), without(example, "_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "agents", "collections"})
    void everyValueThatACallerMaySetIsTaken(String collection) {
        int made = 0;
        for (Document variant : Design.read().variants(collection)) {
            Document sent = switch (collection) {
                case "topics" -> aTopic(variant);
                case "agents" -> anAgent(variant);
                default -> aCollection(variant);
            };
            assertTaken("/api/v1/" + collection, sent.append("name", "Variant " + ++made));
        }
        assertThat(made).isGreaterThan(2);
    }

    @Test
    void everyValueOfAPostThatACallerMaySetIsTaken() {
        for (Document variant : Design.read().variants("content")) {
            boolean isMade = variant.getString("type").equals("generated");
            Answer made = http.post("/api/v1/content", plain(only(variant, "platform", "type", "content")));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            assertThat(made.at("/type")).isEqualTo(isMade ? made.at("/type") : variant.getString("type"));
            Document judged = only(variant, "moderationStatus");
            assertShows(http.patch(made.header("Location"), plain(judged)).json(), judged);
        }
    }

    @Test
    void everyRoleIsTaken() {
        String path = http.post("/api/v1/collections", "{\"name\": \"Roles\"}").header("Location");
        for (Document variant : Design.read().variants("collections")) {
            Object role =
                    variant.getList("permissions", Document.class).getFirst().get("role");
            Answer shared = http.put(
                    path + "/permissions",
                    plain(new Document("person", ben.user().email()).append("role", role)));
            assertThat(shared.status()).as("%s", shared).isEqualTo(200);
            assertThat(shared.at("/permissions/0/role")).isEqualTo(role);
        }
    }

    @Test
    void anAgentIsTaken() {
        assertTaken("/api/v1/agents", anAgent(Design.read().document("agents")));
    }

    @Test
    void aCollectionIsTaken() {
        assertTaken("/api/v1/collections", aCollection(Design.read().document("collections")));
    }

    @Test
    void aGenerationIsShownAsItIsKept() {
        Document example = Design.read().document("generations");
        example.append("_id", new ObjectId()).append("userId", ada.user().id()).append("agentId", agent());
        example.get("input", Document.class).get("context", Document.class).append("sourceContent", List.of());
        keep("generations", example);
        assertShows(http.get("/api/v1/generations/" + example.get("_id")).json(), without(example, "_id"));
    }

    @Test
    void aSharedCollectionIsShownAsItIsKept() {
        Document example = Design.read().document("collections");
        example.append("_id", new ObjectId())
                .append("userId", ada.user().id())
                .append("name", "design-" + new ObjectId());
        example.getList("permissions", Document.class)
                .getFirst()
                .append("userId", ben.user().id());
        keep("collections", example);
        String path = "/api/v1/collections/" + example.get("_id");
        assertShows(http.get(path).json(), without(example, "_id"));
        assertThat(ben.http().get(path).status()).isEqualTo(200);
    }

    @Test
    void aSessionIsShownWithoutItsTokensAndAlsoWhenItHasRunOut() {
        Document example = Design.read().document("sessions");
        example.append("_id", new ObjectId())
                .append("userId", ada.user().id())
                .append("token", "design-" + new ObjectId())
                .append("expiresAt", Date.from(Instant.now().plus(Duration.ofDays(1))));
        keep("sessions", example);
        JsonNode shown = http.get("/api/v1/sessions/" + example.get("_id")).json();
        assertThat(shown.toString()).doesNotContain(example.getString("token"), example.getString("refreshToken"));
        assertShows(shown, without(example, "_id", "userId", "token", "refreshToken"));
        example.append("expiresAt", Date.from(Instant.now().minus(Duration.ofMinutes(1))));
        store.getCollection("sessions", Document.class).replaceOne(Filters.eq("_id", example.get("_id")), example);
        assertThat(http.get("/api/v1/sessions/" + example.get("_id")).at("/isActive"))
                .isEqualTo("false");
    }

    private static Document aTopic(Document example) {
        return only(
                example, "name", "description", "keywords", "weight", "category", "isActive", "settings", "filters");
    }

    private static Document aCollection(Document example) {
        return only(example, "name", "description", "type", "rules", "settings", "tags", "color", "icon");
    }

    private static Document anAgent(Document example) {
        return only(
                example,
                "name",
                "description",
                "type",
                "systemPrompt",
                "config",
                "persona",
                "capabilities",
                "isDefault",
                "isPublic",
                "tags");
    }

    private ObjectId agent() {
        return new ObjectId(
                http.post("/api/v1/agents", plain(anAgent(Design.read().document("agents"))))
                        .at("/id"));
    }

    private void assertTaken(String path, Document example) {
        Answer made = http.post(path, plain(example));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertShows(http.get(made.header("Location")).json(), example);
    }

    private static Document only(Document example, String... fields) {
        Document part = new Document();
        for (String field : fields) {
            part.append(field, example.get(field));
        }
        return part;
    }

    private static Document without(Document example, String... fields) {
        Document part = new Document(example);
        List.of(fields).forEach(part::remove);
        return part;
    }

    private static String plain(Document document) {
        return document.toJson(PLAIN);
    }

    /// That all of it is there, with the same values.
    private static void assertShows(JsonNode shown, Document wanted) {
        Map<String, String> differences = new TreeMap<>();
        compare("", JSON.readTree(plain(wanted)), shown, differences);
        assertThat(differences).isEmpty();
    }

    private static void compare(String path, JsonNode wanted, JsonNode shown, Map<String, String> differences) {
        if (wanted.isObject() && shown.isObject()) {
            wanted.properties()
                    .forEach(field -> compare(
                            path + "/" + field.getKey(), field.getValue(), shown.path(field.getKey()), differences));
        } else if (wanted.isArray() && shown.isArray() && wanted.size() == shown.size()) {
            List<JsonNode> elements = new ArrayList<>(wanted.values());
            for (int i = 0; i < elements.size(); i++) {
                compare(path + "/" + i, elements.get(i), shown.path(i), differences);
            }
        } else if (!isSame(wanted, shown)) {
            differences.put(path, wanted + ", but " + shown);
        }
    }

    /// Numbers by their value; what is null need not be there.
    private static boolean isSame(JsonNode wanted, JsonNode shown) {
        if (wanted.isNumber() && shown.isNumber()) {
            return wanted.doubleValue() == shown.doubleValue();
        }
        return wanted.isNull() ? shown.isNull() || shown.isMissingNode() : wanted.equals(shown);
    }
}
