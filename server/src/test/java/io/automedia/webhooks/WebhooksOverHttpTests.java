package io.automedia.webhooks;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.storage.FieldEncryption;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class WebhooksOverHttpTests {
    private static final String URL = "https://example.org/hook";

    private final MongoDatabase store;
    private final FieldEncryption encryption;
    private final TestPerson ada;

    WebhooksOverHttpTests(TestPeople people, MongoDatabase store, FieldEncryption encryption) {
        this.store = store;
        this.encryption = encryption;
        this.ada = people.someone();
    }

    /// What has webhooks.
    enum Things {
        PLATFORMS("platforms", "{\"type\":\"twitter\"}", "tweet.created", "status.changed"),
        TOPICS("topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}", "new_content", "trend_change");

        private final String name;
        private final String body;
        private final String event;
        private final String another;

        Things(String name, String body, String event, String another) {
            this.name = name;
            this.body = body;
            this.event = event;
            this.another = another;
        }

        /// With an event that is named twice.
        String request(String url) {
            return "{\"url\":\"%s\",\"events\":[\"%s\",\"%s\",\"%s\"]}".formatted(url, event, another, event);
        }
    }

    /// A new one of Ada's.
    private String make(Things things) {
        Answer made = ada.http().post("/api/v1/" + things.name, things.body);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.header("Location");
    }

    private List<Document> stored(Things things, String path) {
        Document found =
                store.getCollection(things.name).find(eq("_id", id(path))).first();
        return Objects.requireNonNull(found).getList("webhooks", Document.class);
    }

    private static ObjectId id(String path) {
        return new ObjectId(path.substring(path.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @EnumSource
    void one_is_made_with_a_secret_that_is_shown_once_changed_and_removed(Things things) {
        String thing = make(things);
        Answer made = ada.http().post(thing + "/webhooks", things.request("HTTPS://Example.org:443/hook#here"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.at("/id")).startsWith("wh_");
        assertThat(made.at("/url")).isEqualTo(URL);
        assertThat(made.json().at("/isActive").asBoolean()).isTrue();
        assertThat(made.json().has("createdAt")).isTrue();
        String secret = made.at("/secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        String one = made.header("Location");
        assertThat(one).isEqualTo(thing + "/webhooks/" + made.at("/id"));
        Document kept = stored(things, thing).getFirst();
        assertThat(kept.getList("events", String.class)).containsExactly(things.event, things.another);
        assertThat(opened(things, thing, kept)).isEqualTo(secret);

        String version = made.header("ETag");
        for (String path : List.of(thing, one)) {
            Answer shown = ada.http().get(path);
            assertThat(shown.header("ETag")).as(path).isEqualTo(version).isEqualTo("\"1\"");
            assertThat(shown.text()).contains(URL).doesNotContain("secret", "whsec_", "enc1:");
        }
        JsonNode list = ada.http().get(thing + "/webhooks").json().at("/webhooks");
        assertThat(list).containsExactly(ada.http().get(one).json());

        Answer changed = ada.http().with("If-Match", version).patch(one, "{\"isActive\":false}");
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text()).contains("\"isActive\":false", URL).doesNotContain("secret", "enc1:");
        assertThat(stored(things, thing)).containsExactly(kept.append("isActive", false));
        for (String method : List.of("PATCH", "DELETE")) {
            Answer stale = ada.http()
                    .with("If-Match", version)
                    .send(method, one, method.equals("PATCH") ? "{}" : null, "application/json");
            assertThat(stale.status()).as(method).isEqualTo(412);
        }
        assertThat(ada.http()
                        .with("If-Match", version)
                        .post(one + "/secret", "{}")
                        .status())
                .isEqualTo(412);

        Answer renewed = ada.http().with("If-Match", "\"2\"").post(one + "/secret", "{}");
        assertThat(renewed.at("/secret")).startsWith("whsec_").isNotEqualTo(secret);
        assertThat(opened(things, thing, stored(things, thing).getFirst())).isEqualTo(renewed.at("/secret"));
        assertThat(actions()).startsWith("webhook.changed", "webhook.changed", "webhook.created");

        assertThat(ada.http().with("If-Match", "\"3\"").delete(one).status()).isEqualTo(204);
        assertThat(stored(things, thing)).isEmpty();
        assertThat(ada.http().get(one).status()).isEqualTo(404);
        assertThat(ada.http().patch(one, "{}").status()).isEqualTo(404);
        assertThat(ada.http().post(one + "/secret", "{}").status()).isEqualTo(404);
        assertThat(actions()).startsWith("webhook.deleted");
        assertThat(ada.http().get("/api/v1/audit").text())
                .contains(made.at("/id"), id(thing).toHexString())
                .doesNotContain(secret, URL);
    }

    private String opened(Things things, String thing, Document webhook) {
        return encryption.decrypt(
                things.name, id(thing), "webhooks." + webhook.getString("id") + ".secret", webhook.getString("secret"));
    }

    private List<String> actions() {
        return ada.http()
                .get("/api/v1/audit")
                .json()
                .at("/items")
                .valueStream()
                .map(entry -> entry.at("/action").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "ftp://example.org",
                "https://ada:secret@example.org",
                "https:///hook",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://10.1.2.3:8080/hook",
                "http://192.168.1.1",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:10.0.0.1]/",
                "http://2130706433/",
                "http://999.1.1.1/",
                "http://inside.localhost/"
            })
    void an_address_that_must_not_be_called_is_refused(String url) {
        Answer refused = ada.http().post(make(Things.TOPICS) + "/webhooks", Things.TOPICS.request(url));

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("url");
    }

    @Test
    void what_can_be_no_webhook_is_refused_in_all_it_lacks() {
        String webhooks = make(Things.TOPICS) + "/webhooks";
        String one = ada.http().post(webhooks, Things.TOPICS.request(URL)).header("Location");

        assertThat(wrong(ada.http().post(webhooks, "{}"))).containsExactly("url", "events");
        assertThat(wrong(ada.http()
                        .post(webhooks, "{\"url\":\"%s\",\"events\":[]}".formatted(URL + "/" + "x".repeat(2_048)))))
                .containsExactly("url", "events");
        assertThat(wrong(ada.http().patch(one, "{\"url\":\"here\",\"events\":[\"new_content\",\"tweet.created\"]}")))
                .containsExactly("url", "events[1]");
        assertThat(wrong(ada.http().patch(one, "{\"secret\":\"mine\"}"))).containsExactly("secret");
        assertThat(ada.http().get(one).header("ETag")).isEqualTo("\"1\"");
    }

    private static List<String> wrong(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        return answer.json()
                .at("/errors")
                .valueStream()
                .map(error -> error.at("/field").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORMS,new_content",
        "TOPICS,tweet.created",
    })
    void each_kind_of_thing_has_events_of_its_own(Things things, String event) {
        Answer refused = ada.http()
                .post(make(things) + "/webhooks", "{\"url\":\"%s\",\"events\":[\"%s\"]}".formatted(URL, event));

        assertThat(wrong(refused)).containsExactly("events[0]");
        assertThat(refused.at("/errors/0/message")).contains(things.event, things.another);
    }

    @Test
    void what_another_program_wrote_stays_and_a_hundred_are_the_most() {
        String thing = make(Things.TOPICS);
        Document others = new Document("url", "https://example.com")
                .append("events", List.of("new_content"))
                .append("isActive", true);
        store.getCollection("topics")
                .updateOne(
                        eq("_id", id(thing)),
                        Updates.set(
                                "webhooks",
                                IntStream.range(0, 99)
                                        .mapToObj(unseen -> others)
                                        .toList()));

        Answer last = ada.http().post(thing + "/webhooks", Things.TOPICS.request(URL));
        Answer more = ada.http().post(thing + "/webhooks", Things.TOPICS.request(URL));
        ada.http().patch(last.header("Location"), "{\"url\":\"https://example.net\"}");

        assertThat(last.status()).as("%s", last).isEqualTo(201);
        assertThat(more.status()).as("%s", more).isEqualTo(409);
        assertThat(stored(Things.TOPICS, thing)).hasSize(100).startsWith(others, others);
        assertThat(ada.http().get(last.header("Location")).at("/url")).isEqualTo("https://example.net/");
        assertThat(ada.http().delete(last.header("Location")).status()).isEqualTo(204);
        assertThat(stored(Things.TOPICS, thing)).hasSize(99).containsOnly(others);
    }

    @Test
    void those_that_are_made_at_once_are_all_kept() throws Exception {
        String thing = make(Things.PLATFORMS);

        List<Answer> made = Together.call(3, () -> ada.http().post(thing + "/webhooks", Things.PLATFORMS.request(URL)));

        assertThat(made).allSatisfy(one -> assertThat(one.status()).isEqualTo(201));
        assertThat(stored(Things.PLATFORMS, thing)).hasSize(3);
        assertThat(ada.http().get(thing).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void a_secret_is_not_kept_for_whoever_repeats_the_call() {
        String webhooks = make(Things.TOPICS) + "/webhooks";
        Answer first = ada.http().with("Idempotency-Key", "once").post(webhooks, Things.TOPICS.request(URL));
        Answer again = ada.http().with("Idempotency-Key", "once").post(webhooks, Things.TOPICS.request(URL));
        String renew = first.header("Location") + "/secret";
        Answer renewed = ada.http().with("Idempotency-Key", "twice").post(renew, "{}");
        Answer anew = ada.http().with("Idempotency-Key", "twice").post(renew, "{}");

        assertThat(List.of(first, renewed))
                .extracting(answer -> answer.at("/secret"))
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(secret).startsWith("whsec_"));
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(List.of(again, anew)).allSatisfy(answer -> {
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(answer.text()).contains(URL).doesNotContain("secret");
        });
        assertThat(ada.http().get(webhooks).text()).containsOnlyOnce("\"url\"");
        assertThat(store.getCollection("idempotencyKeys")
                        .find(eq("userId", ada.user().id()))
                        .map(kept -> new String(kept.get("body", Binary.class).getData(), UTF_8)))
                .isNotEmpty()
                .noneMatch(kept -> kept.contains("whsec_"));
    }
}
