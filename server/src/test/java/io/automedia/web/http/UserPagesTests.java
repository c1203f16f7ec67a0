package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages on which administrators see and change accounts, as a browser uses them without scripts.
@AutoMediaTest
class UserPagesTests {
    private static final String PAGE = "/admin/users";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase store;
    private TestPerson admin;
    private TestPerson ada;
    private Browser browser;

    UserPagesTests(TestPeople people, Sessions sessions, MongoDatabase store) {
        this.people = people;
        this.sessions = sessions;
        this.store = store;
        this.admin = people.admin();
        this.ada = people.someone();
        this.browser = Browser.at(people.url());
    }

    @BeforeEach
    void signIn() {
        admin = people.admin();
        ada = people.someone();
        browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(admin.user().userId()));
        browser.get(PAGE);
    }

    private String path() {
        return PAGE + "/" + ada.user().id();
    }

    private Answer account() {
        return admin.http().get("/api/v1/users/" + ada.user().id());
    }

    /// Sends one of the forms as the page has it now.
    private Answer send(String form, String fields) {
        Matcher version = VERSION.matcher(browser.get(path()).text());
        assertThat(version.find()).isTrue();
        return browser.post(path() + "/" + form, fields + "&version=" + version.group(1));
    }

    @Test
    void accounts_are_found_by_the_beginning_of_their_address_and_filtered() {
        String email = ada.user().email();
        String other = people.someone().user().email();
        String beginning = email.substring(0, email.indexOf('@'));

        assertThat(browser.get(PAGE + "?search=" + beginning.toUpperCase(Locale.ROOT) + "%40")
                        .text())
                .contains(email, path())
                .doesNotContain(other);
        assertThat(browser.get(PAGE + "?search=nobody-begins-like-this").text()).contains("No such account");
        assertThat(browser.get(PAGE + "?role=admin&search=" + beginning + "%40").text())
                .contains("No such account");
        assertThat(browser.get(PAGE + "?state=closed&plan=free&status=active&role=user&search=" + beginning + "%40")
                        .text())
                .contains("No such account", "value=\"closed\" selected");
        assertThat(browser.get(PAGE + "?state=active&plan=free&status=active&role=user&search=" + beginning + "%40")
                        .text())
                .contains(path());
    }

    @Test
    void older_ones_follow_with_the_same_filters() {
        for (int i = 0; i < 51; i++) {
            people.someone();
        }
        Matcher next = Pattern.compile("href=\"(/admin/users\\?[^\"]*after=[^\"]+)\"")
                .matcher(browser.get(PAGE + "?role=user").text());

        assertThat(next.find()).isTrue();
        String older = next.group(1).replace("&amp;", "&");
        assertThat(older).contains("role=user");
        assertThat(browser.get(older).text()).contains(path());
    }

    @Test
    void they_are_for_administrators() {
        Browser eve = Browser.at(people.url());
        eve.get("/login/once?token="
                + sessions.oneTimeLogin(people.someone().user().userId()));

        assertThat(eve.get("/settings/account").text()).doesNotContain("/admin/");
        assertThat(eve.get(PAGE).status()).isEqualTo(403);
        assertThat(eve.get(path()).status()).isEqualTo(403);
        assertThat(eve.post(path() + "/role", "role=admin").status()).isEqualTo(403);
        assertThat(browser.get("/settings/account").text()).contains("href=\"/admin/users\"");
        assertThat(browser.postWith("", path() + "/role", "role=admin").status())
                .as("without the token of the form")
                .isEqualTo(403);
        assertThat(account().at("/role")).isEqualTo("user");
    }

    @Test
    void plan_limits_and_features_are_changed() {
        send("plan", "plan=pro&status=trialing&periodEnd=2130-06-30&cancelAtPeriodEnd=true");

        assertThat(account().at("/subscription/plan")).isEqualTo("pro");
        assertThat(account().at("/subscription/status")).isEqualTo("trialing");
        assertThat(account().at("/subscription/currentPeriodEnd")).isEqualTo("2130-06-30T00:00:00Z");
        assertThat(account().at("/subscription/cancelAtPeriodEnd")).isEqualTo("true");
        assertThat(account().at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("1000");
        send("limits", "generation=7&collection=70");
        send("plan", "plan=pro&status=active&periodEnd=2130-06-30");
        assertThat(account().at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("7");
        assertThat(account().at("/settings/rateLimits/monthlyCollectionLimit")).isEqualTo("70");
        Answer saved = send("features", "advancedAnalytics=true");
        assertThat(saved.header("Location")).endsWith(path() + "?done=features");
        assertThat(account().at("/settings/features/advancedAnalytics")).isEqualTo("true");
        Answer wrong = send("limits", "generation=-1&collection=70");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Texts a day must be between 0 and");
        assertThat(send("plan", "plan=pro&status=active&periodEnd=tomorrow").status())
                .isEqualTo(422);
    }

    @Test
    void a_form_of_an_older_version_changes_nothing() {
        Matcher version = VERSION.matcher(browser.get(path()).text());
        assertThat(version.find()).isTrue();
        admin.http().patch("/api/v1/users/" + ada.user().id(), "{\"rateLimits\":{\"dailyGenerationLimit\":5}}");

        Answer stale = browser.post(path() + "/limits", "generation=9&collection=90&version=" + version.group(1));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Somebody changed this account meanwhile", "value=\"5\"");
        assertThat(account().at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("5");
    }

    @Test
    void to_make_an_administrator_leads_to_a_proof_and_back() {
        store.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", admin.user().id()),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(Duration.ofMinutes(11)))));

        Answer asked = send("role", "role=admin");

        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.header("Location")).startsWith("/confirm?next=");
        assertThat(account().at("/role")).isEqualTo("user");
        browser.get("/confirm");
        browser.post("/confirm", "password=" + TestPeople.PASSWORD.replace(' ', '+') + "&next=" + path());
        assertThat(send("role", "role=admin").status()).isEqualTo(302);
        assertThat(account().at("/role")).isEqualTo("admin");
    }

    @Test
    void who_is_deactivated_there_is_out_and_can_be_let_in_again() {
        assertThat(ada.http().get("/api/v1/users/me").status()).isEqualTo(200);

        send("active", "active=false");

        assertThat(ada.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(browser.get(path()).text()).contains("The account is closed", "Open sessions: 0");
        send("active", "active=true");
        assertThat(account().at("/isActive")).isEqualTo("true");
    }

    @Test
    void nobody_closes_his_own_account_there_and_others_only_once_asked() {
        String own = PAGE + "/" + admin.user().id();

        String mine = browser.get(own).text();
        assertThat(mine)
                .contains("this is you", "under Account, with your password", "href=\"/settings/account\"")
                .doesNotContain(own + "/active");
        Answer refused = browser.post(own + "/active", "active=false");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("role=\"alert\"", "This is your own account");
        assertThat(admin.http().get("/api/v1/users/me").at("/isActive")).isEqualTo("true");
        assertThat(browser.get(path()).text())
                .contains(
                        "<dialog id=\"deactivate\"",
                        "Deactivate " + ada.user().email() + "?",
                        "API tokens are deleted for good")
                .doesNotContain("this is you")
                .containsOnlyOnce(path() + "/active");
    }

    @Test
    void somebodys_sessions_are_closed_there_and_by_the_api() {
        String token =
                ada.http().post("/api/v1/tokens", "{\"name\":\"a program\"}").at("/token");
        TestPerson again = people.another(ada);
        assertThat(browser.get(path()).text()).contains("Open sessions: 2");

        browser.post(path() + "/sessions/close", "");

        assertThat(ada.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(again.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(people.nobody().withToken(token).get("/api/v1/users/me").status())
                .isEqualTo(200);
        String sessionsOfHis = "/api/v1/users/" + ada.user().id() + "/sessions";
        TestPerson back = people.another(ada);
        assertThat(back.http().delete(sessionsOfHis).status()).isEqualTo(403);
        assertThat(admin.http().delete(sessionsOfHis).status()).isEqualTo(204);
        assertThat(back.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(admin.http()
                        .get("/api/v1/audit?action=session.revoked&actor="
                                + admin.user().id())
                        .json()
                        .at("/items")
                        .size())
                .isEqualTo(3);
    }
}
