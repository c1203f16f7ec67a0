package io.automedia.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import io.automedia.tls.TlsProperties;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class MailPropertiesTests {
    @Test
    void without_a_server_nothing_else_is_needed() {
        assertThat(Bound.to(MailProperties.class))
                .isEqualTo(new MailProperties(
                        null,
                        587,
                        null,
                        null,
                        MailProperties.Security.STARTTLS,
                        null,
                        Duration.ofSeconds(10),
                        Duration.ofDays(7)));
    }

    @Test
    void every_setting_is_read() {
        assertThat(Bound.to(
                        MailProperties.class,
                        "automedia.mail.host=mail.example.org",
                        "automedia.mail.port=465",
                        "automedia.mail.user=media",
                        "automedia.mail.password=secret",
                        "automedia.mail.security=tls",
                        "automedia.mail.from=media@example.org",
                        "automedia.mail.timeout=3s",
                        "automedia.mail.keep=1d"))
                .isEqualTo(new MailProperties(
                        "mail.example.org",
                        465,
                        "media",
                        "secret",
                        MailProperties.Security.TLS,
                        "media@example.org",
                        Duration.ofSeconds(3),
                        Duration.ofDays(1)));
    }

    @Test
    void a_sender_that_is_more_than_an_address_is_refused() {
        assertThatThrownBy(() -> Bound.to(
                        MailProperties.class,
                        "automedia.mail.host=mail.example.org",
                        "automedia.mail.from=no reply@example.org"))
                .rootCause()
                .hasMessageStartingWith("automedia.mail.from must be the address");
    }

    @Test
    void a_server_without_a_sender_is_refused() {
        assertThatThrownBy(() -> Bound.to(MailProperties.class, "automedia.mail.host=mail.example.org"))
                .hasRootCauseMessage(
                        "automedia.mail.from must be the address that mails come from when automedia.mail.host is set");
    }

    @Test
    void links_lead_to_the_configured_address_and_else_to_this_machine() {
        TlsProperties http = Bound.to(TlsProperties.class);
        TlsProperties https = Bound.to(TlsProperties.class, "automedia.tls.certificate=server.pem");
        MailProperties.Reached nowhere = new MailProperties.Reached(null);
        MailProperties.Reached configured =
                Bound.to(MailProperties.Reached.class, "automedia.public-url=https://media.example.org/");
        MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "4711");

        assertThat(new PublicUrl(nowhere, http, environment).of("/reset", "a.b c"))
                .isEqualTo(URI.create("http://localhost:4711/reset?token=a.b+c"));
        assertThat(new PublicUrl(nowhere, https, environment).of("/reset", "a.b c"))
                .isEqualTo(URI.create("https://localhost:4711/reset?token=a.b+c"));
        assertThat(new PublicUrl(configured, http, environment).of("/forgot"))
                .isEqualTo(URI.create("https://media.example.org/forgot"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "media.example.org",
                "https://user@media.example.org",
                "https://media.example.org/?a=b",
                "https://media.example.org/path"
            })
    void what_is_no_address_of_a_server_is_refused(String address) {
        assertThatThrownBy(() -> Bound.to(MailProperties.Reached.class, "automedia.public-url=" + address))
                .rootCause()
                .hasMessageStartingWith("automedia.public-url must be the address");
    }
}
