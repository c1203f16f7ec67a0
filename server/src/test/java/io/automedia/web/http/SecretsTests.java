package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.web.http.Endpoints.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// Hashes of passwords and tokens, and ciphertexts, never leave: everything that can be read is searched for all that
/// the store holds.
@AutoMediaTest
class SecretsTests {
    private static final String API_KEY = "{\"provider\":\"openai\",\"key\":\"sk-secret-1234567890\"}";

    private final TestPeople people;
    private final ApplicationContext context;
    private final MongoDatabase store;

    SecretsTests(TestPeople people, ApplicationContext context, MongoDatabase store) {
        this.people = people;
        this.context = context;
        this.store = store;
    }

    @Test
    void no_answer_holds_a_secret_of_the_store() {
        TestPerson person = people.someone();
        TestPerson admin = people.admin();
        person.http().patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"Ada\"}}");
        String kept = person.http().post("/api/v1/users/me/api-keys", API_KEY).text();
        assertThat(kept).contains("sk-…7890").doesNotContain("sk-secret", "enc1:");
        List<String> secrets = secrets();
        secrets.add("sk-secret-1234567890");
        secrets.add(webhook(person, "platforms", "{\"type\":\"fake\"}", "post.created"));
        secrets.add(webhook(person, "topics", "{\"name\":\"a\",\"keywords\":[{\"term\":\"a\"}]}", "new_content"));
        assertThat(secrets).hasSizeGreaterThan(5);

        for (Http caller : List.of(person.http(), admin.http(), people.nobody())) {
            for (Endpoint endpoint : Endpoints.of(context)) {
                if (!endpoint.changes() && !endpoint.hasVariable()) {
                    String text = caller.get(endpoint.pattern()).text();
                    assertThat(secrets).as(endpoint.toString()).noneMatch(text::contains);
                    assertThat(text).as(endpoint.toString()).doesNotContain("enc1:", "$2b$");
                }
            }
        }
    }

    /// The secret of a new webhook of a new thing.
    private static String webhook(TestPerson person, String things, String thing, String event) {
        String path = "/api/v1/" + things + "/"
                + person.http().post("/api/v1/" + things, thing).at("/id") + "/webhooks";
        Answer made = person.http().post(path, "{\"url\":\"https://example.org\",\"events\":[\"" + event + "\"]}");
        assertThat(made.at("/secret")).as("%s", made).startsWith("whsec_");
        String shown = person.http().get(path).text();
        assertThat(shown).contains(made.at("/id")).doesNotContain("whsec_", "enc1:");
        return made.at("/secret");
    }

    @Test
    void no_answer_to_a_change_holds_one_either() {
        TestPerson person = people.someone();
        String email = person.user().email();
        String credentials = "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}";

        List<String> texts = List.of(
                person.http()
                        .patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"Ada\"}}")
                        .text(),
                people.nobody().post("/api/v1/auth/login", credentials).text(),
                people.nobody().post("/api/v1/auth/register", credentials).text());

        List<String> secrets = secrets();
        assertThat(texts).allSatisfy(text -> assertThat(secrets).noneMatch(text::contains));
        assertThat(texts).noneMatch(text -> text.contains(TestPeople.PASSWORD));
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        collect(secrets, "users", "password");
        collect(secrets, "sessions", "token");
        collect(secrets, "sessions", "refreshToken");
        collect(secrets, "signingKeys", "privateKey");
        collect(secrets, "secondFactors", "secret");
        collect(secrets, "signInChallenges", "token");
        collect(secrets, "passkeyChallenges", "challenge");
        collect(secrets, "oidcRequests", "state");
        return secrets;
    }

    private void collect(List<String> secrets, String collection, String field) {
        for (Document document : store.getCollection(collection).find()) {
            String secret = document.getString(field);
            if (secret != null) {
                secrets.add(secret);
            }
        }
    }
}
