package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of the audit trail, as a browser uses it without scripts.
@AutoMediaTest
class TrailPageTests {
    private static final String PAGE = "/settings/activity";
    private static final Pattern OLDER = Pattern.compile("href=\"(/settings/activity\\?[^\"]*after=[^\"]+)\"");

    private final TestPeople people;
    private final Sessions sessions;

    TrailPageTests(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    private Browser of(TestPerson person) {
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(person.user().userId()));
        return browser;
    }

    @Test
    void a_person_sees_his_own_entries_and_no_others() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        Browser browser = of(ada);

        String page = browser.get(PAGE).text();

        assertThat(page).contains("Signed in", "Account made", "127.0.0.1", ">you<");
        assertThat(page).doesNotContain("/settings/activity/verify", "who=all");
        assertThat(page).contains("proved by: one-time link", "role: person").doesNotContain("proof:", "os:");
        browser.post("/settings", "theme=dark&language=zh&zone=UTC");
        assertThat(browser.get(PAGE).text())
                .contains("验证方式：一次性链接", "角色：用户")
                .doesNotContain("role: ", "proof:", "browser:");
        assertThat(browser.get(PAGE + "?who=all").text())
                .doesNotContain(ben.user().id().toHexString(), ben.user().email());
        assertThat(browser.post(PAGE + "/verify", "").status()).isEqualTo(403);
    }

    @Test
    void entries_are_filtered_and_older_ones_follow() {
        TestPerson ada = people.someone();
        Browser browser = of(ada);
        for (int i = 0; i < 55; i++) {
            sessions.open(ada.user(), new Client("192.0.2.7", "test"));
        }

        Answer first = browser.get(PAGE + "?action=auth.login");
        Matcher older = OLDER.matcher(first.text());
        assertThat(older.find()).isTrue();
        String second = browser.get(older.group(1).replace("&amp;", "&")).text();
        assertThat(second).contains("Signed in").doesNotContain("after=");
        assertThat(first.text()).contains("option value=\"auth.login\" selected");
        assertThat(browser.get(PAGE + "?outcome=failed").text()).contains("No entries");
        assertThat(browser.get(PAGE + "?to=2001-01-01").text()).contains("No entries");
        Answer wrong = browser.get(PAGE + "?from=yesterday");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("from must be a day");
    }

    @Test
    void an_administrator_sees_everybodys_and_verifies_them() {
        TestPerson ada = people.someone();
        TestPerson admin = people.admin();
        Browser browser = of(admin);

        assertThat(browser.get(PAGE).text())
                .contains("who=all")
                .doesNotContain(ada.user().email());
        String all = browser.get(PAGE + "?who=all&actor=" + ada.user().id()).text();
        assertThat(all).contains(ada.user().email(), "Signed in");
        Answer verified = browser.post(PAGE + "/verify", "");
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.text()).contains("Whole: ", "Last entry ");
    }
}
