package io.automedia.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsPropertiesTests {
    @Test
    void byDefaultThereIsNoTls() {
        TlsProperties properties = Bound.to(TlsProperties.class);

        assertThat(properties)
                .isEqualTo(new TlsProperties(
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("TLSv1.3"),
                        null,
                        null,
                        Duration.ofDays(365),
                        Duration.ofSeconds(10)));
        assertThat(properties.isOn()).isFalse();
    }

    @Test
    void everySettingHasItsProperty() {
        TlsProperties properties = Bound.to(
                TlsProperties.class,
                "automedia.tls.certificate= chain.pem ",
                "automedia.tls.key=key.pem",
                "automedia.tls.key-password=secret",
                "automedia.tls.keystore=",
                "automedia.tls.keystore-password=hidden",
                "automedia.tls.protocols=TLSv1.3, TLSv1.2",
                "automedia.tls.http-port=8081",
                "automedia.tls.challenges=acme",
                "automedia.tls.hsts=0",
                "automedia.tls.reload-every=1m");

        assertThat(properties)
                .isEqualTo(new TlsProperties(
                        "chain.pem",
                        "key.pem",
                        "secret",
                        null,
                        "hidden",
                        List.of("TLSv1.3", "TLSv1.2"),
                        8081,
                        "acme",
                        Duration.ZERO,
                        Duration.ofMinutes(1)));
        assertThat(properties.isOn()).isTrue();
        assertThat(properties.files()).containsExactly(Path.of("chain.pem"), Path.of("key.pem"));
        assertThat(properties.toString()).doesNotContain("secret", "hidden");
    }

    @Test
    void whatIsEmptyIsNotSet() {
        assertThat(Bound.to(
                        TlsProperties.class,
                        "automedia.tls.certificate=",
                        "automedia.tls.key=",
                        "automedia.tls.keystore=",
                        "automedia.tls.http-port=",
                        "automedia.tls.challenges="))
                .isEqualTo(Bound.to(TlsProperties.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate=a keystore=b      | say the same",
                "key=a                         | needs automedia.tls.certificate",
                "http-port=80                  | leads to HTTPS, which needs",
                "certificate=a http-port=70000 | takes a number from 0 to 65535",
                "certificate=a protocols=SSLv3 | takes TLSv1.3, or TLSv1.3,TLSv1.2",
                "certificate=a protocols=      | takes TLSv1.3, or TLSv1.3,TLSv1.2",
                "certificate=a challenges=b    | needs automedia.tls.http-port",
                "certificate=a hsts=-1d        | takes a time",
                "certificate=a reload-every=0  | takes a time"
            })
    void whatMakesNoSenseIsNamed(String settings, String words) {
        String[] properties = settings.replaceAll("(^| )", "$1automedia.tls.").split(" ", -1);

        assertThatThrownBy(() -> Bound.to(TlsProperties.class, properties)).hasStackTraceContaining(words);
    }
}
