package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AutoMediaTest
class HeadersTests {
    private final TestPeople people;

    HeadersTests(TestPeople people) {
        this.people = people;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/register",
                "/",
                "/topics",
                "/api/v1/users/me",
                "/api/v1/content",
                "/nowhere",
                "/actuator/health",
                "/.well-known/jwks.json",
                "/v3/api-docs"
            })
    void every_answer_tells_the_browser_what_it_must_not_do(String path) {
        assertGuarded(people.nobody().get(path));
        assertGuarded(people.someone().http().with("Accept", "text/html").get(path));
    }

    @Test
    void an_answer_of_the_api_is_kept_nowhere() {
        assertThat(people.someone().http().get("/api/v1/content").header("Cache-Control"))
                .contains("no-store");
        assertThat(people.nobody().get("/api/v1/content").header("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void pages_hold_no_script_and_no_style_of_their_own() {
        Http person = people.someone().http().with("Accept", "text/html");
        for (String path : new String[] {"/", "/explore", "/topics", "/topics/new", "/jobs"}) {
            String page = person.get(path).text();
            assertThat(page).contains("</html>");
            assertThat(page).as(path).doesNotContainPattern("<script(?![^>]*(\\bsrc=|type=\"application/json\"))");
            assertThat(page).as(path).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:");
            assertThat(page).as(path).doesNotContainPattern("(src|href)=\"(https?:)?//(?!localhost)");
        }
    }

    @Test
    void what_people_write_is_shown_and_never_run() {
        String attack = "</script><img src=x onerror=alert(1)>";
        Http person = people.someone().http();
        Answer topic =
                person.post("/api/v1/topics", "{\"name\":\"" + attack + "\",\"keywords\":[{\"term\":\"rocket\"}]}");
        Answer post = person.post(
                "/api/v1/content",
                "{\"platform\":\"facebook\",\"content\":{\"text\":\"" + attack + " rocket #" + attack + "\"},"
                        + "\"author\":{\"id\":\"1\",\"username\":\"" + attack + "\",\"displayName\":\"" + attack
                        + "\"},\"tags\":[\"" + attack + "\"]}");
        assertThat(topic.status()).as("%s", topic).isEqualTo(201);
        assertThat(post.status()).as("%s", post).isEqualTo(201);
        Http pages = person.with("Accept", "text/html");
        for (String path : List.of(
                "/",
                "/explore",
                "/topics",
                "/topics/" + topic.at("/id"),
                "/content/" + post.at("/id"),
                "/explore?search=" + URLEncoder.encode(attack, StandardCharsets.UTF_8),
                "/topics?deleted=" + URLEncoder.encode(attack, StandardCharsets.UTF_8),
                "/login?next=/" + URLEncoder.encode("\"" + attack, StandardCharsets.UTF_8))) {
            assertThat(pages.get(path).text()).as(path).doesNotContain("<img src=x");
        }
        assertThat(pages.get("/topics").text()).contains("&lt;img src=x");
    }

    @Test
    void assets_are_kept_by_browsers_for_their_address_changes_with_them() {
        Matcher asset = Pattern.compile("\"(/assets/[^\"]+\\.css)\"")
                .matcher(people.nobody()
                        .with("Accept", "text/html")
                        .get("/login")
                        .text());
        assertThat(asset.find()).isTrue();

        Answer style = people.nobody().get(asset.group(1));

        assertThat(style.status()).isEqualTo(200);
        assertThat(style.header("Cache-Control")).contains("max-age=31536000");
        assertThat(style.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void other_sites_may_not_read_answers() {
        Answer answer =
                people.someone().http().with("Origin", "https://evil.example").get("/api/v1/users/me");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        Answer preflight = people.nobody()
                .with("Origin", "https://evil.example")
                .with("Access-Control-Request-Method", "PATCH")
                .send("OPTIONS", "/api/v1/users/me", null, null);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.status()).isGreaterThanOrEqualTo(400);
    }

    private static void assertGuarded(Answer answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .as("%s", answer)
                .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(answer.header("Server") + answer.header("X-Powered-By")).isEmpty();
    }
}
