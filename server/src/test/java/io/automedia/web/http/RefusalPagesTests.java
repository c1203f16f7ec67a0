package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What forms refuse is said in the language of the page, with the labels of the form.
@AutoMediaTest
class RefusalPagesTests {
    private static final Pattern ALERT =
            Pattern.compile("role=\"alert\"[^>]*><svg.*?</svg><div>(.*?)</div>", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("[A-Za-z]+ [a-z]+ [a-z]+");

    private final TestPeople people;
    private final Sessions sessions;

    RefusalPagesTests(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    private Browser of(TestPerson person, String language) {
        Http http = person.http();
        http.with("If-Match", http.get("/api/v1/users/me").header("ETag"))
                .patch("/api/v1/users/me", "{\"preferences\": {\"language\": \"" + language + "\"}}");
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(person.user().userId()));
        browser.get("/settings/account");
        return browser;
    }

    private static String alert(Answer answer) {
        Matcher found = ALERT.matcher(answer.text());
        assertThat(found.find()).as(answer.text()).isTrue();
        return found.group(1).replaceAll("<[^>]*>", "");
    }

    private static void assertChinese(Browser browser, List<String> forms) {
        for (String form : forms) {
            String[] parts = form.split("\\?", 2);
            assertThat(alert(browser.post(parts[0], parts[1])))
                    .as(form)
                    .containsPattern("[\\u4e00-\\u9fff]{2}")
                    .doesNotContainPattern(SENTENCE);
        }
    }

    @Test
    void who_reads_chinese_before_signing_in_is_refused_in_chinese() {
        Browser browser = Browser.of(Http.to(people.url()).with("Accept-Language", "zh-CN"));
        browser.get("/login");

        assertChinese(
                browser,
                List.of(
                        "/login?email=nobody@example.com&password=not the one",
                        "/login/code?challenge=none&code=000000",
                        "/register?email=nowhere&password=short",
                        "/register?email=her@example.com&password=password123",
                        "/forgot?email=nowhere",
                        "/reset?token=none&password=four unrelated words",
                        "/verify?token=none",
                        "/invitation?token=none&password=four unrelated words"));
    }

    @Test
    void who_reads_chinese_is_refused_in_chinese_by_every_form() {
        assertChinese(
                of(people.someone(), "zh"),
                List.of(
                        "/settings/account/password?password=not mine&newPassword=four unrelated words",
                        "/settings/account/email?password=not mine&email=her@example.com",
                        "/settings/profile?firstName=" + "a".repeat(101) + "&website=nowhere",
                        "/settings/profile/privacy?profileVisibility=friends&activityVisibility=private",
                        "/settings/access/tokens?name=+",
                        "/settings/api-keys?provider=a b&key=short&label=" + "a".repeat(201),
                        "/topics?name=&term=&weight=0.5",
                        "/topics?name=a&term=" + "a".repeat(101) + "&language=english"));
        TestPerson admin = people.admin();
        String account = "/admin/users/" + people.someone().user().id();
        assertChinese(
                of(admin, "zh"),
                List.of(
                        "/admin/invitations?email=nowhere&role=user",
                        account + "/plan?plan=gold&status=active",
                        account + "/plan?periodEnd=tomorrow",
                        account + "/limits?generation=many",
                        account + "/limits?generation=-1"));
    }

    @Test
    void a_filter_that_cant_be_meant_is_said_on_explore_beside_what_the_others_leave() {
        Browser browser = of(people.someone(), "en");

        for (String wrong : List.of("minLikes=-5", "sentiment=xx", "dateFrom=2026-99-99", "sortBy=x", "after=x")) {
            Answer answer = browser.get("/explore?hashtags=chargers&" + wrong);

            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.text())
                    .as(wrong)
                    .contains("id=\"facets\"", "id=\"posts\"", "value=\"chargers\"", "min=\"0\"");
            assertThat(alert(answer)).as(wrong).doesNotContain(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(alert(browser.get("/explore?minLikes=-5")))
                .isEqualTo("Likes at least must be a whole number, 0 or more.");
        assertThat(browser.get("/explore?hashtags=chargers").status()).isEqualTo(200);
    }

    @Test
    void what_was_typed_stays_where_another_value_is_wrong() {
        String address = people.newEmail();
        assertThat(of(people.someone(), "en")
                        .post("/settings/account/email", "password=not mine&email=" + address)
                        .text())
                .contains("value=\"" + address + "\"")
                .doesNotContain("not mine");
        String account = "/admin/users/" + people.someone().user().id();
        assertThat(of(people.admin(), "en")
                        .post(
                                account + "/plan",
                                "plan=pro&status=canceled&periodStart=2026-01-31&periodEnd=1700-01-01"
                                        + "&cancelAtPeriodEnd=true")
                        .text())
                .containsPattern("value=\"pro\"[^>]*selected")
                .contains("value=\"2026-01-31\"", "value=\"1700-01-01\"")
                .containsPattern("name=\"cancelAtPeriodEnd\" value=\"true\" checked");
    }

    @Test
    void english_says_the_labels_of_the_form_and_not_the_names_of_the_api() {
        Browser browser = of(people.someone(), "en");

        assertThat(alert(browser.post("/settings/profile", "firstName=" + "a".repeat(101) + "&website=nowhere")))
                .isEqualTo("First name must have at most 100 characters. Website must be an address that begins with"
                        + " https:// or http://.");
        assertThat(alert(browser.post(
                        "/settings/account/password", "password=not mine&newPassword=four unrelated words")))
                .isEqualTo("This is not your password.");
    }
}
