package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.factors.TestAuthenticator;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.passkeys.Passkeys;
import io.automedia.passkeys.TestPasskey;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Passkeys as programs see them: adding and removing them, signing in with one, and all that is refused.
@AutoMediaTest
class PasskeyTests {
    private static final String PASSKEYS = "/api/v1/passkeys";
    private static final String SIGN_IN = "/api/v1/auth/passkey";
    private static final String CONFIRM = "/api/v1/auth/confirm";

    private final TestPeople people;
    private final Sessions sessions;
    private final SessionsRepository repository;
    private final Users users;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final PasskeyProofs proofs;
    private final MongoDatabase database;
    private final Clock clock;
    private TestPerson ada;
    private TestPasskey laptop;
    private String laptopId;

    PasskeyTests(
            TestPeople people,
            Sessions sessions,
            SessionsRepository repository,
            Users users,
            SecondFactors factors,
            Passkeys passkeys,
            PasskeyProofs proofs,
            MongoDatabase database,
            Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.repository = repository;
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.proofs = proofs;
        this.database = database;
        this.clock = clock;
        this.ada = people.someone();
        this.laptop = TestPasskey.at(people.url());
        this.laptopId = "";
    }

    @BeforeEach
    void someoneWithAPasskey() {
        ada = people.someone();
        laptop = TestPasskey.at(people.url());
        laptopId = laptop.register(ada.http(), "laptop");
    }

    private JsonNode ask() {
        return people.nobody().post(SIGN_IN + "/options", "{}").json();
    }

    private Answer show(String credential) {
        return people.nobody().post(SIGN_IN, "{\"credential\":" + credential + "}");
    }

    /// A right one forgets the wrong ones before it, which else would be too many.
    private Answer signIn() {
        Answer signedIn = show(laptop.signed(ask()));
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        return signedIn;
    }

    private void refused(String why, String credential) {
        Answer refused = show(credential);
        assertThat(refused.status()).as("%s: %s", why, refused).isEqualTo(401);
        assertThat(refused.at("/code")).as(why).isEqualTo("AUTH001");
        assertThat(refused.at("/detail")).as(why).startsWith("The passkey was not accepted");
    }

    @Test
    void it_signs_in_without_a_password() {
        JsonNode options = ask();
        assertThat(options.at("/rpId").asString()).isEqualTo("localhost");
        assertThat(options.at("/userVerification").asString()).isEqualTo("required");
        assertThat(options.at("/allowCredentials")).as("whoever it is").isEmpty();
        assertThat(ada.http().get(PASSKEYS).at("/items/0/lastUsedAt")).isEmpty();

        Answer signedIn = show(laptop.signed(options));

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.at("/user/email")).isEqualTo(ada.user().email());
        Http session = people.nobody().withToken(signedIn.at("/tokens/accessToken"));
        Answer list = session.get(PASSKEYS);
        assertThat(list.at("/items/0/name")).isEqualTo("laptop");
        assertThat(list.at("/items/0/lastUsedAt")).isNotEmpty();
        assertThat(list.text()).doesNotContain("publicKey", "credentialId");
        assertThat(session.get(PASSKEYS + "/" + laptopId).at("/name")).isEqualTo("laptop");
        assertThat(session.patch(PASSKEYS + "/" + laptopId, "{\"name\":\"my laptop\"}")
                        .at("/name"))
                .isEqualTo("my laptop");
        String version = session.get(PASSKEYS + "/" + laptopId).header("ETag");
        Http stale = session.with("If-Match", "\"0\"");
        assertThat(stale.patch(PASSKEYS + "/" + laptopId, "{\"name\":\"lost\"}").status())
                .isEqualTo(412);
        assertThat(stale.delete(PASSKEYS + "/" + laptopId).status()).isEqualTo(412);
        assertThat(session.with("If-Match", version)
                        .delete(PASSKEYS + "/" + laptopId)
                        .status())
                .isEqualTo(204);
        refused("removed", laptop.signed(ask()));
        await().untilAsserted(() ->
                assertThat(ada.http().get("/api/v1/activity").text()).contains("passkey:added", "passkey:removed"));
        assertThat(ada.http().get("/api/v1/audit").text()).contains("passkey.added", "passkey.removed");
    }

    @Test
    void what_it_signed_is_taken_once_and_in_time() throws Exception {
        signIn();
        String answer = laptop.signed(ask());
        List<Integer> answers = Together.call(4, () -> show(answer).status());
        assertThat(answers).containsOnly(200, 401).containsOnlyOnce(200);
        signIn();

        JsonNode asked = ask();
        byte[] challenge = Base64.getUrlDecoder().decode(asked.at("/challenge").asString());
        database.getCollection("passkeyChallenges")
                .updateOne(
                        Filters.eq("_id", new ObjectId(Arrays.copyOf(challenge, 12))),
                        Updates.set("expiresAt", Date.from(clock.instant())));

        refused("too late", laptop.signed(asked));
        JsonNode forConfirming = ada.http().post(CONFIRM + "/options", "{}").json();
        refused("for something else", laptop.signed(forConfirming));
        refused("never asked for", laptop.signed(forConfirming));
        signIn();
    }

    @Test
    void it_must_sign_for_our_pages_and_know_its_owner() {
        refused("another origin", laptop.from("https://evil.example").signed(ask()));
        refused("another port", laptop.from("http://localhost:1").signed(ask()));
        laptop.from(people.url());
        signIn();
        refused("another host", laptop.forHost("evil.example").signed(ask()));
        laptop.forHost("localhost");
        refused("it knew nobody", laptop.verifying(false).signed(ask()));
        laptop.verifying(true);
        signIn();
        refused("another key", laptop.forged().signed(ask()));
        refused(
                "nobody's",
                TestPasskey.at(people.url())
                        .claiming(ada.user().id().toByteArray())
                        .signed(ask()));
        signIn();
        assertThat(show("{\"id\":\"x\"}").at("/errors/0/field")).isEqualTo("credential");
        await().untilAsserted(() -> assertThat(
                        ada.http().get("/api/v1/audit?action=auth.login_failed").text())
                .contains("not_signed"));
    }

    @Test
    void a_copy_is_noticed_by_what_it_counts() {
        laptop.counting(41);
        signIn();

        refused("as often as before", laptop.counting(41).signed(ask()));
        refused("less often", laptop.counting(3).signed(ask()));

        laptop.counting(42);
        signIn();
        await().untilAsserted(() -> assertThat(
                        ada.http().get("/api/v1/audit?action=auth.login_failed").text())
                .contains("counter"));
    }

    @Test
    void it_is_its_owners_alone() {
        TestPerson eve = people.someone();
        refused(
                "says it is somebody else's",
                laptop.claiming(eve.user().id().toByteArray()).signed(ask()));
        laptop.claiming(ada.user().id().toByteArray());
        signIn();
        assertThat(eve.http().get(PASSKEYS + "/" + laptopId).status()).isEqualTo(404);
        assertThat(eve.http().delete(PASSKEYS + "/" + laptopId).status()).isEqualTo(404);

        JsonNode options = eve.http().post(PASSKEYS + "/options", "{}").json();
        Answer taken = eve.http().post(PASSKEYS, TestPasskey.named("mine", laptop.made(options)));

        assertThat(taken.status()).as("%s", taken).isEqualTo(409);
    }

    @Test
    void a_closed_account_stays_closed() {
        signIn();
        TestPerson admin = people.admin();
        admin.http().patch("/api/v1/users/" + ada.user().id(), "{\"isActive\":false}");

        refused("deactivated", laptop.signed(ask()));
        admin.http().patch("/api/v1/users/" + ada.user().id(), "{\"isActive\":true}");

        signIn();
    }

    @Test
    void only_what_was_asked_for_is_added() {
        TestPasskey phone = TestPasskey.at(people.url());
        JsonNode options = ada.http().post(PASSKEYS + "/options", "{}").json();
        assertThat(options.at("/excludeCredentials")).as("%s", options).hasSize(1);
        assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        TestPerson eve = people.someone();
        assertThat(add(eve, phone.made(options))).as("asked of somebody else").isEqualTo(400);
        assertThat(add(ada, phone.made(ask()))).as("asked for signing in").isEqualTo(400);
        assertThat(add(ada, phone.from("https://evil.example").made(begin()))).isEqualTo(400);
        phone.from(people.url());
        assertThat(add(ada, phone.verifying(false).made(begin())))
                .as("it knew nobody")
                .isEqualTo(400);
        phone.verifying(true);
        assertThat(add(ada, "{}")).isEqualTo(400);
        JsonNode asked = begin();
        assertThat(add(ada, phone.made(asked))).isEqualTo(201);
        assertThat(add(ada, TestPasskey.at(people.url()).made(asked)))
                .as("answered before")
                .isEqualTo(400);
        assertThat(ada.http().post(PASSKEYS, TestPasskey.named(" ", "{}")).at("/errors/0/field"))
                .isEqualTo("name");
    }

    private JsonNode begin() {
        return ada.http().post(PASSKEYS + "/options", "{}").json();
    }

    private static int add(TestPerson person, String credential) {
        return person.http()
                .post(PASSKEYS, TestPasskey.named("phone", credential))
                .status();
    }

    @Test
    void adding_and_removing_wants_a_recent_proof_and_a_passkey_is_one() {
        String token = ada.http()
                .post("/api/v1/tokens", "{\"name\":\"a\",\"scopes\":[\"write\"]}")
                .at("/token");
        Http program = people.nobody().withToken(token);
        assertThat(program.post(PASSKEYS + "/options", "{}").status()).isEqualTo(403);
        assertThat(program.delete(PASSKEYS + "/" + laptopId).status()).isEqualTo(403);
        JsonNode toAdd = begin();
        grow();
        assertThat(ada.http().post(PASSKEYS + "/options", "{}").at("/type"))
                .isEqualTo("urn:automedia:problem:confirmation");
        assertThat(ada.http().delete(PASSKEYS + "/" + laptopId).status()).isEqualTo(403);
        TestPerson eve = people.someone();
        TestPasskey hers = TestPasskey.at(people.url());
        hers.register(eve.http(), "hers");
        assertThat(confirm(hers.signed(askToConfirm()))).as("somebody else's").isEqualTo(401);
        assertThat(confirm(laptop.signed(toAdd))).as("asked for adding").isEqualTo(401);
        assertThat(confirm(laptop.signed(ask()))).as("asked for signing in").isEqualTo(401);
        assertThat(confirm(laptop.signed(
                        eve.http().post(CONFIRM + "/options", "{}").json())))
                .as("asked of somebody else")
                .isEqualTo(401);
        assertThat(people.someone().http().post(CONFIRM + "/options", "{}").status())
                .as("without a passkey")
                .isEqualTo(409);

        assertThat(confirm(laptop.signed(askToConfirm()))).isEqualTo(200);

        assertThat(ada.http().delete(PASSKEYS + "/" + laptopId).status()).isEqualTo(204);
    }

    private JsonNode askToConfirm() {
        return ada.http().post(CONFIRM + "/options", "{}").json();
    }

    private int confirm(String credential) {
        return ada.http().post(CONFIRM, "{\"passkey\":" + credential + "}").status();
    }

    /// As if the session had been opened an hour ago.
    private void grow() {
        database.getCollection("sessions")
                .updateOne(
                        Filters.eq("_id", sessionOf(ada)),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(Duration.ofHours(1)))));
    }

    private static ObjectId sessionOf(TestPerson person) {
        return ((Caller.Person) person.caller()).sessionId();
    }

    @Test
    void it_does_for_the_password_and_the_code() {
        Answer enabled = ada.http().post("/api/v1/auth/two-factor", "{\"action\":\"enable\"}");
        TestAuthenticator phone = new TestAuthenticator(enabled.at("/secret"), clock);
        ada.http().post("/api/v1/auth/two-factor", "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()));

        Http session = people.nobody().withToken(signIn().at("/tokens/accessToken"));

        assertThat(session.post("/api/v1/auth/two-factor", "{\"action\":\"renew\"}")
                        .status())
                .as("the proof of two factors")
                .isEqualTo(200);
    }

    @Test
    void where_two_factors_are_required_an_administrator_administers_where_he_showed_a_passkey() {
        ada = people.admin();
        assertThat(required().role(ada.user().id(), sessionOf(ada))).hasValue("user");
        laptop = TestPasskey.at(people.url());
        laptopId = laptop.register(ada.http(), "laptop");
        Caller.Person shown = (Caller.Person) sessions.authenticate(signIn().at("/tokens/accessToken"));

        assertThat(required().role(ada.user().id(), shown.sessionId())).hasValue("admin");
        assertThat(required().role(ada.user().id(), sessionOf(ada)))
                .as("signed in by the password alone")
                .hasValue("user");
        assertThat(confirm(laptop.signed(askToConfirm()))).isEqualTo(200);
        assertThat(ada.http()
                        .post(CONFIRM, "{\"password\":\"" + TestPeople.PASSWORD + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(required().role(ada.user().id(), sessionOf(ada)))
                .as("after the step up, and a password later")
                .hasValue("admin");
        ada.http().delete(PASSKEYS + "/" + laptopId);
        assertThat(required().role(ada.user().id(), shown.sessionId()))
                .as("without a passkey")
                .hasValue("user");
    }

    private Standings required() {
        return new Standings(
                users, factors, proofs, repository, new TwoFactorProperties(TwoFactorProperties.Who.ADMIN), clock);
    }

    @Test
    void attempts_are_limited() {
        signIn();
        TestPasskey unknown = TestPasskey.at(people.url()).claiming(new byte[] {1});
        String answer = unknown.signed(ask());
        int last = 0;
        for (int attempt = 0; attempt < 11 && last != 429; attempt++) {
            last = show(answer).status();
        }
        assertThat(last).isEqualTo(429);
        // from the same address
        signIn();
    }

    @Test
    void a_session_that_was_closed_adds_none() {
        ada.http().post("/api/v1/auth/confirm", "{\"password\":\"" + TestPeople.PASSWORD + "\"}");
        passkeys.begin(ada.caller());
        sessions.closeAll(ada.user().userId());
        assertThatThrownBy(() -> passkeys.begin(ada.caller())).isInstanceOf(ProblemException.class);
    }

    @Test
    void its_owner_is_told_by_mail() {
        assertThat(database.getCollection("mails")
                        .find(Filters.eq("to", ada.user().email())))
                .anyMatch(mail -> "passkey-added".equals(mail.getString("kind")));
    }

    @Test
    void a_form_needs_its_token() {
        Browser browser = Browser.at(people.url());
        browser.get("/login?next=/settings/security");
        String form = "next=%2Fsettings%2Fsecurity&credential="
                + URLEncoder.encode(laptop.signed(ask()), StandardCharsets.UTF_8);
        assertThat(browser.postWith("", "/login/passkey", form).header("Location"))
                .isEqualTo("/login?notice=late&next=%2Fsettings%2Fsecurity");

        Answer signedIn = browser.post("/login/passkey", form);

        assertThat(signedIn.header("Location")).as("%s", signedIn).isEqualTo("/settings/security");
        assertThat(browser.get("/settings/security").text()).contains("laptop");
        Answer again = Browser.at(people.url()).post("/login/passkey", "credential=x");
        assertThat(again.header("Location")).isEqualTo("/login?notice=late");
    }
}
