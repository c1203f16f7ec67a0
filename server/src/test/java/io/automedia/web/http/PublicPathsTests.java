package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.web.http.Endpoints.Endpoint;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What is open to everybody is listed here, and nothing else is: an endpoint that is added later needs a session, or
/// a line in this test.
@AutoMediaTest
class PublicPathsTests {
    private final TestPeople people;
    private final ApplicationContext context;

    PublicPathsTests(TestPeople people, ApplicationContext context) {
        this.people = people;
        this.context = context;
    }

    @Test
    void everything_else_needs_a_session() {
        Browser browser = Browser.at(people.url());
        browser.get("/login");
        Http nobody = browser.http().with("Accept", "application/json").with("X-CSRF-TOKEN", browser.token());

        List<String> open = Endpoints.of(context).stream()
                .filter(endpoint -> !isRefused(call(nobody, endpoint)))
                .map(Endpoint::toString)
                .toList();

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "GET /.well-known/jwks.json",
                        "GET /.well-known/security.txt",
                        "GET /actuator/health",
                        "GET /error",
                        "GET /forgot",
                        "GET /invitation",
                        "GET /login",
                        "GET /login/oidc/{provider}/callback",
                        "GET /login/once",
                        "GET /register",
                        "GET /reset",
                        "GET /verify",
                        "POST /api/v1/auth/invitation",
                        "POST /api/v1/auth/login",
                        "POST /api/v1/auth/passkey",
                        "POST /api/v1/auth/passkey/options",
                        "POST /api/v1/auth/password/forgot",
                        "POST /api/v1/auth/password/reset",
                        "POST /api/v1/auth/refresh",
                        "POST /api/v1/auth/register",
                        "POST /api/v1/auth/verify",
                        "POST /forgot",
                        "POST /invitation",
                        "POST /login",
                        "POST /login/code",
                        "POST /login/oidc",
                        "POST /login/passkey",
                        "POST /register",
                        "POST /reset",
                        "POST /verify");
    }

    @Test
    void what_no_controller_answers_needs_a_session_too() {
        for (String path : List.of(
                "/nowhere",
                "/api/v1/nowhere",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health/mongo",
                "/messages.properties",
                "/templates/login.html",
                "/assets/../application.yml",
                "/assets/%2e%2e/application.yml",
                "/login/../topics",
                "/login;/topics",
                "//topics",
                "/webjars/..;/topics")) {
            Answer answer = people.nobody().get(path);
            assertThat(answer.status()).as(path + " " + answer).isIn(400, 401, 404);
            assertThat(answer.text()).as(path).doesNotContain("spring:", "login.title", "<html");
        }
    }

    @Test
    void health_tells_nobody_its_details() {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            Answer health = people.nobody().get(path);

            assertThat(health.status()).as("%s %s", path, health).isEqualTo(200);
            assertThat(health.json().propertyNames()).doesNotContain("components", "details");
        }
    }

    @Test
    void measurements_are_for_administrators() {
        Answer refused = people.someone().http().get("/actuator/prometheus");
        assertThat(refused.at("/code")).isEqualTo("AUTH004");
        assertThat(refused.at("/detail")).isEqualTo("This is for administrators.");
        assertThat(people.admin().http().get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(people.admin().http().get("/actuator/env").status()).isEqualTo(404);
    }

    private static Answer call(Http nobody, Endpoint endpoint) {
        String path = endpoint.path(new ObjectId().toHexString());
        return endpoint.changes() ? nobody.send(endpoint.method(), path, "{}", "application/json") : nobody.get(path);
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() == 401
                && answer.header("Content-Type").equals("application/problem+json")
                && answer.at("/code").equals("AUTH003");
    }
}
