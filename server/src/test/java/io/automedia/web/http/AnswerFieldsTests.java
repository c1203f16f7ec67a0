package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class AnswerFieldsTests {
    private final Http person;

    AnswerFieldsTests(TestPeople people) {
        this.person = people.someone().http();
    }

    @Test
    void everyListKeepsTheFieldsThatAreAskedFor() {
        person.post("/api/v1/content", "{\"platform\":\"facebook\",\"content\":{\"text\":\"Snow\"}}");
        person.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}");
        person.post("/api/v1/platforms", "{\"type\":\"fake\"}");
        for (String list : List.of("content", "topics", "platforms", "sessions", "jobs")) {
            JsonNode answer = person.get("/api/v1/" + list + "?fields=id").json();
            assertThat(answer.propertyNames()).as(list).contains("items", "page");
            assertThat(answer.at("/items")).as(list).isNotEmpty();
            assertThat(answer.at("/items").valueStream())
                    .as(list)
                    .allSatisfy(item -> assertThat(item.propertyNames()).containsExactly("id"));
        }
        JsonNode updates = person.get("/api/v1/updates?fields=seq").json();
        assertThat(updates.propertyNames()).contains("latest");
    }

    @Test
    void fieldsWithinFieldsAndLists() {
        person.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\",\"weight\":0.5}]}");
        JsonNode item = person.get("/api/v1/topics?fields=name,keywords.term,settings.language,nothing.at.all")
                .json()
                .at("/items/0");

        assertThat(item.propertyNames()).containsExactly("name", "keywords", "settings");
        assertThat(item.at("/keywords/0").propertyNames()).containsExactly("term");
        assertThat(item.at("/settings").propertyNames()).containsExactly("language");
    }

    @Test
    void ofASingleThingToo() {
        assertThat(person.get("/api/v1/users/me?fields=email,profile.bio")
                        .json()
                        .propertyNames())
                .containsExactly("email", "profile");
    }

    @Test
    void moreThanFiftyAreRefusedAndProblemsAreWhole() {
        String many = IntStream.range(0, 51).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
        Answer refused = person.get("/api/v1/topics?fields=" + many);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("fields");
        assertThat(person.get("/api/v1/topics/000000000000000000000000?fields=id")
                        .at("/code"))
                .isEqualTo("DATA001");
    }

    @Test
    void aListOfTextsHasNoFields() {
        String collection = person.post("/api/v1/collections", "{\"name\":\"Snow\",\"tags\":[\"cold\"]}")
                .header("Location");

        assertThat(person.get(collection + "?fields=name,tags.length").text()).isEqualTo("{\"name\":\"Snow\"}");
    }
}
