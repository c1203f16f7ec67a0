package io.automedia.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyServicesTests {
    private static KeyServices with(Map<String, String> variables) {
        return new KeyServices(variables, Path.of("nowhere"), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "aws-kms://arn:aws-cn:kms:cn-north-1:111122223333:alias/automedia",
                "gcp-kms://projects/example.org:media/locations/global/keyRings/ring/cryptoKeys/key",
                "hcvault://vault.example.org:8200/transit/keys/automedia",
                "hcvault://vault.example.org/team/a/transit/keys/automedia"
            })
    void keys_are_found_by_their_uris_and_kept(String uri) {
        KeyServices services = with(Map.of());
        assertThat(KeyServices.isUri(uri)).isTrue();
        assertThat(services.key(uri)).isSameAs(services.key(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-kms://1234abcd-12ab-34cd-56ef-1234567890ab-s3cret",
                "aws-kms://arn:aws:kms:evil.example/s3cret:111122223333:key/1",
                "gcp-kms://projects/media/s3cret",
                "gcp-kms://projects/media/locations/../keyRings/s3cret/cryptoKeys/key",
                "hcvault://s3cret@vault.example.org/transit/keys/automedia",
                "hcvault://vault.example.org/transit/keys/automedia?token=s3cret",
                "hcvault://vault.example.org/transit/../keys/s3cret",
                "hcvault://vault.example.org/transit/automedia/s3cret",
                "azure-kv://vault.example.org/s3cret"
            })
    void others_are_refused_and_not_repeated(String uri) {
        assertThat(KeyServices.isUri(uri)).isTrue();
        assertThatThrownBy(() -> with(Map.of()).key(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("://")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void keys_themselves_and_paths_are_no_uris() {
        assertThat(KeyServices.isUri("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
                .isFalse();
        assertThat(KeyServices.isUri("/etc/automedia/master.key")).isFalse();
        assertThatThrownBy(() -> with(Map.of()).key("hcvault://vault.example.org/transit/keys/" + "a".repeat(300)))
                .hasMessageContaining("at most 300 characters");
    }

    @Test
    void secrets_go_over_tls_but_to_this_machine() {
        String vault = "hcvault://vault.example.org:8200/transit/keys/automedia";
        assertThatThrownBy(() -> with(Map.of("VAULT_ADDR", "http://vault.example.org:8200"))
                        .key(vault))
                .hasMessageContaining("VAULT_ADDR must be an address that begins with https://");
        with(Map.of("VAULT_ADDR", "http://other.example.org:8200")).key(vault);
        String aws = "aws-kms://arn:aws:kms:eu-central-1:111122223333:alias/automedia";
        for (String address : new String[] {
            "http://kms.example.org",
            "http://169.254.169.254",
            "http://localhost.example.org",
            "https://me@example.org",
            "x"
        }) {
            assertThatThrownBy(() -> with(Map.of("AWS_ENDPOINT_URL", address)).key(aws))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        with(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566")).key(aws);
        assertThatThrownBy(() -> with(Map.of("VAULT_CACERT", "nowhere.pem")).key(vault))
                .hasMessageContaining("VAULT_CACERT must be a file with certificates (PEM)");
    }
}
