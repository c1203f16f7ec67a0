package io.automedia.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.generations.GenerationFixtures;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class AgentsOverHttpTests {
    private static final String PATH = "/api/v1/agents";
    private static final String ME = "/api/v1/users/me";

    private final TestPeople people;
    private final MongoDatabase store;
    private final Agents agents;

    AgentsOverHttpTests(TestPeople people, MongoDatabase store, Agents agents) {
        this.people = people;
        this.store = store;
        this.agents = agents;
    }

    @Test
    void each_change_makes_a_version_and_keeps_the_former_one() {
        Http owner = people.someone().http();
        String path = agent(owner, "Content Creator");

        Answer changed = owner.with("If-Match", "\"0\"")
                .patch(path, "{\"systemPrompt\": \"You write longer posts.\", \"config\": {\"temperature\": 1.5}}");

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.json().at("/version").asInt()).isEqualTo(2);
        assertThat(changed.at("/config/outputFormat")).isEqualTo("social_media_post");
        assertThat(owner.patch(path, "{\"systemPrompt\": \"You write longer posts.\"}")
                        .json()
                        .at("/version")
                        .asInt())
                .as("the same again")
                .isEqualTo(2);
        owner.patch(path, "{\"name\": \"Long Writer\"}");
        JsonNode versions = owner.get(path + "/versions").json().at("/items");
        assertThat(versions.findValuesAsString("version")).containsExactly("2", "1");
        assertThat(versions.at("/0/agent/name").asString()).isEqualTo("Content Creator");
        assertThat(versions.at("/1/agent/systemPrompt").asString()).isEqualTo("You write posts.");
        assertThat(owner.with("If-Match", "\"0\"")
                        .patch(path, "{\"name\": \"Late\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void all_that_is_wrong_is_told_and_names_are_unique() {
        Http owner = people.someone().http();

        Answer refused = owner.post(PATH, """
                {"name": "", "systemPrompt": "", "config": {"temperature": 3, "topP": 2, "maxTokens": 0,
                 "frequencyPenalty": -3, "templates": [{"name": ""}]}}
                """);
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "systemPrompt",
                        "config.model",
                        "config.provider",
                        "config.temperature",
                        "config.maxTokens",
                        "config.topP",
                        "config.frequencyPenalty",
                        "config.templates[0].name");
        assertThat(owner.post(PATH, "{\"capabilities\": [\"cooking\"], \"type\": \"poet\"}")
                        .text())
                .contains("content_generation", "marketing");
        agent(owner, "One");
        String two = agent(owner, "Two");
        assertThat(owner.post(PATH, body("One")).at("/code")).isEqualTo("DATA003");
        assertThat(owner.patch(two, "{\"name\": \"One\"}").at("/code")).isEqualTo("DATA003");
        agent(people.someone().http(), "One");
    }

    @Test
    void a_change_that_was_refused_is_no_version_and_the_history_comes_in_pages() {
        Http owner = people.someone().http();
        agent(owner, "Taken");
        String path = agent(owner, "Changing");
        assertThat(owner.patch(path, "{\"name\": \"Taken\"}").status()).isEqualTo(409);
        assertThat(owner.get(path + "/versions").json().at("/items").isEmpty()).isTrue();

        for (int i = 0; i < 3; i++) {
            owner.patch(path, "{\"systemPrompt\": \"Write as in case " + i + ".\"}");
        }

        Answer first = owner.get(path + "/versions?limit=2");
        assertThat(first.json().at("/items").findValuesAsString("version")).containsExactly("3", "2");
        Answer rest = owner.get(path + "/versions?limit=2&after=" + first.at("/page/next"));
        assertThat(rest.json().at("/items").findValuesAsString("version")).containsExactly("1");
        assertThat(rest.json().at("/page/hasMore").asBoolean(true)).isFalse();
    }

    @Test
    void what_a_refused_change_kept_is_replaced_when_a_change_is_made() {
        Http owner = people.someone().http();
        agent(owner, "Taken");
        String path = agent(owner, "Changing");
        assertThat(owner.patch(path, "{\"name\": \"Taken\"}").status()).isEqualTo(409);
        java.time.Instant yesterday = java.time.Instant.now().minus(java.time.Duration.ofDays(1));
        assertThat(store.getCollection("agentVersions")
                        .updateOne(
                                new Document("agentId", new ObjectId(id(path))),
                                new Document("$set", new Document("replacedAt", yesterday)))
                        .getMatchedCount())
                .isOne();

        assertThat(owner.patch(path, "{\"name\": \"Changed\"}").status()).isEqualTo(200);

        Answer versions = owner.get(path + "/versions");
        assertThat(versions.json().at("/items").size()).isEqualTo(1);
        assertThat(versions.at("/items/0/replacedAt"))
                .isNotEmpty()
                .isEqualTo(owner.get(path).at("/updatedAt"));
    }

    @Test
    void all_templates_together_have_a_bound() {
        Http owner = people.someone().http();
        String template = "{\"name\": \"Long\", \"example\": \"" + "x".repeat(19_000) + "\"}";

        Answer refused = owner.post(
                PATH,
                body("Wordy")
                        .replace("\"templates\": [", "\"templates\": [" + (template + ",").repeat(5) + template + ","));

        assertThat(refused.at("/errors/0/field")).isEqualTo("config.templates");
    }

    @Test
    void a_use_is_counted_where_another_program_left_the_count_out() {
        Http owner = people.someone().http();
        String path = agent(owner, "From Mongoose");
        store.getCollection("agents")
                .updateOne(
                        new Document("_id", new ObjectId(id(path))),
                        new Document("$unset", new Document("usage", "").append("performance", "")));
        String read = owner.get(path).header("ETag");

        agents.countUse(new ObjectId(id(path)), 100, 1_000, true, java.time.Instant.now());

        Answer used = owner.with("If-None-Match", read).get(path);
        assertThat(used.status()).isEqualTo(200);
        assertThat(used.json().at("/usage/count").asInt()).isEqualTo(1);
        assertThat(owner.with("If-Match", used.header("ETag"))
                        .patch(path, "{\"name\": \"Used\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_person_has_at_most_one_default_agent_whoever_decides_at_once() throws Exception {
        TestPerson owner = people.someone();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            paths.add(agent(owner.http(), "Agent " + i));
        }
        AtomicInteger next = new AtomicInteger();

        List<Integer> statuses = Together.call(
                6,
                () -> owner.http()
                        .patch(paths.get(next.getAndIncrement()), "{\"isDefault\": true}")
                        .status());

        assertThat(statuses).containsOnly(200);
        assertThat(defaults(owner)).isEqualTo(1);
        owner.http().patch(paths.getFirst(), "{\"isDefault\": true}");
        assertThat(owner.http().get(paths.getFirst()).json().at("/isDefault").asBoolean(false))
                .isTrue();
        assertThat(defaults(owner)).isEqualTo(1);
        owner.http().patch(paths.getFirst(), "{\"isDefault\": false}");
        assertThat(defaults(owner)).isZero();
    }

    private long defaults(TestPerson owner) {
        return store.getCollection("agents")
                .countDocuments(new Document("userId", owner.user().id()).append("isDefault", true));
    }

    @Test
    void a_public_agent_can_be_read_and_copied_by_everybody_and_changed_by_its_owner_alone() {
        TestPerson owner = people.someone();
        TestPerson other = people.someone();
        String path = agent(owner.http(), "For all");
        assertThat(other.http().get(path).status()).isEqualTo(404);
        assertThat(other.http().post(path + "/clone", "{}").status()).isEqualTo(404);
        owner.http().put(path + "/favorite", "");

        owner.http().patch(path, "{\"isPublic\": true}");

        Answer seen = other.http().get(path);
        assertThat(seen.at("/systemPrompt")).isEqualTo("You write posts.");
        assertThat(seen.at("/role")).isEqualTo("viewer");
        assertThat(seen.json().propertyNames()).doesNotContain("usage", "isFavorite", "isDefault");
        assertThat(other.http().get(PATH + "?scope=public").text()).contains(id(path));
        assertThat(other.http().get(PATH).json().at("/items").size()).isZero();
        for (Answer refused : List.of(
                other.http().patch(path, "{}"),
                other.http().delete(path),
                other.http().put(path + "/favorite", ""),
                other.http().get(path + "/versions"))) {
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        }
        Answer copy = other.http().post(path + "/clone", "{}");
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.at("/name")).isEqualTo("For all (copy)");
        assertThat(copy.at("/parentId")).isEqualTo(id(path));
        assertThat(copy.json().at("/version").asInt()).isEqualTo(1);
        assertThat(copy.json().at("/isPublic").asBoolean(true)).isFalse();
        assertThat(other.http().post(path + "/clone", "{}").at("/name")).isEqualTo("For all (copy 2)");
        assertThat(other.http()
                        .post(path + "/clone", "{\"name\": \"For all (copy)\"}")
                        .at("/code"))
                .isEqualTo("DATA003");

        owner.http().delete(path);
        assertThat(other.http().get(copy.header("Location")).json().has("parentId"))
                .isFalse();
    }

    @Test
    void favourites_come_and_go_without_a_new_version() {
        Http owner = people.someone().http();
        String path = agent(owner, "Liked");

        Answer liked = owner.put(path + "/favorite", "");
        assertThat(liked.json().at("/isFavorite").asBoolean(false)).isTrue();
        assertThat(liked.json().at("/version").asInt()).isEqualTo(1);
        assertThat(liked.header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.put(path + "/favorite", "").header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.delete(path + "/favorite").json().at("/isFavorite").asBoolean(true))
                .isFalse();
    }

    @Test
    void an_account_names_only_an_agent_that_it_may_use_and_forgets_it_when_it_goes() {
        TestPerson owner = people.someone();
        TestPerson other = people.someone();
        String path = agent(owner.http(), "Default one");

        for (String wrong : List.of(new ObjectId().toHexString(), id(path))) {
            Answer refused = other.http().patch(ME, naming(wrong));
            assertThat(refused.at("/errors/0/field")).isEqualTo("preferences.contentDefaults.defaultAgent");
        }
        assertThat(owner.http().patch(ME, naming(id(path))).status()).isEqualTo(200);
        owner.http().patch(path, "{\"isPublic\": true}");
        assertThat(other.http().patch(ME, naming(id(path))).status()).isEqualTo(200);

        owner.http().patch(path, "{\"isPublic\": false}");
        assertThat(other.http().get(ME).at("/preferences/contentDefaults/defaultAgent"))
                .isEmpty();
        assertThat(owner.http().get(ME).at("/preferences/contentDefaults/defaultAgent"))
                .isEqualTo(id(path));
        owner.http().delete(path);
        assertThat(owner.http().get(ME).at("/preferences/contentDefaults/defaultAgent"))
                .isEmpty();
    }

    private static String naming(String agent) {
        return "{\"preferences\": {\"contentDefaults\": {\"defaultAgent\": \"" + agent + "\"}}}";
    }

    @Test
    void a_deleted_agent_leaves_no_history_and_an_erased_person_no_agents() {
        TestPerson owner = people.someone();
        String path = agent(owner.http(), "Changed");
        owner.http().patch(path, "{\"name\": \"Changed once\"}");
        agent(owner.http(), "Second");
        assertThat(versions(path)).isEqualTo(1);

        owner.http().delete(path);
        assertThat(versions(path)).isZero();
        agents.erase(owner.user().userId());
        assertThat(owner.http().get(PATH).json().at("/items").size()).isZero();
    }

    private long versions(String path) {
        return store.getCollection("agentVersions").countDocuments(new Document("agentId", new ObjectId(id(path))));
    }

    @Test
    void lists_go_on_after_a_cursor_and_keep_to_a_type() {
        Http owner = people.someone().http();
        for (int i = 0; i < 3; i++) {
            agent(owner, "Listed " + i);
        }
        owner.post(PATH, body("Analyst").replace("\"type\": \"content\"", "\"type\": \"analysis\""));

        Answer first = owner.get(PATH + "?limit=2");
        Answer rest = owner.get(PATH + "?limit=2&after=" + first.at("/page/next"));
        assertThat(first.json().at("/items").findValuesAsString("name")).contains("Analyst", "Listed 2");
        assertThat(rest.json().at("/items").size()).isEqualTo(2);
        assertThat(rest.json().at("/page/hasMore").asBoolean(true)).isFalse();
        assertThat(owner.get(PATH + "?type=analysis").json().at("/page/total").asInt())
                .isEqualTo(1);
        assertThat(owner.get(PATH + "?type=poet").status()).isEqualTo(400);
    }

    @Test
    void what_there_is_to_begin_with_becomes_an_agent_when_it_has_a_model() {
        Http owner = people.someone().http();
        JsonNode templates = owner.get(PATH + "/templates").json().at("/items");

        assertThat(templates.findValuesAsString("type"))
                .containsExactlyInAnyOrder("content", "analysis", "marketing", "technical", "social");
        for (JsonNode template : templates) {
            Answer made = owner.post(
                    PATH,
                    "{\"name\": " + template.at("/name") + ", \"systemPrompt\": " + template.at("/systemPrompt")
                            + ", \"type\": " + template.at("/type") + ", \"capabilities\": "
                            + template.at("/capabilities")
                            + ", \"config\": {\"model\": \"m\", \"provider\": \"p\", \"outputFormat\": "
                            + template.at("/outputFormat") + ", \"constraints\": " + template.at("/constraints")
                            + "}}");
            assertThat(made.status()).as("%s", made).isEqualTo(201);
        }
    }

    private static String agent(Http owner, String name) {
        Answer created = owner.post(PATH, body(name));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created.header("Location");
    }

    private static String body(String name) {
        return GenerationFixtures.AGENT.replace("Content Creator", name);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
