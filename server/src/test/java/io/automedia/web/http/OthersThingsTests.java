package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Caller;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.media.MediaSamples;
import io.automedia.oidc.TestIdentities;
import io.automedia.passkeys.TestPasskey;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.web.http.Endpoints.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// Every endpoint that names a thing is asked for a thing of somebody else. An endpoint that is added later is asked
/// too; when it names a thing of a new kind, this test wants to have one.
@AutoMediaTest
class OthersThingsTests {
    /// They are administrators' things, and forbidden to all others: `AccessMatrixTests` asks for them.
    private static final String ACCOUNTS = "/api/v1/users/{";

    private final TestPeople people;
    private final ApplicationContext context;
    private final MongoDatabase store;
    private final TestPerson owner;
    private final Map<String, String> things;

    OthersThingsTests(TestPeople people, ApplicationContext context, MongoDatabase store, Generations generations) {
        this.people = people;
        this.context = context;
        this.store = store;
        this.owner = people.someone();
        String topic = created(
                owner.http().post("/api/v1/topics", "{\"name\":\"Rockets\",\"keywords\":[{\"term\":\"rocket\"}]}"));
        String post = created(owner.http()
                .post("/api/v1/content", "{\"platform\":\"facebook\",\"content\":{\"text\":\"A rocket\"}}"));
        String job =
                created(owner.http().send("POST", "/api/v1/content/import?format=jsonl", "{}", "application/x-ndjson"));
        String session = ((Caller.Person) owner.caller()).sessionId().toHexString();
        String platform = created(owner.http().post("/api/v1/platforms", "{\"type\":\"rss\"}"));
        String webhook = created(owner.http()
                .post(
                        "/api/v1/platforms/" + platform + "/webhooks",
                        "{\"url\":\"https://example.org/hook\",\"events\":[\"post.created\"]}"));
        String file = created(owner.http().upload("/api/v1/media", "a.png", MediaSamples.png(2, 2)));
        String key = created(
                owner.http().post("/api/v1/users/me/api-keys", "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}"));
        // finding a source needs the network; the connection it would belong to is somebody else's already
        String source = new ObjectId().toHexString();
        String collection = created(owner.http().post("/api/v1/collections", "{\"name\":\"Rockets\"}"));
        String agent = created(owner.http().post("/api/v1/agents", GenerationFixtures.AGENT));
        String token = created(owner.http().post("/api/v1/tokens", "{\"name\":\"a program\"}"));
        String generation = generations
                .keep(owner.caller(), GenerationFixtures.answered("A rocket"))
                .id()
                .toHexString();
        Map<String, String> all = new HashMap<>(Map.of(
                "topics",
                topic,
                "content",
                post,
                "jobs",
                job,
                "sessions",
                session,
                "platforms",
                platform,
                "sources",
                source,
                "media",
                file,
                "api-keys",
                key));
        all.put("webhooks", webhook);
        all.put("tokens", token);
        all.put("passkeys", TestPasskey.at(people.url()).register(owner.http(), "a passkey"));
        all.put("identities", TestIdentities.connect(store, owner.user().id()));
        all.put("collections", collection);
        all.put("agents", agent);
        all.put("generations", generation);
        this.things = Map.copyOf(all);
    }

    @Test
    void they_are_as_absent_as_what_is_not_there_for_strangers_and_administrators() {
        List<Document> before = stored();
        Set<String> asked = new TreeSet<>();
        for (Http other : List.of(people.someone().http(), people.admin().http())) {
            for (Endpoint endpoint : naming()) {
                Answer theirs = call(other, endpoint, endpoint.path(this::thing));
                Answer missing = call(other, endpoint, endpoint.path(new ObjectId().toHexString()));
                assertThat(theirs.status()).as(endpoint + " " + theirs).isEqualTo(404);
                assertThat(missing.status()).as(endpoint + " " + missing).isEqualTo(404);
                assertThat(theirs.at("/code")).as(endpoint.toString()).isEqualTo("DATA001");
                assertThat(theirs.at("/detail")).as(endpoint.toString()).isEqualTo(missing.at("/detail"));
                asked.add(endpoint.toString());
            }
        }
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(stored()).isEqualTo(before);
        assertThat(owner.http().get("/api/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void an_id_that_can_be_none_is_told_as_such() {
        for (Endpoint endpoint : naming()) {
            Answer answer = call(owner.http(), endpoint, endpoint.path("nonsense"));
            assertThat(answer.status()).as(endpoint + " " + answer).isEqualTo(400);
            assertThat(answer.at("/code")).isEqualTo("DATA002");
        }
    }

    @Test
    void lists_show_nothing_of_others() {
        Http stranger = people.someone().http();
        for (Endpoint endpoint : Endpoints.of(context)) {
            if (endpoint.ours()
                    && !endpoint.hasVariable()
                    && !endpoint.changes()
                    && !endpoint.pattern().equals("/error")) {
                String text = stranger.get(endpoint.pattern()).text();
                assertThat(things.values()).as(endpoint.toString()).noneMatch(text::contains);
                assertThat(text)
                        .as(endpoint.toString())
                        .doesNotContain(owner.user().id().toHexString());
            }
        }
    }

    @Test
    void what_administrators_run_is_refused_to_everybody_else() {
        List<Endpoint> theirs = Endpoints.of(context).stream()
                .filter(OthersThingsTests::isForAdministrators)
                .toList();
        assertThat(theirs).hasSizeGreaterThan(5);
        for (Endpoint endpoint : theirs) {
            Answer answer = call(owner.http(), endpoint, endpoint.path(new ObjectId().toHexString()));
            assertThat(answer.status()).as(endpoint + " " + answer).isEqualTo(403);
        }
    }

    /// Such things belong to nobody.
    private static boolean isForAdministrators(Endpoint endpoint) {
        return endpoint.pattern().startsWith("/admin/") || endpoint.pattern().startsWith("/api/v1/admin/");
    }

    private List<Endpoint> naming() {
        return Endpoints.of(context).stream()
                .filter(Endpoint::ours)
                .filter(endpoint -> !isForAdministrators(endpoint))
                .filter(Endpoint::hasVariable)
                .filter(endpoint -> !endpoint.pattern().startsWith(ACCOUNTS))
                // providers are no things of people
                .filter(endpoint -> !endpoint.pattern().startsWith("/login/"))
                .toList();
    }

    private String thing(String kind) {
        String thing = things.get(kind);
        return thing == null ? fail("This test needs one of the " + kind + " of somebody") : thing;
    }

    private static Answer call(Http caller, Endpoint endpoint, String path) {
        if (!endpoint.changes()) {
            return caller.get(path);
        }
        return path.startsWith("/api/")
                ? caller.send(endpoint.method(), path, body(endpoint), "application/json")
                : caller.postForm(path, "name=Stolen&keywords=rocket");
    }

    /// A body that its endpoint would accept.
    private static @Nullable String body(Endpoint endpoint) {
        return switch (endpoint.toString()) {
            case "PUT /api/v1/platforms/{platform}/sources" -> "{\"sources\":[]}";
            case "POST /api/v1/platforms/{platform}/sources" -> "{\"value\":\"https://example.org/feed\"}";
            default -> endpoint.method().equals("DELETE") ? null : "{}";
        };
    }

    /// What a stranger must not touch. The rest changes by itself while it is understood.
    private List<Document> stored() {
        List<Document> found = new ArrayList<>();
        for (String kind : List.of("topics", "collections", "agents", "generations", "sessions")) {
            Document document = Objects.requireNonNull(store.getCollection(kind)
                    .find(new Document("_id", new ObjectId(things.get(kind))))
                    .first());
            document.keySet()
                    .removeAll(Set.of(
                            "statistics",
                            "statisticsDueAt",
                            "statisticsChangedAt",
                            "lastActivity",
                            "pendingUpdates",
                            "updatedAt"));
            found.add(document);
        }
        return found;
    }

    private static String created(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 202);
        return answer.at("/id");
    }
}
