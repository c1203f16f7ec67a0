package io.automedia.outgoing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.testing.DeafPort;
import io.automedia.testing.TestOutgoing;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTests {
    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(options().dynamicPort().dynamicHttpsPort().gzipDisabled(true))
            .build();

    private final Outgoing outgoing =
            new Outgoing(TestOutgoing.properties("feeds.test", "other.test"), OutgoingTests::lookup);

    private static InetAddress[] lookup(String host) throws UnknownHostException {
        return switch (host) {
            case "feeds.test", "other.test", "closed.test" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            case "nowhere.test" -> throw new UnknownHostException(host);
            default -> InetAddress.getAllByName(host);
        };
    }

    @AfterEach
    void close() {
        outgoing.close();
    }

    @Test
    void whatAServerSaysIsTheAnswer() throws InterruptedException {
        server.stubFor(get("/feed").willReturn(ok("hello").withHeader("ETag", "\"1\"")));

        Answer.Received received = received(at("/feed"), Map.of("Accept", "text/plain"));

        assertThat(received.status()).isEqualTo(200);
        assertThat(received.body()).asString().isEqualTo("hello");
        assertThat(received.header("eTag")).isEqualTo("\"1\"");
        assertThat(received.header("Last-Modified")).isNull();
        assertThat(received.from()).isEqualTo(at("/feed"));
        assertThat(received.permanentlyMovedTo()).isNull();
        server.verify(getRequestedFor(urlEqualTo("/feed"))
                .withHeader("Accept", equalTo("text/plain"))
                .withHeader("User-Agent", equalTo("AutoMedia/test"))
                .withHeader("Accept-Encoding", equalTo("gzip, deflate")));
    }

    @Test
    void anErrorIsAnAnswerToo() throws InterruptedException {
        server.stubFor(get("/feed").willReturn(aResponse().withStatus(503).withHeader("Retry-After", "7")));

        Answer.Received received = received(at("/feed"), Map.of());

        assertThat(received.status()).isEqualTo(503);
        assertThat(received.isGood()).isFalse();
        assertThat(received.header("retry-after")).isEqualTo("7");
    }

    @Test
    void ofALongErrorOnlyTheBeginningIsRead() throws InterruptedException {
        server.stubFor(get("/feed").willReturn(aResponse().withStatus(500).withBody("x".repeat(1_000_000))));

        assertThat(received(at("/feed"), Map.of()).body()).hasSize(16_384);
    }

    @Test
    void whateverIsLeftUnreadItsConnectionIsFreeAgain() throws InterruptedException {
        server.stubFor(get("/error").willReturn(aResponse().withStatus(500).withBody("x".repeat(1_000_000))));
        server.stubFor(get("/large").willReturn(ok("x".repeat(11_000_000))));

        for (int i = 0; i < 6; i++) {
            received(at("/error"), Map.of());
            assertThat(failure(at("/large"))).contains("larger than 10 MB");
        }
    }

    @Test
    void redirectsAreFollowedAndTheStretchThatIsForGoodIsTold() throws InterruptedException {
        server.stubFor(get("/1").willReturn(permanentRedirect("/2?a=b c")));
        server.stubFor(get("/2?a=b%20c").willReturn(aResponse().withStatus(308).withHeader("Location", "3")));
        server.stubFor(get("/3").willReturn(temporaryRedirect("/4")));
        server.stubFor(get("/4").willReturn(permanentRedirect("/5")));
        server.stubFor(get("/5").willReturn(ok("there")));

        Answer.Received received = received(at("/1"), Map.of());

        assertThat(received.body()).asString().isEqualTo("there");
        assertThat(received.from()).isEqualTo(at("/5"));
        assertThat(received.permanentlyMovedTo()).isEqualTo(at("/3"));
    }

    @Test
    void aCircleOfRedirectsEnds() throws InterruptedException {
        server.stubFor(get("/1").willReturn(temporaryRedirect("/2")));
        server.stubFor(get("/2").willReturn(temporaryRedirect("/1")));

        assertThat(failure(at("/1"))).contains("redirects again and again");
        assertThat(server.getAllServeEvents()).hasSize(6);
    }

    @Test
    void secretsDoNotGoToAnotherHost() throws InterruptedException {
        URI other = URI.create("http://other.test:" + server.getPort() + "/there");
        server.stubFor(get("/here").willReturn(temporaryRedirect("/still-here")));
        server.stubFor(get("/still-here").willReturn(temporaryRedirect(other.toString())));
        server.stubFor(get("/there").willReturn(ok()));

        received(
                at("/here"),
                Map.of("Authorization", "Bearer s", "X-Api-Key", "s", "Cookie", "s", "Accept", "text/plain"));

        server.verify(getRequestedFor(urlEqualTo("/still-here")).withHeader("Authorization", equalTo("Bearer s")));
        server.verify(getRequestedFor(urlEqualTo("/there"))
                .withoutHeader("Authorization")
                .withoutHeader("X-Api-Key")
                .withoutHeader("Cookie")
                .withHeader("Accept", equalTo("text/plain")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/secret",
                "http://[::1]:PORT/secret",
                "http://[::ffff:127.0.0.1]:PORT/secret",
                "http://2130706433:PORT/secret",
                "http://0x7f.1:PORT/secret",
                "http://0177.0.0.1:PORT/secret",
                "http://closed.test:PORT/secret",
                "http://user@feeds.test:PORT/secret",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "//127.0.0.1:PORT/secret",
                "file:///etc/passwd",
                "ftp://feeds.test/"
            })
    void neitherDirectlyNorByARedirectIsAPrivateAddressFetched(String address) throws InterruptedException {
        String closed = address.replace("PORT", Integer.toString(server.getPort()));
        server.stubFor(get("/secret").willReturn(ok("secret")));
        server.stubFor(get("/feed").willReturn(temporaryRedirect(closed)));

        assertThat(outgoing.get(at("/feed"), Map.of())).isInstanceOf(Answer.Refused.class);
        if (!closed.startsWith("//")) {
            assertThat(outgoing.get(URI.create(closed), Map.of())).isInstanceOf(Answer.Refused.class);
        }
        server.verify(0, getRequestedFor(urlEqualTo("/secret")));
    }

    @Test
    void aHostThatIsNotThereIsAFailureThatNamesIt() throws InterruptedException {
        assertThat(failure(URI.create("http://nowhere.test/"))).contains("no host nowhere.test");
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws Exception {
        try (DeafPort port = new DeafPort()) {
            assertThat(failure(URI.create("http://feeds.test:" + port.number() + "/")))
                    .contains("cannot be connected");
        }
    }

    @Test
    void aServerWithoutAValidCertificateIsAFailure() throws InterruptedException {
        URI untrusted = URI.create("https://feeds.test:" + server.getHttpsPort() + "/");

        assertThat(failure(untrusted)).contains("certificate is not valid");
    }

    private URI at(String path) {
        return URI.create("http://feeds.test:" + server.getPort() + path);
    }

    private Answer.Received received(URI address, Map<String, String> headers) throws InterruptedException {
        Answer answer = outgoing.get(address, headers);
        assertThat(answer).isInstanceOf(Answer.Received.class);
        return (Answer.Received) answer;
    }

    private String failure(URI address) throws InterruptedException {
        Answer answer = outgoing.get(address, Map.of());
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed) answer).reason();
    }
}
