package io.automedia.collections;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Collections and what people do with them over the API.
final class CollectionFixtures {
    static final String PATH = "/api/v1/collections";

    private CollectionFixtures() {}

    static String collection(Http owner, String name) {
        Answer created = owner.post(PATH, "{\"name\": \"" + name + "\"}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.header("Location");
    }

    static String post(Http owner, String text) {
        Answer created =
                owner.post("/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"" + text + "\"}}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.at("/id");
    }

    static Answer add(Http person, String path, String... posts) {
        return person.post(path + "/items", "{\"contentIds\": [\"" + String.join("\", \"", posts) + "\"]}");
    }

    static Answer share(Http owner, String path, TestPerson with, String role) {
        return share(owner, path, with.user().email(), role);
    }

    /// @param with an address or an id
    static Answer share(Http owner, String path, String with, String role) {
        return owner.put(path + "/permissions", "{\"person\": \"" + with + "\", \"role\": \"" + role + "\"}");
    }

    /// The kinds of changes that somebody was told of, in their order.
    static List<String> changes(TestPerson person) {
        return events(person.http()).stream()
                .map(event -> event.at("/data/change").asString())
                .toList();
    }

    /// What somebody was told of collections.
    static List<JsonNode> events(Http person) {
        return person.get("/api/v1/updates?limit=100")
                .json()
                .at("/items")
                .valueStream()
                .filter(event -> event.at("/type").asString().equals("collection:changed"))
                .toList();
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
