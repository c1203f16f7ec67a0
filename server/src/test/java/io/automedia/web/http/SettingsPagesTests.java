package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.limits.Quota;
import io.automedia.limits.Quotas;
import io.automedia.sessions.Sessions;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.WithinOneDay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pages of usage, profile and keys, as a browser uses them without scripts.
@AutoMediaTest
@WithinOneDay
class SettingsPagesTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final Quotas quotas;

    SettingsPagesTests(TestPeople people, Sessions sessions, Quotas quotas) {
        this.people = people;
        this.sessions = sessions;
        this.quotas = quotas;
    }

    private Browser of(TestPerson person) {
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(person.user().userId()));
        browser.get("/settings/account");
        return browser;
    }

    @Test
    void usage_stands_beside_its_limits_and_says_what_happens_at_them() {
        TestPerson ada = people.someone();
        UserId id = ada.user().userId();
        quotas.take(id, Quota.COLLECTION, 8_500, 10_000);
        quotas.take(id, Quota.GENERATION, 100, 100);
        quotas.noteCollected(id, Map.of("twitter", 1_234, "rss", 7, "somewhere", 3, "elsewhere", 2));

        String page = of(ada).get("/settings/usage").text();

        assertThat(page)
                .contains("Free", "8,500 of 10,000", "1,500 left", "100 of 100", "0 left", "your sources wait")
                .contains("am-progress-bar is-warn\" max=\"100\" value=\"85\"", "is-error\" max=\"100\" value=\"100\"")
                .contains("1,246 posts collected in the last 31 days", "0 texts written in the last 31 days")
                .contains(
                        "<b class=\"am-num\">1,234</b>",
                        "\"name\":\"X\"",
                        "1234]",
                        "\"name\":\"RSS\"",
                        "\"key\":\"other\"",
                        "5]")
                .doesNotContain("days=90");
        assertThat(page).doesNotContain("No limit");
    }

    @Test
    void a_whole_year_is_for_advanced_analytics_and_administrators_have_no_limits() {
        TestPerson ada = people.someone();
        TestPerson admin = people.admin();
        Browser browser = of(ada);
        assertThat(browser.get("/settings/usage?days=90").status()).isEqualTo(403);
        assertThat(browser.get("/settings/usage?days=0").status()).isEqualTo(400);

        admin.http().patch("/api/v1/users/" + ada.user().id(), "{\"features\":{\"advancedAnalytics\":true}}");

        assertThat(browser.get("/settings/usage?days=366").text())
                .contains("aria-current=\"true\">366 days")
                .contains("in the last 366 days");
        quotas.noteCollected(admin.user().userId(), Map.of("rss", 4_321));
        assertThat(of(admin).get("/settings/usage?days=7").text())
                .contains("you have no limits", ">4,321<")
                .doesNotContain("<progress", " left<");
    }

    @Test
    void a_profile_is_changed_and_what_is_wrong_is_said_beside_what_was_typed() {
        TestPerson ada = people.someone();
        Browser browser = of(ada);

        Answer saved = browser.post(
                "/settings/profile",
                "firstName=Ada&lastName=Lovelace&bio=Counts.&website=https://ada.example&location=+");

        assertThat(saved.header("Location")).endsWith("/settings/profile?done=profile");
        Answer me = ada.http().get("/api/v1/users/me");
        assertThat(me.at("/profile/firstName") + " " + me.at("/profile/lastName"))
                .isEqualTo("Ada Lovelace");
        assertThat(me.at("/profile/website")).isEqualTo("https://ada.example");
        assertThat(me.json().at("/profile/location").isString()).isFalse();
        assertThat(browser.get("/settings/profile?done=profile").text())
                .contains("Saved.", "value=\"Lovelace\"", ">Counts.</textarea>");
        Answer wrong = browser.post("/settings/profile", "firstName=Grace&website=nowhere");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("must be an address", "value=\"Grace\"", "value=\"nowhere\"");
        assertThat(ada.http().get("/api/v1/users/me").at("/profile/firstName")).isEqualTo("Ada");
    }

    @Test
    void a_form_says_by_icon_and_role_how_it_ended_and_takes_the_view_there_without_a_script() {
        Browser browser = of(people.someone());

        assertThat(browser.get("/settings/profile?done=notifications").text())
                .containsOnlyOnce("am-notice am-told is-ok\" role=\"status\" tabindex=\"-1\" autofocus")
                .contains("#i-circle-check");
        for (Answer wrong : List.of(
                browser.post("/settings/profile", "website=nowhere"),
                browser.post("/settings/account/password", "password=not-mine&newPassword=four unrelated words"),
                browser.post("/settings/api-keys", "provider=acme&key=short"),
                browser.post("/settings/access/tokens", "name=+"))) {
            assertThat(wrong.text())
                    .containsOnlyOnce("am-error am-told\" role=\"alert\" tabindex=\"-1\" autofocus")
                    .contains("#i-alert-circle")
                    .doesNotContain("is-ok");
        }
    }

    @Test
    void who_sees_it_and_how_to_be_told_are_kept() {
        TestPerson ada = people.someone();
        Browser browser = of(ada);

        browser.post("/settings/profile/privacy", "profileVisibility=public&activityVisibility=private");
        browser.post("/settings/profile/notifications", "telegram=true");

        Answer me = ada.http().get("/api/v1/users/me");
        assertThat(me.at("/preferences/privacy/profileVisibility")).isEqualTo("public");
        assertThat(me.at("/preferences/privacy/activityVisibility")).isEqualTo("private");
        assertThat(me.at("/preferences/notifications/email")).isEqualTo("false");
        assertThat(me.at("/preferences/notifications/telegram")).isEqualTo("true");
        assertThat(browser.get("/settings/profile").text())
                .containsPattern("name=\"telegram\" value=\"true\" checked")
                .doesNotContainPattern("name=\"email\" value=\"true\" checked");
        assertThat(browser.post("/settings/profile/privacy", "profileVisibility=friends&activityVisibility=private")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_key_is_added_turned_off_checked_and_deleted_and_never_shown() {
        TestPerson ada = people.someone();
        Browser browser = of(ada);
        Answer wrong = browser.post("/settings/api-keys", "provider=acme&key=short&label=work");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("Key must have 8 to 500 letters, digits or signs", "value=\"acme\"")
                .doesNotContain("short\"");

        browser.post("/settings/api-keys", "provider=acme&key=sk-secret-0123456789&label=work");

        String id = ada.http().get("/api/v1/users/me/api-keys").at("/items/0/id");
        assertThat(browser.get("/settings/api-keys").text())
                .contains("work", "acme", "6789")
                .doesNotContain("sk-secret");
        browser.post("/settings/api-keys/" + id + "/switch", "on=false");
        assertThat(ada.http().get("/api/v1/users/me/api-keys").at("/items/0/isActive"))
                .isEqualTo("false");
        assertThat(browser.post("/settings/api-keys/" + id + "/check", "").text())
                .contains("There is no address here at which keys of acme can be checked");
        assertThat(of(people.someone())
                        .post("/settings/api-keys/" + id + "/delete", "")
                        .status())
                .isEqualTo(404);
        browser.post("/settings/api-keys/" + id + "/delete", "");
        assertThat(browser.get("/settings/api-keys").text()).contains("No keys yet");
    }
}
