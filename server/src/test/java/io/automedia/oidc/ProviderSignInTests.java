package io.automedia.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.nimbusds.jwt.JWTClaimsSet;
import io.automedia.access.Authenticator;
import io.automedia.factors.TestAuthenticator;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.TestProvider;
import io.automedia.testing.TestProvider.Signature;
import io.automedia.testing.TestProvider.Someone;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Signing in with a provider of OpenID Connect as a browser does it, and all that is refused.
@AutoMediaTest
class ProviderSignInTests {
    private static final String PAGE = "/settings/security";
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");

    private final TestProvider provider = TestProvider.one();
    private final TestPeople people;
    private final Sessions sessions;
    private final Users users;
    private final MongoDatabase store;
    private final Clock clock;
    private Browser browser;

    ProviderSignInTests(TestPeople people, Sessions sessions, Users users, MongoDatabase store, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.users = users;
        this.store = store;
        this.clock = clock;
        this.browser = nobody();
    }

    private Browser nobody() {
        Browser opened = Browser.at(people.url());
        opened.get("/login");
        return opened;
    }

    private Browser of(User user) {
        Browser opened = Browser.at(people.url());
        opened.get("/login/once?token=" + sessions.oneTimeLogin(user.userId()));
        opened.get(PAGE);
        return opened;
    }

    /// What the browser is sent to a provider with.
    private Map<String, String> begin(String name, String next) {
        return begin("/login/oidc", name, next);
    }

    private Map<String, String> begin(String form, String name, String next) {
        Answer sent = browser.post(form, "provider=" + name + "&next=" + next);
        assertThat(sent.status()).as("%s", sent).isEqualTo(200);
        assertThat(sent.header("Cache-Control")).contains("no-store");
        String address = sent.header("Refresh").replace("0;url=", "");
        assertThat(address).startsWith(provider.issuer(name) + "/authorize?");
        return TestProvider.asked(address);
    }

    private Answer back(String name, String code, Map<String, String> asked) {
        return browser.get("/login/oidc/" + name + "/callback?code=" + code + "&state=" + asked.get("state"));
    }

    private Answer signIn(String name, Someone someone) {
        Map<String, String> asked = begin(name, "/topics");
        return back(name, provider.code(someone, asked), asked);
    }

    private void in(Answer answer) {
        assertThat(answer.header("Location")).as("%s", answer).isEqualTo("/topics");
        assertThat(answer.cookie(Authenticator.COOKIE)).isNotEmpty();
    }

    private void refused(Answer answer, String reason, String said) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.cookie(Authenticator.COOKIE)).isEmpty();
        assertThat(answer.text()).contains(said);
        Document entry = store.getCollection("auditEntries")
                .find(Filters.and(Filters.eq("action", "auth.login_failed"), Filters.eq("details.reason", reason)))
                .first();
        assertThat(entry).as("an entry that says %s", reason).isNotNull();
    }

    /// Somebody who came before and has an account by it.
    private Someone joined(String name, String email) {
        Someone someone = Someone.with(email);
        in(signIn(name, someone));
        return someone;
    }

    @Test
    void who_comes_for_the_first_time_gets_an_account_and_comes_into_it_again() {
        String email = people.newEmail();
        Someone lena = Someone.with(email.toUpperCase(Locale.ROOT));
        Map<String, String> asked = begin("test", "/topics?a=b");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid email profile")
                .containsEntry("redirect_uri", people.url() + "/login/oidc/test/callback");
        Answer first = back("test", provider.code(lena, asked), asked);

        assertThat(first.header("Location")).as("%s", first).isEqualTo("/topics?a=b");
        assertThat(browser.get("/topics").status()).isEqualTo(200);
        User made = users.byEmail(email).orElseThrow();
        assertThat(made.isVerified()).isTrue();
        assertThat(made.displayName()).isEqualTo("Lena Example");
        assertThat(made.hasPassword()).isFalse();
        assertThat(users.authenticate(email, "!no-password")).isEmpty();

        browser = nobody();
        in(signIn("test", new Someone(lena.subject(), people.newEmail(), false, false)));

        assertThat(users.byEmail(email).orElseThrow().id()).isEqualTo(made.id());
        assertThat(store.getCollection("identities").countDocuments(Filters.eq("userId", made.id())))
                .isEqualTo(1);
        assertThat(store.getCollection("sessions")
                        .countDocuments(Filters.and(Filters.eq("userId", made.id()), Filters.eq("proof", "provider"))))
                .isEqualTo(2);
        assertThat(store.getCollection("auditEntries")
                        .countDocuments(Filters.and(
                                Filters.eq("action", "auth.login"),
                                Filters.eq("actor.id", made.id()),
                                Filters.eq("details.proof", "provider"))))
                .isEqualTo(2);
    }

    enum Forged {
        NONCE,
        AUDIENCE,
        ISSUER,
        PARTY,
        EXPIRED,
        FUTURE,
        NO_SUBJECT
    }

    @ParameterizedTest
    @EnumSource(Forged.class)
    void a_token_with_a_wrong_claim_opens_nothing(Forged forged) {
        Someone someone = joined("test", people.newEmail());
        browser = nobody();
        Map<String, String> asked = begin("test", "/topics");
        UnaryOperator<JWTClaimsSet.Builder> change = claims -> switch (forged) {
            case NONCE -> claims.claim("nonce", "another");
            case AUDIENCE -> claims.audience("another");
            case ISSUER -> claims.issuer(provider.issuer("company"));
            case PARTY ->
                claims.audience(List.of(TestProvider.CLIENT, "another")).claim("azp", "another");
            case EXPIRED -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)));
            case FUTURE -> claims.issueTime(Date.from(Instant.now().plusSeconds(600)));
            case NO_SUBJECT -> claims.subject(null);
        };

        refused(back("test", provider.code(someone, asked, change, Signature.RIGHT), asked), "token", "be trusted");
    }

    @ParameterizedTest
    @EnumSource(value = Signature.class, mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
    void a_token_that_its_keys_did_not_sign_opens_nothing(Signature signature) {
        Someone someone = joined("test", people.newEmail());
        browser = nobody();
        Map<String, String> asked = begin("test", "/topics");

        refused(back("test", provider.code(someone, asked, claims -> claims, signature), asked), "token", "be trusted");
    }

    @Test
    void an_answer_counts_once_in_the_browser_that_asked_and_from_where_it_asked() {
        Someone someone = joined("test", people.newEmail());
        browser = nobody();
        Map<String, String> asked = begin("test", "/topics");
        Browser asker = browser;
        String code = provider.code(someone, asked);
        String begun = "begin again";

        browser = nobody();
        refused(back("test", code, asked), "state", begun);
        begin("test", "/topics");
        refused(back("test", code, asked), "state", begun);
        browser = asker;
        refused(back("company", code, asked), "state", begun);
        refused(browser.get("/login/oidc/test/callback?code=" + code), "state", begun);
        refused(browser.get("/login/oidc/test/callback?state=nonsense&code=" + code), "state", begun);
        in(back("test", code, asked));
        browser = nobody();
        refused(back("test", code, asked), "state", begun);

        Map<String, String> late = begin("test", "/topics");
        store.getCollection("oidcRequests")
                .updateMany(
                        new Document(),
                        Updates.set("expiresAt", Date.from(clock.instant().minus(Duration.ofSeconds(1)))));
        refused(back("test", provider.code(someone, late), late), "state", begun);
    }

    @Test
    void a_code_of_somebody_else_and_a_refusal_open_nothing() {
        Someone someone = joined("test", people.newEmail());
        browser = nobody();
        Map<String, String> others = begin("test", "/topics");
        Map<String, String> own = begin("test", "/topics");

        refused(back("test", provider.code(someone, others), own), "code", "be trusted");

        String state = begin("test", "/topics").get("state");
        refused(
                browser.get("/login/oidc/test/callback?error=access_denied&state=" + state),
                "turned_down",
                "turned it down");
        Map<String, String> mixed = begin("test", "/topics");
        refused(
                back("test", provider.code(someone, mixed) + "&iss=https://evil.example", mixed),
                "issuer",
                "be trusted");
    }

    @Test
    void nobody_is_led_elsewhere() {
        Someone someone = joined("test", people.newEmail());
        for (String next : List.of("//evil.example", "https://evil.example", "/%5Cevil.example", "javascript:1")) {
            browser = nobody();
            Map<String, String> asked = begin("test", next);
            assertThat(back("test", provider.code(someone, asked), asked).header("Location"))
                    .isEqualTo("/");
        }
    }

    @Test
    void an_address_alone_opens_no_account_that_is_there() {
        TestPerson ada = people.someone();
        Someone someone = Someone.with(ada.user().email());

        refused(signIn("test", someone), "known_address", "There is an account with your e-mail address");

        browser = of(ada.user());
        Map<String, String> asked = begin("/settings/security/identities", "test", "");
        Answer connected = back("test", provider.code(someone, asked), asked);
        assertThat(connected.header("Location")).as("%s", connected).isEqualTo(PAGE);
        assertThat(browser.get(PAGE).text()).contains("Example ID", "Disconnect the account of Example ID");
        assertThat(store.getCollection("mails")
                        .countDocuments(Filters.and(
                                Filters.eq("to", ada.user().email()), Filters.eq("kind", "identity-connected"))))
                .isEqualTo(1);
        browser = nobody();
        in(signIn("test", someone));
        Answer list = ada.http().get("/api/v1/identities");
        assertThat(list.at("/items/0/provider")).isEqualTo("test");
        assertThat(list.at("/items/0/email")).isEqualTo(ada.user().email());
        assertThat(list.at("/items/0/lastUsedAt")).isNotEmpty();
        assertThat(list.text()).doesNotContain(someone.subject());

        String id = list.at("/items/0/id");
        assertThat(ada.http().delete("/api/v1/identities/" + id).status()).isEqualTo(204);
        browser = nobody();
        refused(signIn("test", someone), "known_address", "There is an account");
        await().untilAsserted(
                        () -> assertThat(ada.http().get("/api/v1/activity").text())
                                .contains("identity:connected", "identity:disconnected"));
        assertThat(ada.http().get("/api/v1/audit").text()).contains("identity.connected", "identity.disconnected");
    }

    @Test
    void connecting_wants_a_recent_proof_and_the_same_person_and_takes_nobodys() {
        TestPerson ada = people.someone();
        Someone adas = joined("test", people.newEmail());
        browser = of(ada.user());
        Map<String, String> asked = begin("/settings/security/identities", "test", "");
        refused(back("test", provider.code(adas, asked), asked), "taken", "connected an account of Example ID already");

        Map<String, String> begun = begin("/settings/security/identities", "test", "");
        String code = provider.code(Someone.with(people.newEmail()), begun);
        browser.get("/login/once?token="
                + sessions.oneTimeLogin(people.someone().user().userId()));
        refused(back("test", code, begun), "other_person", "somebody else");

        browser = of(ada.user());
        forgetProofs(ada.user());
        Answer asksAgain = browser.post("/settings/security/identities", "provider=test");
        assertThat(asksAgain.header("Location")).as("%s", asksAgain).startsWith("/confirm");
        assertThat(store.getCollection("identities")
                        .countDocuments(Filters.eq("userId", ada.user().id())))
                .isZero();
    }

    @Test
    void a_provider_that_got_another_name_is_the_same_on_the_page() {
        User user = people.someone().user();
        Someone there = Someone.with(people.newEmail());
        browser = of(user);
        assertThat(browser.get(PAGE).text()).contains("Connect Example ID");
        Map<String, String> asked = begin("/settings/security/identities", "test", "");
        back("test", provider.code(there, asked), asked);
        store.getCollection("identities").updateOne(Filters.eq("userId", user.id()), Updates.set("provider", "former"));

        assertThat(browser.get(PAGE).text())
                .contains("Disconnect the account of Example ID", "Connect company")
                .doesNotContain("Connect Example ID", "former");
    }

    private void forgetProofs(User user) {
        store.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", user.id()),
                        Updates.set("authenticatedAt", Date.from(clock.instant().minus(Duration.ofHours(1)))));
    }

    @Test
    void who_has_no_password_confirms_with_the_provider_and_keeps_a_way_in() {
        String email = people.newEmail();
        Someone lena = joined("test", email);
        User user = users.byEmail(email).orElseThrow();
        forgetProofs(user);
        Answer page = browser.get("/confirm?next=" + PAGE);
        assertThat(page.text()).contains("Confirm with Example ID").doesNotContain("name=\"password\"");
        Map<String, String> old = begin("/confirm/oidc", "test", PAGE);
        assertThat(old).containsEntry("prompt", "login").containsEntry("max_age", "0");
        long before = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();
        refused(
                back(
                        "test",
                        provider.code(lena, old, claims -> claims.claim("auth_time", before), Signature.RIGHT),
                        old),
                "token",
                "be trusted");
        Map<String, String> another = begin("/confirm/oidc", "test", PAGE);
        refused(back("test", provider.code(Someone.with(email), another), another), "other_person", "somebody else");
        assertThat(browser.post("/settings/security/enable", "").header("Location"))
                .startsWith("/confirm");
        Map<String, String> asked = begin("/confirm/oidc", "test", PAGE);
        assertThat(back("test", provider.code(lena, asked), asked).header("Location"))
                .isEqualTo(PAGE);

        String id = Objects.requireNonNull(store.getCollection("identities")
                        .find(Filters.eq("userId", user.id()))
                        .first())
                .getObjectId("_id")
                .toHexString();
        browser.get(PAGE);
        Answer kept = browser.post(PAGE + "/identities/" + id + "/remove", "");
        assertThat(kept.status()).isEqualTo(422);
        assertThat(kept.text()).contains("could not sign in any more", "Disconnect the account");

        Answer account = browser.get("/settings/account");
        assertThat(account.text()).contains("name=\"newPassword\"").doesNotContain("name=\"password\"");
        Answer chosen = browser.post("/settings/account/password", "newPassword=blue+tomato+ladder+7");
        assertThat(chosen.header("Location")).as("%s", chosen).isEqualTo("/settings/account?done=password");
        assertThat(users.authenticate(email, TestPeople.PASSWORD)).isPresent();
        browser.get(PAGE);
        assertThat(browser.post(PAGE + "/identities/" + id + "/remove", "").header("Location"))
                .isEqualTo(PAGE);
    }

    @Test
    void a_code_is_asked_for_unless_the_provider_is_trusted_with_that() {
        TestPerson ada = people.someone();
        Someone there = Someone.with(people.newEmail());
        Someone company = Someone.with(people.newEmail().replace("example.org", "company.example"));
        browser = of(ada.user());
        Map<String, String> asked = begin("/settings/security/identities", "test", "");
        assertThat(back("test", provider.code(there, asked), asked).header("Location"))
                .isEqualTo(PAGE);
        browser.get(PAGE);
        asked = begin("/settings/security/identities", "company", "");
        assertThat(back("company", provider.code(company, asked), asked).header("Location"))
                .isEqualTo(PAGE);
        Http http = ada.http();
        TestAuthenticator phone = new TestAuthenticator(
                http.post("/api/v1/auth/two-factor", "{\"action\":\"enable\"}").at("/secret"), clock);
        http.post("/api/v1/auth/two-factor", "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()));

        browser = nobody();
        Answer code = signIn("test", there);
        assertThat(code.cookie(Authenticator.COOKIE)).as("%s", code).isEmpty();
        Matcher challenge = CHALLENGE.matcher(code.text());
        assertThat(challenge.find()).isTrue();
        in(browser.post("/login/code", "next=/topics&challenge=" + challenge.group(1) + "&code=" + phone.code(1)));

        browser = nobody();
        in(signIn("company", company));
        browser.get(PAGE);
        assertThat(browser.post("/settings/security/renew", "").header("Location"))
                .as("what is dangerous takes a code all the same")
                .startsWith("/confirm");
    }

    @Test
    void who_gets_an_account_is_as_the_provider_is_configured() {
        refused(
                signIn("test", new Someone("unverified", people.newEmail(), false, false)),
                "unverified",
                "say that your e-mail address is your own");
        refused(
                signIn("test", new Someone("silent", people.newEmail(), null, false)),
                "unverified",
                "say that your e-mail address is your own");
        refused(signIn("never", Someone.with(people.newEmail())), "no_new_accounts", "You have no account here");
        refused(signIn("company", Someone.with(people.newEmail())), "domain", "none of those that may come here");
        String spoofed = "somebody@company.example.evil.example";
        refused(signIn("company", Someone.with(spoofed)), "domain", "none of those that may come here");
        refused(
                signIn("company", new Someone("x", "x@company.example", false, false)),
                "domain",
                "none of those that may come here");

        String email = people.newEmail().replace("example.org", "company.example");
        in(signIn("company", new Someone("trusted", email, null, false)));
        browser = nobody();
        in(signIn("test", new Someone("beside the token", people.newEmail(), true, true)));
    }

    @Test
    void a_closed_account_stays_closed_and_a_forgotten_password_disconnects() {
        String email = people.newEmail();
        Someone lena = joined("test", email);
        User user = users.byEmail(email).orElseThrow();
        users.setActive(user.userId(), false);
        browser = nobody();
        refused(signIn("test", lena), "deactivated", "deactivated");
        users.setActive(user.userId(), true);
        browser = nobody();
        in(signIn("test", lena));
    }

    @Test
    void new_keys_of_a_provider_are_taken() {
        Someone lena = joined("test", people.newEmail());
        int asked = provider.keysAsked();
        browser = nobody();
        in(signIn("test", lena));
        assertThat(provider.keysAsked()).as("they are kept").isEqualTo(asked);
        provider.rotate();
        browser = nobody();
        in(signIn("test", lena));
        assertThat(provider.keysAsked()).isEqualTo(asked + 1);
    }

    @Test
    void a_provider_that_is_away_is_said_and_none_is_not_there() {
        Answer away = browser.post("/login/oidc", "provider=away&next=/topics");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("be asked at the moment", "name=\"password\"");
        assertThat(browser.post("/login/oidc", "provider=nowhere").status()).isEqualTo(404);
        assertThat(browser.get("/login/oidc/nowhere/callback").status()).isEqualTo(404);
        assertThat(browser.postWith("", "/login/oidc", "provider=test").header("Location"))
                .as("without its CSRF token")
                .isEqualTo("/login?notice=late");
    }
}
