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
import io.automedia.web.http.Endpoints.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// However a form ends, its sender comes back to a page that is there.
@AutoMediaTest
class WayBackTests {
    private static final String ID = "64b7f0000000000000000000";

    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase store;
    private final ApplicationContext context;
    private TestPerson ada;
    private Browser browser;

    WayBackTests(TestPeople people, Sessions sessions, MongoDatabase store, ApplicationContext context) {
        this.people = people;
        this.sessions = sessions;
        this.store = store;
        this.context = context;
        this.ada = people.someone();
        this.browser = Browser.at(people.url());
    }

    @BeforeEach
    void signIn() {
        ada = people.admin();
        browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()));
        browser.get("/settings/account");
    }

    private Answer sent(Browser from, String page, String path, String form) {
        return from.http().with("Referer", people.url() + page).postForm(path, "_csrf=" + from.token() + "&" + form);
    }

    @Test
    void an_address_that_takes_forms_alone_leads_to_its_page() {
        List<Endpoint> pages = Endpoints.of(context).stream()
                .filter(endpoint -> endpoint.ours() && !endpoint.pattern().startsWith("/api/"))
                .toList();
        Set<String> read = pages.stream()
                .filter(endpoint -> !endpoint.changes())
                .map(Endpoint::pattern)
                .collect(Collectors.toSet());
        List<String> sentOnly = pages.stream()
                .filter(endpoint -> endpoint.changes() && !read.contains(endpoint.pattern()))
                .map(endpoint -> endpoint.path(ID))
                // the page of a topic that is called so
                .filter(path -> !path.equals("/topics/preview"))
                .toList();
        assertThat(sentOnly)
                .contains("/login/code", "/settings/account/password")
                .hasSizeGreaterThan(30);

        for (String path : sentOnly) {
            Answer answer = browser.get(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            String page = answer.header("Location");
            assertThat(path).startsWith(page);
            assertThat(browser.get(page).status()).as("%s of %s", page, path).isNotIn(303, 405);
        }
        assertThat(Browser.at(people.url()).get("/login/code").header("Location"))
                .isEqualTo("/login");
        assertThat(browser.get("/settings/access/tokens/" + ID + "/delete").header("Location"))
                .isEqualTo("/settings/access");
        assertThat(browser.get("/admin/users/" + ID + "/sessions/close").header("Location"))
                .isEqualTo("/admin/users/" + ID);
        assertThat(browser.http().with("Accept", "*/*").get("/login/code").status())
                .isEqualTo(405);
    }

    @Test
    void the_menu_leads_back_from_what_a_form_answered() {
        Answer saved = sent(browser, "/settings/account/password", "/settings", "theme=dark&language=en&zone=UTC");

        assertThat(saved.status()).isEqualTo(302);
        assertThat(browser.get(saved.header("Location")).header("Location")).isEqualTo("/settings/account");
    }

    @Test
    void who_proved_who_he_is_comes_back_to_the_form() {
        store.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", ada.user().id()),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(Duration.ofMinutes(11)))));
        Answer asked = sent(browser, "/settings/access/tokens", "/settings/security/enable", "");
        assertThat(asked.header("Location")).isEqualTo("/confirm?next=%2Fsettings%2Faccess%2Ftokens");
        browser.get(asked.header("Location"));

        Answer confirmed = browser.post(
                "/confirm",
                "password=" + TestPeople.PASSWORD.replace(' ', '+') + "&next=%2Fsettings%2Faccess%2Ftokens");

        assertThat(browser.get(confirmed.header("Location")).header("Location")).isEqualTo("/settings/access");
    }

    @Test
    void a_form_sent_without_a_session_is_not_done_and_its_sender_comes_back_and_hears_it() {
        Browser lost = Browser.at(people.url());
        lost.get("/login");

        Answer asked = sent(lost, "/topics/new?a=b", "/topics", "name=Lost");

        assertThat(asked.header("Location")).isEqualTo("/login?next=%2Ftopics%2Fnew%3Fa%3Db&notice=undone");
        assertThat(lost.get(asked.header("Location")).text())
                .contains("what you just sent was not done", "value=\"/topics/new?a=b\"");
        assertThat(sent(lost, "/topics", "/logout", "").header("Location")).isEqualTo("/login?next=%2F");
        assertThat(lost.get("/topics").header("Location")).isEqualTo("/login?next=%2Ftopics");
    }

    @Test
    void a_form_whose_token_was_forgotten_leads_back_to_its_page() {
        Answer late = browser.http()
                .with("Referer", people.url() + "/settings/profile?a=b")
                .postForm("/settings/profile", "firstName=Eve");

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("The page was open too long", "href=\"/settings/profile?a=b\"");
    }

    @Test
    void a_link_that_was_used_leads_who_is_signed_in_to_the_first_page() {
        String link = "/login/once?token=" + sessions.oneTimeLogin(ada.user().userId());
        browser.get(link);

        assertThat(browser.get(link).header("Location")).isEqualTo("/");
        assertThat(Browser.at(people.url()).get(link).status()).isEqualTo(401);
    }
}
