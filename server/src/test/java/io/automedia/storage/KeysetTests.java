package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.List;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class KeysetTests {
    private static final String API = "/api/v1";

    private final TestPeople people;
    private final Generations generations;

    KeysetTests(TestPeople people, Generations generations) {
        this.people = people;
        this.generations = generations;
    }

    @Test
    void no_list_goes_on_after_a_cursor_of_another() {
        TestPerson owner = people.someone();
        Http http = owner.http();
        String agent = "";
        String collection = "";
        for (int i = 0; i < 3; i++) {
            agent = made(http, "/agents", GenerationFixtures.AGENT.replace("Content Creator", "Agent " + i));
            collection = made(http, "/collections", "{\"name\": \"Collection " + i + "\"}");
            generations.keep(owner.caller(), GenerationFixtures.answered("Text " + i));
        }
        for (int i = 0; i < 3; i++) {
            String post =
                    made(http, "/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Post " + i + "\"}}");
            http.post(API + "/collections/" + collection + "/items", "{\"contentIds\": [\"" + post + "\"]}");
            http.patch(API + "/agents/" + agent, "{\"systemPrompt\": \"Write as in case " + i + ".\"}");
        }
        List<String> lists = List.of(
                "/collections",
                "/agents",
                "/generations",
                "/content",
                "/collections/" + collection + "/items",
                "/agents/" + agent + "/versions");

        for (String from : lists) {
            String cursor = http.get(API + from + "?limit=1").at("/page/next");
            assertThat(cursor).as(from).isNotEmpty();
            for (String to : lists) {
                Answer answer = http.get(API + to + "?after=" + cursor);
                assertThat(answer.status())
                        .as("%s after a cursor of %s", to, from)
                        .isEqualTo(to.equals(from) ? 200 : 400);
                assertThat(answer.at("/errors/0/field")).isEqualTo(to.equals(from) ? "" : "after");
            }
        }
    }

    private static String made(Http http, String list, String body) {
        Answer created = http.post(API + list, body);
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.at("/id");
    }
}
