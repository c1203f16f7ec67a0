package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.MapAssert;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// That a new thing over the API is what its description makes of the same words: defaults are said once.
@AutoMediaTest
class NewThingsTests {
    private final TestPeople people;
    private final MongoDatabase store;

    NewThingsTests(TestPeople people, MongoDatabase store) {
        this.people = people;
        this.store = store;
    }

    @Test
    void aTopic() {
        assertLike(
                        "topics",
                        made("topics", "{\"name\": \"Snow\", \"keywords\": [{\"term\": \"snow\"}]}"),
                        "name",
                        "keywords")
                .containsEntry("weight", 3.0);
    }

    @Test
    void aCollection() {
        assertLike("collections", made("collections", "{\"name\": \"Snow\"}"), "name")
                .containsEntry("type", "manual");
    }

    @Test
    void anAgent() {
        assertLike("agents", made("agents", """
                        {"name": "Ada", "systemPrompt": "Write.", "config": {"model": "gpt-4", "provider": "openai"}}
                        """), "name", "systemPrompt", "config.model", "config.provider")
                .containsEntry("version", 1.0);
    }

    @Test
    void aConnection() {
        assertLike("platforms", made("platforms", "{\"type\": \"rss\"}"), "name", "type")
                .containsEntry("status", "pending");
    }

    @Test
    void aPerson() {
        Document person = stored("users", people.someone().user().id());
        // he has signed in
        person.get("statistics", Document.class).remove("lastActivity");
        assertLike("users", person, "email", "password").containsEntry("isVerified", false);
    }

    private Document made(String collection, String body) {
        TestPerson ada = people.someone();
        Answer made = ada.http().post("/api/v1/" + collection, body);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return stored(collection, new ObjectId(made.at("/id")));
    }

    private Document stored(String collection, ObjectId id) {
        return Objects.requireNonNull(
                store.getCollection(collection).find(Filters.eq("_id", id)).first());
    }

    /// @param said what was said of it
    private MapAssert<String, Object> assertLike(String collection, Document made, String... said) {
        Document other = new Document("_id", new ObjectId());
        Arrays.stream(said).forEach(path -> put(other, path, made));
        // no two may be alike
        if (made.containsKey("userId")) {
            other.append("userId", new ObjectId());
        } else {
            other.append("email", people.newEmail());
        }
        store.getCollection(collection).insertOne(new Document(other));
        Document whole = stored(collection, other.getObjectId("_id"));
        store.getCollection(collection).deleteOne(Filters.eq("_id", other.get("_id")));
        Map<String, Object> wanted = plain(whole);
        return assertThat(plain(made)).as(collection).isEqualTo(wanted);
    }

    private static void put(Document to, String path, Document from) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            to.append(path, from.get(path));
            return;
        }
        String outer = path.substring(0, dot);
        Document inner = to.get(outer, new Document());
        put(inner, path.substring(dot + 1), from.get(outer, Document.class));
        to.append(outer, inner);
    }

    /// Without what no two have in common, and what is to be announced of one.
    private static Map<String, Object> plain(Document document) {
        Map<String, Object> plain = new TreeMap<>();
        document.forEach((name, value) -> {
            if (!List.of("_id", "userId", "email", "__v", "pendingUpdates").contains(name)) {
                plain.put(name, plainValue(value));
            }
        });
        return plain;
    }

    private static Object plainValue(Object value) {
        return switch (value) {
            case Document inner -> plain(inner);
            case List<?> list -> list.stream().map(NewThingsTests::plainValue).toList();
            case Number number -> number.doubleValue();
            case Date ignored -> "a time";
            default -> value;
        };
    }
}
