package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.factors.TestAuthenticator;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page of two-factor authentication, and the one that asks who it is, as a browser uses them without scripts.
@AutoMediaTest
class SecurityPageTests {
    private static final String PAGE = "/settings/security";
    private static final Pattern SECRET = Pattern.compile("value=\"([A-Z2-7]{32})\"");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<code>([0-9a-z-]{19})</code>");

    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase database;
    private final Clock clock;
    private Browser browser;
    private TestPerson ada;

    SecurityPageTests(TestPeople people, Sessions sessions, MongoDatabase database, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.database = database;
        this.clock = clock;
        this.browser = Browser.at(people.url());
        this.ada = people.someone();
    }

    @BeforeEach
    void signIn() {
        ada = people.someone();
        browser = browserOf(ada);
    }

    private Browser browserOf(TestPerson person) {
        Browser opened = Browser.at(people.url());
        opened.get("/login/once?token=" + sessions.oneTimeLogin(person.user().userId()));
        opened.get(PAGE);
        return opened;
    }

    private TestAuthenticator begin() {
        Answer begun = browser.post(PAGE + "/enable", "");
        assertThat(begun.status()).as("%s", begun).isEqualTo(200);
        assertThat(begun.text()).contains("src=\"data:image/svg+xml;base64,");
        assertThat(begun.header("Cache-Control")).contains("no-store");
        return new TestAuthenticator(first(SECRET, begun), clock);
    }

    @Test
    void itIsTurnedOnByTheFirstCodeAndTheRecoveryCodesAreShownOnce() {
        TestAuthenticator phone = begin();
        Answer wrong = browser.post(PAGE + "/confirm", "code=" + phone.wrongCode());
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(new TestAuthenticator(first(SECRET, wrong), clock).code(7))
                .as("the same secret")
                .isEqualTo(phone.code(7));
        assertThat(wrong.text()).contains("That is not what your authenticator shows now");

        Answer on = browser.post(PAGE + "/confirm", "code=" + phone.code());

        assertThat(on.status()).as("%s", on).isEqualTo(200);
        List<String> codes = RECOVERY_CODE
                .matcher(on.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(codes).hasSize(10);
        assertThat(on.text()).contains("data:text/plain;charset=utf-8," + codes.getFirst() + "%0A");
        String after = browser.get(PAGE).text();
        assertThat(after).contains("10 left").doesNotContain(codes.getFirst(), first(SECRET, wrong));
        assertThat(ada.http().get("/api/v1/auth/two-factor").at("/enabled")).isEqualTo("true");
    }

    @Test
    void itIsTurnedOffByPasswordAndCodeAndNewRecoveryCodesAreMade() {
        TestAuthenticator phone = begin();
        Answer on = browser.post(PAGE + "/confirm", "code=" + phone.code());
        String former = first(RECOVERY_CODE, on);
        Answer renewed = browser.post(PAGE + "/renew", "");
        assertThat(renewed.status()).isEqualTo(200);
        String latter = first(RECOVERY_CODE, renewed);
        Answer refused = disable(TestPeople.PASSWORD, former);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The code is wrong");
        assertThat(disable("wrong", latter).text()).contains("The password is wrong");

        assertThat(disable(TestPeople.PASSWORD, latter).header("Location")).isEqualTo(PAGE);

        assertThat(ada.http().get("/api/v1/auth/two-factor").at("/enabled")).isEqualTo("false");
        assertThat(disable(TestPeople.PASSWORD, latter).text()).contains("is off");
    }

    private Answer disable(String password, String code) {
        return browser.post(PAGE + "/disable", "password=" + encoded(password) + "&code=" + encoded(code));
    }

    @Test
    void whoSignedInLongAgoIsAskedForHisPasswordAndLedBack() {
        grow(ada);
        Answer asked = browser.post(PAGE + "/enable", "");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.header("Location")).as("without a referer").isEqualTo("/confirm?next=%2F");
        assertThat(browser.get("/confirm?next=" + encoded(PAGE)).text())
                .contains("name=\"password\"", "value=\"" + PAGE);
        assertThat(confirm("password=wrong", PAGE).text()).contains("The password is wrong");

        Answer confirmed = confirm("password=" + encoded(TestPeople.PASSWORD), PAGE);

        assertThat(confirmed.header("Location")).isEqualTo(PAGE);
        begin();
    }

    @Test
    void whoHasASecondFactorIsAskedForACode() {
        TestAuthenticator phone = begin();
        browser.post(PAGE + "/confirm", "code=" + phone.code());
        browser = browserOf(ada);
        assertThat(browser.post(PAGE + "/renew", "").status())
                .as("after a link")
                .isEqualTo(303);
        assertThat(browser.get("/confirm").text()).contains("name=\"code\"").doesNotContain("name=\"password\"");
        assertThat(confirm("password=" + encoded(TestPeople.PASSWORD), PAGE).status())
                .isEqualTo(422);

        assertThat(confirm("code=" + phone.code(1), "//evil.example/x").header("Location"))
                .isEqualTo("/x");

        assertThat(browser.post(PAGE + "/renew", "").status()).isEqualTo(200);
    }

    @Test
    void aPartOfAPageMakesTheWholePageGoThere() {
        grow(ada);
        Answer asked = browser.http()
                .with("HX-Request", "true")
                .with("HX-Current-URL", people.url() + PAGE)
                .with("X-CSRF-TOKEN", browser.token())
                .postForm(PAGE + "/enable", "");

        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.header("HX-Redirect")).isEqualTo("/confirm?next=%2Fsettings%2Fsecurity");
    }

    private Answer confirm(String proof, String next) {
        return browser.post("/confirm", proof + "&next=" + encoded(next));
    }

    /// As if all his sessions had been opened an hour ago.
    private void grow(TestPerson person) {
        database.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", person.user().id()),
                        Updates.set("authenticatedAt", Date.from(clock.instant().minus(Duration.ofHours(1)))));
    }

    private static String first(Pattern pattern, Answer page) {
        return pattern.matcher(page.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
