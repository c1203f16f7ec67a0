package io.automedia.generations;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.automedia.content.ContentLibrary;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.math.BigDecimal;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class GenerationsTests {
    private static final String PATH = "/api/v1/generations";

    private final TestPeople people;
    private final Generations generations;
    private final ContentLibrary library;
    private final MongoDatabase store;

    GenerationsTests(TestPeople people, Generations generations, ContentLibrary library, MongoDatabase store) {
        this.people = people;
        this.generations = generations;
        this.library = library;
        this.store = store;
    }

    @Test
    void what_was_generated_is_kept_with_its_exact_cost_and_counted() {
        TestPerson owner = people.someone();
        ObjectId agent = agent(owner.http());

        Generation kept = generations.keep(
                owner.caller(), GenerationFixtures.answered("Snow is falling ☃ #snow", agent, List.of()));
        generations.keep(owner.caller(), GenerationFixtures.failed(agent));

        Document stored = document(kept.id());
        assertThat(stored.get("cost")).isEqualTo(new Decimal128(new BigDecimal("0.00483")));
        Answer shown = owner.http().get(PATH + "/" + kept.id());
        assertThat(shown.json().at("/cost").decimalValue()).isEqualByComparingTo("0.00483");
        assertThat(shown.json().at("/output/metadata/wordCount").asInt()).isEqualTo(4);
        assertThat(shown.json().at("/output/metadata/hashtagCount").asInt()).isEqualTo(1);
        assertThat(shown.json().at("/tokens/total").asInt()).isEqualTo(93);
        JsonNode me = owner.http().get("/api/v1/users/me").json();
        assertThat(me.at("/statistics/totalContentGenerated").asInt()).isEqualTo(1);
        assertThat(me.at("/statistics/totalTokensUsed").asInt()).isEqualTo(186);
        JsonNode used = owner.http().get("/api/v1/agents/" + agent).json();
        assertThat(used.at("/usage/count").asInt()).isEqualTo(2);
        assertThat(used.at("/usage/successRate").asDouble()).isEqualTo(0.5);
        assertThat(used.at("/usage/averageTokens").asDouble()).isEqualTo(93);
        assertThat(used.at("/performance/averageGenerationTime").asDouble()).isEqualTo(1_200);
    }

    @Test
    void a_cost_that_another_program_wrote_as_a_double_is_read() {
        TestPerson owner = people.someone();
        ObjectId id = generations
                .keep(owner.caller(), GenerationFixtures.answered("Cheap"))
                .id();
        store.getCollection("generations").updateOne(eq("_id", id), new Document("$set", new Document("cost", 0.25)));

        assertThat(generations.get(owner.caller(), id).cost()).isEqualByComparingTo("0.25");
    }

    @Test
    void an_agent_that_may_not_be_used_and_a_post_that_can_not_be_seen_are_refused() {
        TestPerson owner = people.someone();
        TestPerson other = people.someone();
        ObjectId hidden = post(other.http(), "Hidden");

        for (NewGeneration wrong : List.of(
                GenerationFixtures.answered("Text", agent(other.http()), List.of()),
                GenerationFixtures.answered("Text", new ObjectId(), List.of()),
                GenerationFixtures.answered("Text", null, List.of(hidden)),
                GenerationFixtures.answered("Text", null, List.of(new ObjectId())))) {
            assertThatThrownBy(() -> generations.keep(owner.caller(), wrong))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("must be");
        }
        assertThat(owner.http().get(PATH).json().at("/items").size()).isZero();
    }

    @Test
    void references_are_taken_out_when_what_they_name_goes() {
        TestPerson owner = people.someone();
        ObjectId agent = agent(owner.http());
        ObjectId stays = post(owner.http(), "Stays");
        ObjectId goes = post(owner.http(), "Goes");
        ObjectId id = generations
                .keep(owner.caller(), GenerationFixtures.answered("Text", agent, List.of(stays, goes)))
                .id();

        owner.http().delete("/api/v1/agents/" + agent);
        library.erase(people.someone().user().userId());
        assertThat(generations.get(owner.caller(), id).agentId()).isNull();
        assertThat(generations.get(owner.caller(), id).input().sources()).containsExactly(stays, goes);
        generations.forgetPosts(List.of(goes));
        assertThat(generations.get(owner.caller(), id).input().sources()).containsExactly(stays);
        library.erase(owner.user().userId());
        assertThat(generations.get(owner.caller(), id).input().sources()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=completed,2",
        "status=failed,1",
        "model=gpt-4,2",
        "model=local,1",
        "provider=openai,2",
        "provider=ours&status=completed,1",
        "dateFrom=2000-01-01T00:00:00Z,3",
        "dateTo=2000-01-01T00:00:00Z,0",
        "limit=100,3"
    })
    void a_list_has_what_is_asked_for(String query, int found) {
        TestPerson owner = people.someone();
        generations.keep(owner.caller(), GenerationFixtures.answered("One"));
        generations.keep(owner.caller(), GenerationFixtures.failed(null));
        generations.keep(
                owner.caller(),
                GenerationFixtures.of("Two", null, List.of(), "local", "ours", Generation.Status.COMPLETED));

        assertThat(owner.http().get(PATH + "?" + query).json().at("/items").size())
                .isEqualTo(found);
    }

    @Test
    void a_list_goes_on_after_a_cursor_and_tells_what_is_wrong() {
        TestPerson owner = people.someone();
        ObjectId agent = agent(owner.http());
        for (int i = 0; i < 3; i++) {
            generations.keep(owner.caller(), GenerationFixtures.answered("Text " + i, agent, List.of()));
        }
        String list = PATH + "?agent=" + agent + "&limit=2";

        Answer first = owner.http().get(list);
        Answer rest = owner.http().get(list + "&after=" + first.at("/page/next"));
        assertThat(first.at("/items/0/output/content")).isEqualTo("Text 2");
        assertThat(rest.at("/items/0/output/content")).isEqualTo("Text 0");
        assertThat(owner.http().get(PATH + "?status=lost").at("/errors/0/field"))
                .isEqualTo("status");
        assertThat(people.someone().http().get(PATH).json().at("/items").size()).isZero();
    }

    @Test
    void what_its_owner_thinks_of_it_is_kept_and_rates_the_agent() {
        TestPerson owner = people.someone();
        ObjectId agent = agent(owner.http());
        String path = PATH + "/"
                + generations
                        .keep(owner.caller(), GenerationFixtures.answered("Good", agent, List.of()))
                        .id();
        String second = PATH + "/"
                + generations
                        .keep(owner.caller(), GenerationFixtures.answered("Bad", agent, List.of()))
                        .id();

        Answer rated = owner.http()
                .with("If-Match", "\"0\"")
                .put(path + "/feedback", "{\"userRating\": 4, \"userComment\": \"Great\"}");
        owner.http().put(second + "/feedback", "{\"userRating\": 1}");

        assertThat(rated.at("/feedback/userComment")).isEqualTo("Great");
        assertThat(rated.header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.http()
                        .get("/api/v1/agents/" + agent)
                        .json()
                        .at("/performance/userRating")
                        .asDouble())
                .isEqualTo(2.5);
        assertThat(owner.http().put(path + "/feedback", "{\"userRating\": 6}").at("/errors/0/field"))
                .isEqualTo("userRating");
        assertThat(owner.http()
                        .with("If-Match", "\"0\"")
                        .put(path + "/feedback", "{\"userRating\": 5}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void what_is_deleted_or_erased_rates_its_agent_no_longer() {
        TestPerson owner = people.someone();
        TestPerson other = people.someone();
        ObjectId agent = new ObjectId(
                owner.http().post("/api/v1/agents", GenerationFixtures.AGENT).at("/id"));
        owner.http().patch("/api/v1/agents/" + agent, "{\"isPublic\": true}");
        ObjectId good = generations
                .keep(owner.caller(), GenerationFixtures.answered("Good", agent, List.of()))
                .id();
        ObjectId bad = generations
                .keep(other.caller(), GenerationFixtures.answered("Bad", agent, List.of()))
                .id();
        owner.http().put(PATH + "/" + good + "/feedback", "{\"userRating\": 5}");
        other.http().put(PATH + "/" + bad + "/feedback", "{\"userRating\": 1}");
        assertThat(rating(owner, agent)).isEqualTo(3);

        generations.erase(other.user().userId());
        assertThat(rating(owner, agent)).isEqualTo(5);
        assertThat(owner.http()
                        .with("If-Match", "\"0\"")
                        .delete(PATH + "/" + good)
                        .status())
                .isEqualTo(412);
        assertThat(owner.http().delete(PATH + "/" + good).status()).isEqualTo(204);
        assertThat(rating(owner, agent)).isZero();
    }

    /// 0 for none.
    private static double rating(TestPerson owner, ObjectId agent) {
        return owner.http()
                .get("/api/v1/agents/" + agent)
                .json()
                .at("/performance/userRating")
                .asDouble(0);
    }

    @Test
    void a_text_that_is_saved_becomes_one_post_of_the_library() {
        TestPerson owner = people.someone();
        ObjectId id = generations
                .keep(owner.caller(), GenerationFixtures.answered("Worth keeping"))
                .id();
        String path = PATH + "/" + id;

        Answer saved = owner.http().post(path + "/save", "{\"tags\": [\"draft\"]}");

        assertThat(saved.status()).as("%s", saved).isEqualTo(201);
        assertThat(saved.at("/platformId")).isEqualTo("generated:" + id);
        assertThat(saved.at("/platform")).isEqualTo("twitter");
        assertThat(saved.at("/type")).isEqualTo("generated");
        assertThat(saved.at("/origin")).isEqualTo("generated");
        assertThat(saved.at("/metadata/source/type")).isEqualTo("generated");
        assertThat(saved.json().at("/aiGenerated").asBoolean(false)).isTrue();
        assertThat(saved.at("/tags/0")).isEqualTo("draft");
        assertThat(owner.http()
                        .post(path + "/save", "{\"tags\": [\"" + "x".repeat(101) + "\"]}")
                        .at("/errors/0/field"))
                .isEqualTo("tags[0]");
        JsonNode feedback = owner.http().get(path).json().at("/feedback");
        assertThat(feedback.at("/isSaved").asBoolean(false)).isTrue();
        assertThat(feedback.at("/isEdited").asBoolean(true)).isFalse();

        Answer edited = owner.http().post(path + "/save", "{\"text\": \"Worth keeping, and better\"}");
        assertThat(edited.at("/id")).isEqualTo(saved.at("/id"));
        assertThat(edited.at("/content/text")).isEqualTo("Worth keeping, and better");
        assertThat(owner.http().get(path).json().at("/feedback/isEdited").asBoolean(false))
                .isTrue();
        assertThat(owner.http().delete(path).status()).isEqualTo(204);
        assertThat(owner.http().get("/api/v1/content/" + saved.at("/id")).status())
                .isEqualTo(200);
        ObjectId failed = generations
                .keep(owner.caller(), GenerationFixtures.failed(null))
                .id();
        assertThat(owner.http().post(PATH + "/" + failed + "/save", "{}").at("/code"))
                .isEqualTo("DATA003");
    }

    @Test
    void a_draft_that_is_saved_is_in_the_activity_each_time_it_became_another_post() {
        TestPerson owner = people.someone();
        ObjectId id = generations
                .keep(owner.caller(), GenerationFixtures.answered("A draft"))
                .id();
        String save = PATH + "/" + id + "/save";

        String post = owner.http().post(save, "{}").at("/id");
        owner.http().post(save, "{}");
        owner.http().post(save, "{\"text\": \"A better draft\"}");

        JsonNode activity = owner.http().get("/api/v1/activity").json().at("/items");
        assertThat(activity)
                .extracting(one -> one.at("/type").asString())
                .containsExactly("generation:saved", "generation:saved", "session:opened");
        assertThat(activity.at("/1/data/generationId").asString()).isEqualTo(id.toHexString());
        assertThat(activity.at("/1/data/contentId").asString()).isEqualTo(post);
    }

    @Test
    void nothing_is_left_of_a_person_who_is_erased() {
        TestPerson owner = people.someone();
        generations.keep(owner.caller(), GenerationFixtures.answered("Text"));

        generations.erase(owner.user().userId());

        assertThat(owner.http().get(PATH).json().at("/items").size()).isZero();
    }

    private static ObjectId agent(Http owner) {
        return new ObjectId(
                owner.post("/api/v1/agents", GenerationFixtures.AGENT).at("/id"));
    }

    private static ObjectId post(Http owner, String text) {
        return new ObjectId(
                owner.post("/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"" + text + "\"}}")
                        .at("/id"));
    }

    private Document document(ObjectId id) {
        return java.util.Objects.requireNonNull(
                store.getCollection("generations").find(eq("_id", id)).first());
    }
}
