package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page of sign-ins and tokens, as a browser uses it without scripts.
@AutoMediaTest
class AccessPageTests {
    private static final String PAGE = "/settings/access";
    private static final Pattern TOKEN = Pattern.compile("value=\"(amp_[^\"]+)\"");

    private final TestPeople people;
    private final Sessions sessions;
    private final Browser browser;
    private TestPerson ada;

    AccessPageTests(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
        this.browser = Browser.at(people.url());
        this.ada = people.someone();
    }

    @BeforeEach
    void signIn() {
        ada = people.someone();
        browser.get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()));
        browser.get(PAGE);
    }

    @Test
    void aTokenMadeOnThePageIsShownOnceAndWorksUntilItIsDeletedThere() {
        Answer made = browser.post(PAGE + "/tokens", "name=nightly+report&scope=write&life=month");

        assertThat(made.status()).isEqualTo(200);
        Matcher shown = TOKEN.matcher(made.text());
        assertThat(shown.find()).isTrue();
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(browser.get(PAGE).text()).contains("nightly report").doesNotContain(shown.group(1));
        assertThat(asked(shown.group(1))).isEqualTo(200);
        Answer listed = ada.http().get("/api/v1/tokens");
        assertThat(listed.at("/items/0/scopes/1")).isEqualTo("write");
        assertThat(listed.at("/items/0/expiresAt")).isNotEmpty();

        browser.post(PAGE + "/tokens/" + listed.at("/items/0/id") + "/delete", "");

        assertThat(asked(shown.group(1))).isEqualTo(401);
        assertThat(browser.get(PAGE).text()).doesNotContain("nightly report");
    }

    private int asked(String token) {
        return people.nobody().withToken(token).get("/api/v1/topics").status();
    }

    @Test
    void whatIsWrongIsSaidOnTheForm() {
        Answer wrong = browser.post(PAGE + "/tokens", "name=&scope=read&life=ever");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Name must have 1 to 100 characters.");
        assertThat(wrong.text()).as("who is no administrator").doesNotContain("value=\"admin\"");
    }

    @Test
    void hisOtherSessionsAreClosedFromThePageAndThisOneIsNot() {
        assertThat(ada.http().get("/api/v1/topics").status()).isEqualTo(200);
        assertThat(browser.get(PAGE).text()).contains("close-others");

        browser.post(PAGE + "/sessions/close-others", "");

        assertThat(ada.http().get("/api/v1/topics").status()).isEqualTo(401);
        assertThat(browser.get(PAGE).status()).isEqualTo(200);
        assertThat(browser.get(PAGE).text()).doesNotContain("close-others");
    }

    @Test
    void oneOfHisSessionsIsClosedFromThePageAndNobodyElses() {
        TestPerson stranger = people.someone();
        String his = ada.http()
                .get("/api/v1/sessions")
                .json()
                .at("/items")
                .valueStream()
                .filter(session -> session.at("/current").asBoolean())
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
        String foreign = stranger.http().get("/api/v1/sessions").at("/items/0/id");

        assertThat(browser.post(PAGE + "/sessions/" + foreign + "/close", "").status())
                .isEqualTo(404);
        browser.post(PAGE + "/sessions/" + his + "/close", "");

        assertThat(ada.http().get("/api/v1/topics").status()).isEqualTo(401);
        assertThat(stranger.http().get("/api/v1/topics").status()).isEqualTo(200);
    }
}
