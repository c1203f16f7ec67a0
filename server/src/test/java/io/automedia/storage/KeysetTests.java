package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class KeysetTests {
    private static final String API = "/api/v1";

    private final TestPeople people;
    private final Generations generations;
    private final Sessions sessions;

    KeysetTests(TestPeople people, Generations generations, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
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

    @Test
    void each_list_goes_on_where_its_cursor_stands_in_whatever_order() {
        TestPerson owner = people.someone();
        Http http = owner.http();
        made(http, "/platforms", "{\"type\": \"fake\"}");
        made(http, "/platforms", "{\"type\": \"rss\"}");
        for (int i = 0; i < 3; i++) {
            sessions.open(owner.user(), new Client("192.0.2.1", "phone"));
            String name = "\"name\": \"Thing " + i + "\"";
            made(http, "/topics", "{" + name + ", \"weight\": " + (i + 1) + ", \"keywords\": [{\"term\": \"x\"}]}");
            made(http, "/collections", "{" + name + "}");
            made(http, "/agents", GenerationFixtures.AGENT.replace("Content Creator", "Agent " + i));
            made(http, "/users/me/api-keys", "{\"provider\": \"openai\", \"key\": \"sk-12345678\"}");
            generations.keep(owner.caller(), GenerationFixtures.answered("Text " + i));
        }
        for (String list : List.of(
                "/topics",
                "/platforms",
                "/sessions",
                "/users/me/api-keys",
                "/collections",
                "/agents",
                "/generations")) {
            List<String> usual = ids(http.get(API + list + "?limit=100"));
            assertThat(walked(http, list + "?limit=2"))
                    .as(list)
                    .hasSizeGreaterThan(1)
                    .isEqualTo(usual);
            List<String> oldest = walked(http, list + "?limit=2&sortBy=createdAt&sortOrder=asc");
            assertThat(oldest).as(list).containsExactlyInAnyOrderElementsOf(usual);
            assertThat(walked(http, list + "?limit=2&sortBy=createdAt&sortOrder=desc"))
                    .as(list)
                    .isEqualTo(oldest.reversed());
            assertThat(http.get(API + list + "?sortBy=colour").at("/errors/0/field"))
                    .isEqualTo("sortBy");
            assertThat(http.get(API + list + "?sortOrder=up").at("/errors/0/field"))
                    .isEqualTo("sortOrder");
        }
        assertThat(http.get(API + "/topics?limit=1").at("/items/0/weight")).isEqualTo("3");
        String second = http.get(API + "/topics?limit=1").at("/page/next");
        made(http, "/topics", "{\"name\": \"New\", \"weight\": 5, \"keywords\": [{\"term\": \"x\"}]}");
        assertThat(http.get(API + "/topics?limit=1&after=" + second).at("/items/0/weight"))
                .as("stable while things are added")
                .isEqualTo("2");
    }

    private static List<String> walked(Http http, String list) {
        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            Answer page = http.get(API + list + (next.isEmpty() ? "" : "&after=" + next));
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            walked.addAll(ids(page));
            next = page.at("/page/next");
        } while (!next.isEmpty());
        return walked;
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().at("/items").forEach(item -> ids.add(item.at("/id").asString("")));
        return ids;
    }

    private static String made(Http http, String list, String body) {
        Answer created = http.post(API + list, body);
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.at("/id");
    }
}
