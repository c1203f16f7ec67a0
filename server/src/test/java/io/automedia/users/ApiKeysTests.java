package io.automedia.users;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.mongodb.client.MongoDatabase;
import io.automedia.outgoing.Outgoing;
import io.automedia.storage.FieldEncryption;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Bound;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ApplicationEventPublisher;

@AutoMediaTest
class ApiKeysTests {
    private static final String KEYS = "/api/v1/users/me/api-keys";
    private static final String SECRET = "sk-0123456789abcdef";

    @RegisterExtension
    static final WireMockExtension provider = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @RegisterExtension
    static final WireMockExtension elsewhere = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final TestPeople people;
    private final MongoDatabase store;
    private final ApiKeys keys;
    private final TestPerson ada;

    ApiKeysTests(
            TestPeople people,
            MongoDatabase store,
            Users users,
            FieldEncryption encryption,
            Outgoing outgoing,
            Clock clock,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        String url = "http://localhost:" + provider.getPort();
        this.keys = new ApiKeys(
                users,
                encryption,
                outgoing,
                new ApiKeyProperties(Map.of(
                        "openai", URI.create(url + "/openai"),
                        "anthropic", URI.create(url + "/anthropic"),
                        "inside", URI.create("http://127.0.0.1:" + provider.getPort() + "/inside"))),
                clock,
                events);
        this.ada = people.someone();
    }

    @Test
    void a_key_has_the_version_of_the_account_that_it_is_a_part_of() {
        Answer added = ada.http().post(KEYS, "{\"provider\":\"openai\",\"key\":\"" + SECRET + "\"}");
        String seen = added.header("ETag");
        assertThat(seen)
                .isNotEmpty()
                .isEqualTo(ada.http().get("/api/v1/users/me").header("ETag"));
        String path = KEYS + "/" + added.at("/id");

        Answer changed = ada.http().with("If-Match", seen).patch(path, "{\"label\":\"Mine\"}");
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEmpty().isNotEqualTo(seen);
        assertThat(ada.http()
                        .with("If-Match", seen)
                        .patch(path, "{\"label\":\"Late\"}")
                        .status())
                .isEqualTo(412);
        assertThat(ada.http().with("If-Match", seen).delete(path).status()).isEqualTo(412);
        assertThat(ada.http()
                        .with("If-Match", changed.header("ETag"))
                        .delete(path)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aKeyIsStoredEncryptedShownMaskedChangedAndRemoved() {
        Answer made = ada.http().post(KEYS, "{\"provider\":\" OpenAI\",\"key\":\"" + SECRET + "\",\"label\":\"Mine\"}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.at("/provider")).isEqualTo("openai");
        assertThat(made.at("/key")).isEqualTo("sk-…cdef");
        String stored = stored(ada).getString("key");
        assertThat(stored).startsWith("enc1:").doesNotContain(SECRET);

        String one = made.header("Location");
        Answer changed = ada.http().patch(one, "{\"isActive\":false}");
        assertThat(changed.at("/label")).isEqualTo("Mine");
        assertThat(changed.json().at("/isActive").asBoolean()).isFalse();
        assertThat(stored(ada).getString("key")).isEqualTo(stored);
        assertThat(ada.http().get(KEYS).json().at("/page/total").asInt()).isEqualTo(1);
        assertThat(ada.http().get("/api/v1/users/me").text()).doesNotContain("cdef", "enc1:");

        assertThat(people.someone().http().delete(one).status()).isEqualTo(404);
        assertThat(ada.http().delete(one).status()).isEqualTo(204);
        assertThat(ada.http().get(KEYS).json().at("/items")).isEmpty();
        assertThat(ada.http().patch(one, "{}").status()).isEqualTo(404);
    }

    private Document stored(TestPerson person) {
        Document user = Objects.requireNonNull(store.getCollection("users")
                .find(new Document("_id", person.user().id()))
                .first());
        return user.get("settings", Document.class)
                .getList("apiKeys", Document.class)
                .getFirst();
    }

    @Test
    void whatIsNoKeyIsRefused() {
        Answer refused = ada.http().post(KEYS, "{\"key\":\"with a space\",\"label\":\"" + "x".repeat(201) + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString()))
                .containsExactly("provider", "key", "label");
    }

    @Test
    void aKeyCopiedToSomebodyElseStaysShut() {
        ada.http().post(KEYS, "{\"provider\":\"openai\",\"key\":\"" + SECRET + "\"}");
        TestPerson ben = people.someone();
        store.getCollection("users")
                .updateOne(
                        new Document("_id", ben.user().id()),
                        new Document("$set", new Document("settings.apiKeys", List.of(stored(ada)))));
        assertThat(ben.http().get(KEYS).json().at("/items/0/key").asString()).isEqualTo("…");
    }

    @Test
    void aProviderIsAskedThroughTheGuardWhetherItKnowsAKey() throws InterruptedException {
        provider.stubFor(get(urlEqualTo("/openai"))
                .withHeader("Authorization", equalTo("Bearer " + SECRET))
                .willReturn(aResponse().withStatus(200).withBody("{}")));
        provider.stubFor(get(urlEqualTo("/anthropic"))
                .withHeader("x-api-key", equalTo(SECRET))
                .willReturn(aResponse().withStatus(401)));

        assertThat(check("openai").verdict()).isEqualTo(ApiKeys.Verdict.ACCEPTED);
        assertThat(check("anthropic").verdict()).isEqualTo(ApiKeys.Verdict.REFUSED);
        assertThat(check("nobody").verdict()).isEqualTo(ApiKeys.Verdict.UNKNOWN);
        ApiKeys.Check inside = check("inside");
        assertThat(inside.verdict()).isEqualTo(ApiKeys.Verdict.UNKNOWN);
        assertThat(inside.detail()).doesNotContain(SECRET);
        provider.verify(0, com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(urlEqualTo("/inside")));
    }

    @Test
    void whenAKeyWasShownToItsProviderIsNoted() throws InterruptedException {
        provider.stubFor(get(urlEqualTo("/openai")).willReturn(aResponse().withStatus(200)));
        keys.add(ada.user().userId(), "openai", SECRET, "other");
        check("inside");
        assertThat(keys.list(ada.user().userId()))
                .extracting(User.ApiKey::lastUsed)
                .containsOnlyNulls();
        String version = ada.http().get("/api/v1/users/me").header("ETag");
        ObjectId id =
                Objects.requireNonNull(keys.list(ada.user().userId()).getFirst().id());

        keys.check(ada.user().userId(), id);

        assertThat(keys.list(ada.user().userId()).getFirst().lastUsed()).isNotNull();
        assertThat(keys.list(ada.user().userId()).getLast().lastUsed()).isNull();
        assertThat(ada.http().get(KEYS).json().at("/items/0/lastUsed").isString())
                .isTrue();
        assertThat(ada.http().get("/api/v1/users/me").header("ETag")).isEqualTo(version);
    }

    @Test
    void whoWasAskedIsWhoMustAnswer() throws InterruptedException {
        provider.stubFor(get(urlEqualTo("/openai"))
                .willReturn(aResponse()
                        .withStatus(302)
                        .withHeader("Location", "http://localhost:" + elsewhere.getPort() + "/all")));
        elsewhere.stubFor(get(urlEqualTo("/all")).willReturn(aResponse().withStatus(200)));
        assertThat(check("openai"))
                .satisfies(check -> assertThat(check.detail()).contains("elsewhere"))
                .extracting(ApiKeys.Check::verdict)
                .isEqualTo(ApiKeys.Verdict.UNKNOWN);
    }

    @Test
    void aKeyThatCantBeReadIsListedAndNotChecked() throws InterruptedException {
        TestPerson ben = people.someone();
        ObjectId id = new ObjectId();
        Document key = new Document("provider", "openai")
                .append("key", "in another program's hand")
                .append("isActive", true)
                .append("createdAt", java.util.Date.from(java.time.Instant.EPOCH));
        store.getCollection("users")
                .updateOne(
                        new Document("_id", ben.user().id()),
                        new Document(
                                "$set",
                                new Document("settings.apiKeys", List.of(key, new Document(key).append("_id", id)))));
        assertThat(ben.http()
                        .get(KEYS)
                        .json()
                        .at("/items")
                        .valueStream()
                        .map(one -> one.at("/key").asString()))
                .containsExactly("…", "…");
        ApiKeys.Check check = keys.check(ben.user().userId(), id);
        assertThat(check.verdict()).isEqualTo(ApiKeys.Verdict.UNKNOWN);
        assertThat(check.detail()).contains("master key");
    }

    private ApiKeys.Check check(String name) throws InterruptedException {
        ObjectId id = Objects.requireNonNull(
                keys.add(ada.user().userId(), name, SECRET, null).key().id());
        return keys.check(ada.user().userId(), id);
    }

    @Test
    void aProviderThatIsKnownNowhereIsSaidToBe() {
        String made = ada.http()
                .post(KEYS, "{\"provider\":\"nobody\",\"key\":\"" + SECRET + "\"}")
                .header("Location");
        assertThat(ada.http().post(made + "/check", "{}").at("/verdict")).isEqualTo("unknown");
    }

    @Test
    void addressesComeBesideTheKnownOnesOrInTheirPlace() {
        assertThat(Bound.to(ApiKeyProperties.class).addresses())
                .containsKeys("openai", "anthropic", "google", "mistral");
        assertThat(Bound.to(
                                ApiKeyProperties.class,
                                "automedia.api-keys.addresses.openai=https://proxy.example.org/models",
                                "automedia.api-keys.addresses.mine=https://models.example.org")
                        .addresses())
                .containsEntry("openai", URI.create("https://proxy.example.org/models"))
                .containsEntry("mine", URI.create("https://models.example.org"))
                .containsKey("anthropic");
    }
}
