package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.access.Authenticator;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.users.Users;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AutoMediaTest
class BrowserSessionTests {
    private final TestPeople people;
    private final Users users;
    private final Sessions sessions;
    private final Browser browser;

    BrowserSessionTests(TestPeople people, Users users, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
        this.users = users;
        this.browser = Browser.at(people.url());
    }

    @Test
    void a_page_asks_to_sign_in_and_leads_back() {
        Answer asked = browser.get("/topics?a=b");
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).isEqualTo("/login?next=%2Ftopics%3Fa%3Db");
        browser.get("/login");

        Answer signedIn = signIn(people.someone().user().email(), "/topics?a=b");

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(302);
        assertThat(signedIn.header("Location")).isEqualTo("/topics?a=b");
        assertThat(browser.get("/topics").status()).isEqualTo(200);
        assertThat(browser.get("/settings").status()).isEqualTo(302);
        assertThat(browser.get("/settings").header("Location")).isEqualTo("/#settings");
        assertThat(browser.get("/login").status())
                .as("who is signed in already")
                .isEqualTo(302);
    }

    @Test
    void the_cookie_is_kept_from_scripts_and_from_other_sites() {
        browser.get("/login");

        Answer signedIn = signIn(people.someone().user().email(), "/");

        assertThat(signedIn.headers("set-cookie"))
                .filteredOn(cookie -> cookie.startsWith(Authenticator.COOKIE + "="))
                .singleElement()
                .asString()
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain=");
    }

    @Test
    void who_signs_in_again_leaves_no_session_behind() {
        TestPeople.TestPerson ada = people.someone();
        TestPeople.TestPerson ben = people.someone();
        browser.get("/login");
        String former = signIn(ada.user().email(), "/").cookie(Authenticator.COOKIE);
        assertThat(sessions.ofCookie(former)).isPresent();
        browser.get("/");

        Answer again = signIn(ben.user().email(), "/");

        assertThat(again.status()).as("%s", again).isEqualTo(302);
        assertThat(sessions.ofCookie(again.cookie(Authenticator.COOKIE))).isPresent();
        assertThat(sessions.ofCookie(former)).isEmpty();
        assertThat(ada.http().get("/api/v1/sessions").json().at("/items").size())
                .as("the one of her program")
                .isEqualTo(1);
    }

    @Test
    void a_wrong_password_says_so_on_the_form_and_keeps_the_address() {
        browser.get("/login");
        String email = people.someone().user().email();

        Answer refused = browser.post("/login", "email=" + email + "&password=wrong+wrong+wrong");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.cookie(Authenticator.COOKIE)).isEmpty();
        assertThat(refused.text()).contains(email).doesNotContain("wrong wrong wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "evil", ""})
    void signing_in_leads_nowhere_else(String next) {
        browser.get("/login");

        Answer signedIn = signIn(people.someone().user().email(), next);

        assertThat(signedIn.status()).isEqualTo(302);
        assertThat(signedIn.header("Location")).isEqualTo("/");
    }

    @Test
    void an_odd_way_back_is_taken_as_it_is() {
        browser.get("/login");

        Answer signedIn = signIn(people.someone().user().email(), "/explore?search={x}&a=%7By%7D");

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(302);
        assertThat(signedIn.header("Location")).startsWith("/explore?search=").endsWith("&a=%7By%7D");
    }

    @Test
    void a_form_without_its_token_or_with_another_is_refused() {
        String email = people.someone().user().email();
        browser.get("/login");
        Browser another = Browser.at(people.url());
        another.get("/login");
        for (String forged : List.of("", "nonsense", another.token())) {
            Answer refused = browser.postWith(forged, "/login", credentials(email) + "&next=%2Ftopics%3Fa%3Db");
            assertThat(refused.status()).isEqualTo(303);
            assertThat(refused.header("Location")).isEqualTo("/login?notice=late&next=%2Ftopics%3Fa%3Db");
            assertThat(refused.cookie(Authenticator.COOKIE)).isEmpty();
        }
        assertThat(browser.get("/login?notice=late&next=%2Ftopics").text())
                .contains("The page was open too long", "value=\"/topics\"");
        assertThat(browser.get("/register?notice=anything").text()).doesNotContain("role=\"alert\"");
        assertThat(browser.postWith("", "/register", credentials(email)).header("Location"))
                .isEqualTo("/register?notice=late");

        assertThat(browser.post("/login", credentials(email)).status()).isEqualTo(302);
        browser.get("/");

        String settings = "theme=dark&language=zh&zone=UTC";
        Answer refused = browser.postWith("", "/settings", settings);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text())
                .contains("The page was open too long", "href=\"/\"")
                .doesNotContain("Your account may not do this");
        assertThat(users.byEmail(email).orElseThrow().version()).isZero();
        assertThat(browser.post("/settings", settings).status()).isEqualTo(302);
        assertThat(users.byEmail(email).orElseThrow().preferences().theme()).isEqualTo("dark");
    }

    @Test
    void the_cookie_alone_changes_nothing_over_the_api() {
        browser.get("/login");
        signIn(people.someone().user().email(), "/");

        Answer read = browser.http().with("Accept", "application/json").get("/api/v1/users/me");
        Answer refused = browser.http().patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"Eve\"}}");

        assertThat(read.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/code")).isEqualTo("AUTH004");
        browser.get("/");
        assertThat(browser.http()
                        .with("Accept", "application/json")
                        .with("X-CSRF-TOKEN", browser.token())
                        .patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"Ada\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_and_not_only_the_cookie() {
        browser.get("/login");
        signIn(people.someone().user().email(), "/");
        browser.get("/");
        var before = browser.http();

        Answer signedOut = browser.post("/logout", "");

        assertThat(signedOut.header("Location")).isEqualTo("/login");
        assertThat(signedOut.headers("set-cookie")).anyMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(before.get("/topics").status()).isEqualTo(302);
        assertThat(before.get("/api/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void a_part_of_a_page_makes_the_whole_page_go_to_the_sign_in() {
        Answer asked = people.nobody()
                .with("HX-Request", "true")
                .with("HX-Current-URL", people.url() + "/explore?platform=twitter")
                .get("/explore/more");

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header("HX-Redirect")).isEqualTo("/login?next=%2Fexplore%3Fplatform%3Dtwitter");
    }

    @Test
    void registering_on_the_page_signs_in() {
        browser.get("/register");
        String email = people.newEmail();
        assertThat(browser.post("/register", "email=" + email + "&password=short")
                        .status())
                .isEqualTo(400);

        assertThat(browser.post("/register", credentials(email)).status()).isEqualTo(302);

        assertThat(browser.get("/").text()).contains(email);
    }

    private Answer signIn(String email, String next) {
        return browser.post("/login", credentials(email) + "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private static String credentials(String email) {
        return "email=" + email + "&password=" + URLEncoder.encode(TestPeople.PASSWORD, StandardCharsets.UTF_8);
    }
}
