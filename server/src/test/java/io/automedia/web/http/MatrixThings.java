package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.media.MediaSamples;
import io.automedia.oidc.TestIdentities;
import io.automedia.passkeys.TestPasskey;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import tools.jackson.databind.JsonNode;

/// Things of the owner, as many as the access matrix needs. All that nobody else may learn has the word `planted` in
/// it; what is shared with the viewer and the editor has `shared`, what everybody may see `public`.
final class MatrixThings {
    static final String PLANTED = "planted";
    static final String SHARED = "shared";

    /// The kinds of things that can be shown to everybody.
    static final Set<String> PUBLISHED = Set.of("content", "collections", "agents");

    private final Cast cast;
    private final Generations generations;
    private final MongoDatabase store;
    private final String topic;
    private final String collection;
    private final String sharedCollection;
    private final String publicCollection;
    private final String post;
    private final Map<String, Thing> lasting = new HashMap<>();
    private int made;

    /// A thing that was made.
    ///
    /// @param shared whether the viewer and the editor have their roles for it
    record Thing(String id, boolean shared) {}

    MatrixThings(Cast cast, Generations generations, MongoDatabase store) {
        this.cast = cast;
        this.generations = generations;
        this.store = store;
        owner().patch(
                        "/api/v1/users/me",
                        "{\"profile\":{\"firstName\":\"planted\",\"bio\":\"planted\",\"website\":\"https://planted.example\"}}");
        this.topic = topic();
        this.collection = id(owner().post("/api/v1/collections", "{\"name\":\"planted collection\"}"));
        this.sharedCollection = sharedCollection();
        this.publicCollection = publicCollection();
        this.post = post(sharedCollection, "shared");
        post(publicCollection, "public");
        id(owner().post(
                        "/api/v1/content",
                        "{\"platform\":\"twitter\",\"content\":{\"text\":\"planted #planted rocket\"}}"));
        for (String kind : List.of("api-keys", "agents", "generations", "media", "platforms", "jobs")) {
            make(kind, "", false);
        }
    }

    private Http owner() {
        return cast.owner().http();
    }

    /// A post in the collection that is shared.
    String post() {
        return post;
    }

    /// Ids that nobody else may learn.
    List<String> secretIds() {
        return List.of(topic, collection);
    }

    /// A thing of the owner that nothing changes.
    Thing lasting(String kind, String around, boolean isPublic) {
        return around.isEmpty() && !kind.equals("platforms")
                ? lasting.computeIfAbsent(kind + isPublic, unseen -> make(kind, around, isPublic))
                : make(kind, around, isPublic);
    }

    /// A new thing of the owner.
    ///
    /// @param kind the step of a path before its id
    /// @param around the id of the thing it is a part of; empty for none
    /// @param isPublic whether everybody may see it
    Thing make(String kind, String around, boolean isPublic) {
        return switch (kind) {
            case "topics" -> own(topic());
            case "content" ->
                isPublic ? own(post(publicCollection, "public")) : new Thing(post(sharedCollection, "shared"), true);
            case "collections" -> isPublic ? own(publicCollection()) : new Thing(sharedCollection(), true);
            case "agents" -> own(agent(isPublic ? "public" : "planted", isPublic));
            case "jobs" -> own(job());
            case "sessions" -> own(cast.anotherSession().toHexString());
            case "platforms" -> own(platform());
            case "sources" ->
                own(id(owner().post(
                                "/api/v1/platforms/" + around + "/sources", "{\"value\":\"planted-" + ++made + "\"}")));
            case "webhooks" -> own(webhook(around));
            case "media" -> own(id(owner().upload("/api/v1/media", "planted.png", MediaSamples.png(2 + ++made, 3))));
            case "api-keys" ->
                own(id(owner().post(
                                "/api/v1/users/me/api-keys",
                                "{\"provider\":\"acme\",\"key\":\"sk-planted-0123456789\",\"label\":\"planted\"}")));
            case "users" -> own(cast.somebody().user().id().toHexString());
            case "tokens" -> own(id(owner().post("/api/v1/tokens", "{\"name\":\"planted\"}")));
            case "passkeys" -> own(TestPasskey.at(cast.url()).register(owner(), "planted"));
            case "identities" ->
                own(TestIdentities.connect(store, cast.owner().user().id()));
            case "oidc" -> own("test");
            case "generations" ->
                own(generations
                        .keep(cast.owner().caller(), GenerationFixtures.answered("planted answer"))
                        .id()
                        .toHexString());
            case "invitations" -> own(invitation(newAddress()));
            case "mails" -> own(mail());
            default -> fail("MatrixThings makes no " + kind + ": add a line there");
        };
    }

    private static Thing own(String id) {
        return new Thing(id, false);
    }

    private String topic() {
        return id(owner().post(
                        "/api/v1/topics",
                        "{\"name\":\"planted topic %d\",\"keywords\":[{\"term\":\"rocket\"}]}".formatted(++made)));
    }

    private String post(String into, String word) {
        String id = id(owner().post(
                        "/api/v1/content",
                        "{\"platform\":\"twitter\",\"content\":{\"text\":\"A %s rocket, number %d\"}}"
                                .formatted(word, ++made)));
        owner().patch("/api/v1/content/" + id, "{\"tags\":[\"planted\"],\"moderationNotes\":\"planted\"}");
        store.getCollection("content")
                .updateOne(
                        new Document("_id", new ObjectId(id)),
                        new Document("$set", new Document("metadata.source.note", PLANTED)));
        for (String holder : List.of(into, collection)) {
            Answer added =
                    owner().post("/api/v1/collections/" + holder + "/items", "{\"contentIds\":[\"" + id + "\"]}");
            assertThat(added.status()).as("%s", added).isEqualTo(200);
        }
        return id;
    }

    private String sharedCollection() {
        String id = id(owner().post("/api/v1/collections", """
                {"name": "shared %d", "type": "smart",
                 "rules": {"criteria": [{"field": "tags", "operator": "contains", "value": "planted"}]}}
                """.formatted(++made)));
        share(id, cast.viewer().user().id().toHexString(), "viewer");
        share(id, cast.editor().user().id().toHexString(), "editor");
        return id;
    }

    private void share(String id, String person, String role) {
        Answer shared = owner().put(
                        "/api/v1/collections/" + id + "/permissions",
                        "{\"person\":\"" + person + "\",\"role\":\"" + role + "\"}");
        assertThat(shared.status()).as("%s", shared).isEqualTo(200);
    }

    private String publicCollection() {
        return id(owner().post(
                        "/api/v1/collections",
                        "{\"name\":\"public %d\",\"settings\":{\"isPublic\":true}}".formatted(++made)));
    }

    private String agent(String word, boolean isPublic) {
        return id(owner().post(
                        "/api/v1/agents",
                        GenerationFixtures.AGENT
                                .replace("Content Creator", word + " agent " + ++made)
                                .replaceFirst("\\{", "{\"isPublic\":" + isPublic + ",")));
    }

    private String newAddress() {
        return "invited" + ++made + "@example.org";
    }

    private String invitation(String email) {
        return id(cast.http(Asker.ADMIN, false).post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\"}"));
    }

    /// One that can be read.
    private String mail() {
        String email = newAddress();
        invitation(email);
        Document kept = new Document("to", email).append("status", "kept");
        await().until(() -> store.getCollection("mails").find(kept).first() != null);
        return Objects.requireNonNull(store.getCollection("mails").find(kept).first())
                .getObjectId("_id")
                .toHexString();
    }

    /// One that has a file.
    private String job() {
        String id =
                id(owner().post("/api/v1/content/export", "{\"format\":\"jsonl\",\"filters\":{\"tags\":\"planted\"}}"));
        await().until(() -> owner().get("/api/v1/jobs/" + id).at("/status").equals("completed"));
        return id;
    }

    /// There is no more than one of a type.
    private String platform() {
        for (JsonNode known : owner().get("/api/v1/platforms").json().at("/items")) {
            if (known.path("type").asString("").equals("fake")) {
                return known.path("id").asString();
            }
        }
        return id(owner().post("/api/v1/platforms", "{\"type\":\"fake\",\"name\":\"planted\"}"));
    }

    /// There are no more than a hundred of a thing.
    private String webhook(String around) {
        boolean isOfTopic = owner().get("/api/v1/topics/" + around).status() == 200;
        String path = "/api/v1/" + (isOfTopic ? "topics/" : "platforms/") + around + "/webhooks";
        String known = owner().get(path).at("/webhooks/0/id");
        return known.isEmpty()
                ? id(owner().post(
                                path,
                                "{\"url\":\"https://planted.example/hook\",\"events\":[\"%s\"]}"
                                        .formatted(isOfTopic ? "new_content" : "post.created")))
                : known;
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 202);
        return answer.at("/id");
    }
}
