package io.automedia.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.oidc.ProviderSettings.Admission;
import io.automedia.outgoing.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OidcPropertiesTests {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Configured.class);

    @EnableConfigurationProperties(OidcProperties.class)
    static class Configured {}

    @Test
    void without_any_there_are_none() {
        runner.run(context ->
                assertThat(context.getBean(OidcProperties.class).providers()).isEmpty());
    }

    @Test
    void everything_is_read_and_the_rest_is_as_usual() {
        runner.withPropertyValues(
                        "automedia.oidc.company.issuer=https://id.company.example/realms/all",
                        "automedia.oidc.company.client-id=media",
                        "automedia.oidc.company.client-secret=s3cret",
                        "automedia.oidc.company.scopes=openid, email",
                        "automedia.oidc.company.label=Company",
                        "automedia.oidc.company.allowed-domains=Company.example, other.example",
                        "automedia.oidc.company.new-accounts=always",
                        "automedia.oidc.company.trust-addresses=true",
                        "automedia.oidc.company.trust-second-factor=true",
                        "automedia.oidc.here.issuer=http://localhost:9000",
                        "automedia.oidc.here.client-id=media",
                        "automedia.oidc.here.client-secret= ")
                .run(context -> assertThat(context.getBean(OidcProperties.class).providers())
                        .isEqualTo(Map.of(
                                "company",
                                new ProviderSettings(
                                        "https://id.company.example/realms/all",
                                        "media",
                                        "s3cret",
                                        List.of("openid", "email"),
                                        "Company",
                                        List.of("company.example", "other.example"),
                                        Admission.ALWAYS,
                                        true,
                                        true),
                                "here",
                                new ProviderSettings(
                                        "http://localhost:9000",
                                        "media",
                                        null,
                                        List.of("openid", "email", "profile"),
                                        "",
                                        List.of(),
                                        Admission.AS_REGISTRATION,
                                        false,
                                        false))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer=http://id.example.org|begins with https://",
                "issuer=https://id.example.org?a=b|begins with https://",
                "issuer=|begins with https://",
                "client-id=|client-id is required",
                "scopes=email|must contain openid",
                "allowed-domains=@example.org|must be domains"
            })
    void what_can_not_be_is_named_at_the_start(String wrong, String why) {
        runner.withPropertyValues(
                        "automedia.oidc.one.issuer=https://id.example.org",
                        "automedia.oidc.one.client-id=media",
                        "automedia.oidc.one." + wrong)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("automedia.oidc.one")
                        .hasStackTraceContaining(why));
    }

    @Test
    void what_is_asked_by_https_is_taken_from_nowhere_else() throws ProviderAway {
        URI asked = URI.create("https://id.example.org/keys");
        Answer.Received led = from("http://id.example.org/keys");
        assertThatThrownBy(() -> ProviderClient.received(asked, led))
                .isInstanceOf(ProviderAway.class)
                .hasMessageContaining("not https");

        Answer.Received elsewhere = from("https://keys.example.org/");
        assertThat(ProviderClient.received(asked, elsewhere)).isEqualTo(elsewhere);
        assertThat(ProviderClient.received(URI.create("http://localhost:9000/keys"), led))
                .isEqualTo(led);
    }

    private static Answer.Received from(String address) {
        return new Answer.Received(200, Map.of(), new byte[0], URI.create(address), null);
    }

    @Test
    void no_issuer_has_two_names() {
        runner.withPropertyValues(
                        "automedia.oidc.one.issuer=https://id.example.org",
                        "automedia.oidc.one.client-id=media",
                        "automedia.oidc.two.issuer=https://id.example.org",
                        "automedia.oidc.two.client-id=media")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("automedia.oidc.two.issuer is that of another provider, too"));
    }
}
