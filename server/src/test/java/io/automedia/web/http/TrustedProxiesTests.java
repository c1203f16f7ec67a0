package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@BehindAProxy
class TrustedProxiesTests {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

    private final TestPeople people;

    TrustedProxiesTests(TestPeople people) {
        this.people = people;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7                                  | 192.0.2.7",
                "203.0.113.9, 192.0.2.7                     | 192.0.2.7",
                "203.0.113.9, 192.0.2.7, 10.4.4.4, 10.5.5.5 | 192.0.2.7",
                "192.0.2.7, 2001:db8:aaaa::5                | 192.0.2.7",
                "10.4.4.4, 10.5.5.5                         | 10.4.4.4",
                "2001:DB8::7                                | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7], 10.4.4.4                    | 2001:db8:0:0:0:0:0:7",
                "::ffff:192.0.2.7                           | 192.0.2.7",
                "rubbish, 192.0.2.7                         | 192.0.2.7",
                "192.0.2.7, unknown                         | 127.0.0.1",
                "192.0.2.7, unknown, 10.4.4.4               | 10.4.4.4",
                "192.0.2.7, localhost                       | 127.0.0.1",
                "192.0.2.7:4711                             | 127.0.0.1",
                "', ,'                                      | 127.0.0.1"
            })
    void the_client_is_the_last_who_is_no_trusted_proxy(String header, String client) {
        assertThat(addressOfSession(people.nobody().with(FOR, header))).isEqualTo(client);
    }

    @Test
    void without_the_header_it_is_who_connects() {
        assertThat(addressOfSession(people.nobody())).isEqualTo("127.0.0.1");
    }

    @Test
    void the_headers_of_a_stranger_mean_nothing() throws Exception {
        String credentials = credentials(people.someone().user().email(), TestPeople.PASSWORD);

        HttpResponse<String> signedIn = asStranger(
                "/api/v1/auth/login",
                request ->
                        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(credentials)));
        HttpResponse<String> page = asStranger("/login", HttpRequest.Builder::GET);

        String token = JsonMapper.shared()
                .readTree(signedIn.body())
                .at("/tokens/accessToken")
                .asString();
        assertThat(addressOfSession(token)).isEqualTo("127.0.0.2");
        assertThat(page.headers().allValues("set-cookie")).isNotEmpty().noneMatch(cookie -> cookie.contains("Secure"));
    }

    /// All of 127.0.0.0/8 is this machine.
    private HttpResponse<String> asStranger(String path, UnaryOperator<HttpRequest.Builder> asked) throws Exception {
        URI address = URI.create(people.url().replace("localhost", "127.0.0.1") + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header(FOR, "192.0.2.7").header(PROTO, "https");
        try (HttpClient stranger = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                .build()) {
            return stranger.send(asked.apply(request).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void guesses_are_counted_for_each_client_and_the_trail_names_him() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        Http mallory = people.nobody().with(FOR, "203.0.113.66");
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(login(mallory, email, "wrong wrong wrong").status()).isEqualTo(401);
        }
        assertThat(login(mallory, email, TestPeople.PASSWORD).status()).isEqualTo(429);

        assertThat(login(people.nobody().with(FOR, "203.0.113.67"), email, TestPeople.PASSWORD)
                        .status())
                .isEqualTo(200);

        assertThat(ada.http().get("/api/v1/audit").text()).contains("203.0.113.66", "203.0.113.67");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https|true",
                "HTTPS|true",
                "https, https|true",
                "http|false",
                "https, http|false",
                "ftp|false",
                "''|false"
            })
    void cookies_are_for_secure_connections_when_the_client_has_one(String scheme, boolean isSecure) {
        String email = people.someone().user().email();
        Http proxy = people.nobody().with("Accept", "text/html").with(PROTO, scheme);
        Answer page = proxy.get("/login");
        Matcher token = CSRF.matcher(page.text());
        assertThat(token.find()).isTrue();

        String prefix = isSecure ? "__Host-" : "";
        String csrf = prefix + "automedia_csrf";
        Answer signedIn = proxy.with("Cookie", csrf + "=" + page.cookie(csrf))
                .postForm(
                        "/login",
                        "_csrf=" + token.group(1) + "&email=" + email + "&password="
                                + URLEncoder.encode(TestPeople.PASSWORD, StandardCharsets.UTF_8));

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(302);
        assertThat(page.headers("set-cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure") == isSecure);
        assertThat(page.header("Strict-Transport-Security")).isEqualTo(isSecure ? "max-age=31536000" : "");
        assertThat(signedIn.headers("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith(prefix + "automedia_session="))
                .allMatch(cookie -> cookie.contains("Secure") == isSecure);
        assertThat(people.nobody().get("/login").headers("set-cookie"))
                .as("the next request over the same connection")
                .noneMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void a_page_that_came_over_https_may_open_the_web_socket() {
        String origin = people.url().replace("http:", "https:");

        open(origin, "https").abort();

        assertThatThrownBy(() -> open(origin, "http")).hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private WebSocket open(String origin, String scheme) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .header(PROTO, scheme)
                .buildAsync(URI.create(people.url().replace("http:", "ws:") + "/ws"), new WebSocket.Listener() {})
                .join();
    }

    private String addressOfSession(Http from) {
        Answer signedIn = login(from, people.someone().user().email(), TestPeople.PASSWORD);
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        return addressOfSession(signedIn.at("/tokens/accessToken"));
    }

    private String addressOfSession(String token) {
        return people.nobody().withToken(token).get("/api/v1/sessions?limit=1").at("/items/0/ipAddress");
    }

    private static Answer login(Http from, String email, String password) {
        return from.post("/api/v1/auth/login", credentials(email, password));
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }
}
