package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.OverTls;
import io.automedia.testing.Patience;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestTls;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OverTls
class HttpsTests {
    private static final String SESSION = "__Host-automedia_session";

    private final TestTls tls;
    private final TestPeople people;
    private final Sessions sessions;
    private final Browser browser;

    HttpsTests(TestTls tls, TestPeople people, Sessions sessions) {
        this.tls = tls;
        this.people = people;
        this.sessions = sessions;
        this.browser = Browser.of(tls.nobody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/api/v1/content", "/nowhere", "/favicon.svg"})
    void browsers_are_told_to_use_https_from_then_on(String path) {
        assertThat(tls.nobody().get(path).header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void cookies_are_for_this_host_and_https_alone() {
        Answer login = browser.get("/login");
        Answer signedIn = signIn();

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(302);
        assertThat(login.headers("set-cookie")).isNotEmpty();
        assertThat(signedIn.headers("set-cookie")).anyMatch(cookie -> cookie.startsWith(SESSION + "="));
        for (Answer answer : new Answer[] {login, signedIn}) {
            assertThat(answer.headers("set-cookie"))
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-")
                            .contains("; Secure", "; Path=/", "; HttpOnly", "; SameSite=Lax")
                            .doesNotContain("Domain="));
        }
        assertThat(browser.get("/topics").status()).isEqualTo(200);
    }

    @Test
    void a_cookie_that_a_neighbour_could_have_set_means_nothing() {
        browser.get("/login");
        String session = signIn().cookie(SESSION);
        Http page = tls.nobody().with("Accept", "text/html");

        assertThat(page.with("Cookie", SESSION + "=" + session).get("/topics").status())
                .isEqualTo(200);
        assertThat(page.with("Cookie", "automedia_session=" + session)
                        .get("/topics")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void signing_out_removes_the_cookie() {
        browser.get("/login");
        signIn();
        browser.get("/");

        assertThat(browser.post("/logout", "").headers("set-cookie"))
                .filteredOn(cookie -> cookie.startsWith(SESSION + "=;"))
                .singleElement()
                .asString()
                .contains("Max-Age=0", "; Secure", "; Path=/");
        assertThat(browser.get("/topics").status()).isEqualTo(302);
    }

    private Answer signIn() {
        return browser.post(
                "/login",
                "email=" + people.someone().user().email() + "&password="
                        + URLEncoder.encode(TestPeople.PASSWORD, StandardCharsets.UTF_8));
    }

    @Test
    void a_page_opens_the_web_socket_over_tls() throws Exception {
        browser.get("/login");
        String cookie = SESSION + "=" + signIn().cookie(SESSION);
        FirstWords words = new FirstWords();

        WebSocket socket = open(tls.url(), cookie, words);

        socket.sendText("{\"type\":\"authenticate\",\"after\":0}", true).join();
        assertThat(words.heard.get(Patience.OF_ALL.toSeconds(), TimeUnit.SECONDS))
                .contains("\"ready\"");
        socket.abort();
        assertThatThrownBy(() -> open(tls.url().replace("https:", "http:"), cookie, new FirstWords()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private WebSocket open(String origin, String cookie, WebSocket.Listener listener) {
        return tls.client()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .header("Cookie", cookie)
                .buildAsync(URI.create(tls.url().replace("https:", "wss:") + "/ws"), listener)
                .join();
    }

    private static final class FirstWords implements WebSocket.Listener {
        private final CompletableFuture<String> heard = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/explore?search=caf%C3%A9&a=b%26c",
                "/api/v1/content/%2e%2e",
                "/login?next=https://evil.example",
                "//evil.example/a?b"
            })
    void http_leads_to_the_same_place_over_https(String path) throws IOException {
        assertThat(overHttp("GET " + path, "localhost:" + tls.port(false)))
                .startsWith("HTTP/1.1 308")
                .contains("\r\nLocation: " + tls.url() + path + "\r\n")
                .doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @CsvSource({"POST /login,localhost", "GET http://evil.example/,evil.example", "GET /,evil.example"})
    void http_does_nothing_and_leads_nowhere_else(String request, String host) throws IOException {
        String answer = overHttp(request, host);

        assertThat(answer).startsWith(host.equals("localhost") ? "HTTP/1.1 308" : "HTTP/1.1 421");
        assertThat(answer).doesNotContain("Location: http:", "evil", "Set-Cookie");
    }

    @Test
    void who_signs_certificates_finds_over_http_what_was_put_there_and_nothing_else() throws IOException {
        tls.write(".well-known/acme-challenge/a-Token_1", "a-Token_1.thumbprint");
        String challenge = "/.well-known/acme-challenge/";

        assertThat(overHttp("GET " + challenge + "a-Token_1", "whoever.example"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\na-Token_1.thumbprint");
        for (String other : new String[] {"none", "../../privkey.pem", "..%2f..%2fprivkey.pem", ""}) {
            assertThat(overHttp("GET " + challenge + other, "localhost"))
                    .doesNotStartWith("HTTP/1.1 200")
                    .doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void pages_of_a_named_site_may_call_the_api_with_a_token_and_no_other_may() {
        Http named = tls.nobody().with("Origin", "https://app.example.org");
        Http other = tls.nobody().with("Origin", "https://app.example.org.evil.example");
        String token = sessions.open(people.someone().user(), new Client("127.0.0.1", "test"))
                .accessToken();

        Answer asked = named.with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "authorization, content-type, if-match, idempotency-key")
                .send("OPTIONS", "/api/v1/users/me", null, null);
        Answer read = named.withToken(token).get("/api/v1/users/me");

        assertThat(asked.status()).as("%s", asked).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(read.status()).as("%s", read).isEqualTo(200);
        assertThat(read.header("Access-Control-Expose-Headers")).contains("ETag");
        for (Answer answer : new Answer[] {asked, read}) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
        for (Answer answer : new Answer[] {
            other.withToken(token).get("/api/v1/users/me"),
            other.with("Access-Control-Request-Method", "GET").send("OPTIONS", "/api/v1/users/me", null, null),
            named.get("/login"),
            named.get("/actuator/health"),
            tls.nobody().with("Origin", tls.url()).withToken(token).get("/api/v1/users/me")
        }) {
            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .as("%s", answer)
                    .isEmpty();
        }
    }

    @Test
    void nobody_is_named_for_reports_where_nobody_is_configured() {
        Answer answer = tls.nobody().get("/.well-known/security.txt");

        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
        assertThat(answer.at("/code")).isEqualTo("DATA001");
    }

    /// As no client of HTTP would let it be written.
    private String overHttp(String request, String host) throws IOException {
        try (Socket socket = new Socket("localhost", tls.port(false))) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
