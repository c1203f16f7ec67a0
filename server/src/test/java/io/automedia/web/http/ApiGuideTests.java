package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.TestPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The answers that the guide of the API shows have the fields that the API answers.
@AutoMediaTest
class ApiGuideTests {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```\\n(\\{.*?\\})\\n```$");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http person;

    ApiGuideTests(TestPeople people) {
        this.person = people.someone().http();
    }

    @Test
    void theExamplesHaveTheFieldsOfTheAnswers() throws IOException {
        JsonNode account = example("{\"id\":\"", "\"email\"");
        assertAlike(account, person.get("/api/v1/users/me").json());
        assertAlike(
                example("\"deviceInfo\""),
                person.get("/api/v1/sessions?limit=1").json());

        person.post("/api/v1/content", "{\"platform\":\"facebook\",\"content\":{\"text\":\"A recall of chargers\"}}");
        person.post("/api/v1/content", "{\"platform\":\"facebook\",\"content\":{\"text\":\"A recall, and a refund\"}}");
        String preview = "{\"topic\":{\"name\":\"Recalls\",\"keywords\":[{\"term\":\"recall\"}],"
                + "\"filters\":{\"excludeKeywords\":[\"refund\"]}},\"days\":1}";
        JsonNode previewed = person.post("/api/v1/topics/preview", preview).json();
        JsonNode shown = example("\"heldBackExamples\"");
        assertThat(names(shown)).isEqualTo(names(previewed));
        assertAlike(shown.at("/examples/0"), previewed.at("/examples/0"));
        assertAlike(shown.at("/heldBackExamples/0"), previewed.at("/heldBackExamples/0"));

        await().until(() ->
                !person.get("/api/v1/updates?limit=1").json().at("/items").isEmpty());
        JsonNode updates = person.get("/api/v1/updates?limit=1").json();
        JsonNode told = example("\"resync\"");
        assertThat(names(told)).isEqualTo(names(updates));
        assertThat(names(told.at("/items/0"))).isEqualTo(names(updates.at("/items/0")));
        assertAlike(told.at("/page"), updates.at("/page"));
    }

    @Test
    void aSourceIsShownAsItIsAnswered() throws IOException {
        String sources = person.post("/api/v1/platforms", "{\"type\":\"fake\"}").header("Location") + "/sources";
        JsonNode source = person.post(sources, "{\"value\":\"guide\"}").json();

        assertThat(names(example("\"collecting\""))).isEqualTo(names(source));
    }

    private static JsonNode example(String... parts) throws IOException {
        String guide = Files.readString(Path.of("../docs/api.md"));
        return EXAMPLE.matcher(guide)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> List.of(parts).stream().allMatch(text::contains))
                .findFirst()
                .map(JSON::readTree)
                .orElseThrow();
    }

    /// The same fields at every depth that both have.
    private static void assertAlike(JsonNode shown, JsonNode answered) {
        assertThat(names(shown)).isEqualTo(names(answered));
        for (String name : names(shown)) {
            JsonNode inner = shown.get(name);
            if (inner.isObject() && answered.get(name).isObject()) {
                assertAlike(inner, answered.get(name));
            } else if (inner.isArray() && inner.path(0).isObject()) {
                assertAlike(inner.get(0), answered.get(name).get(0));
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.propertyNames().stream().sorted().toList();
    }
}
