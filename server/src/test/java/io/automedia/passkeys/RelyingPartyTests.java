package io.automedia.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelyingPartyTests {
    @ParameterizedTest
    @CsvSource({
        "https://Media.Example.org/, media.example.org, https://media.example.org",
        "https://media.example.org:8443, media.example.org, https://media.example.org:8443",
        "http://localhost:8080/, localhost, http://localhost:8080"
    })
    void passkeys_are_for_the_address_that_is_configured(URI url, String host, String origin) {
        ServerProperty asked = RelyingParty.asking("AQ", url);

        assertThat(asked.getRpId()).isEqualTo(host);
        assertThat(asked.getOriginPredicate().test(Origin.create(origin))).isTrue();
        for (String other : new String[] {"https://example.org", "https://evil.example", "http://" + host + ":1"}) {
            assertThat(asked.getOriginPredicate().test(Origin.create(other)))
                    .as(other)
                    .isFalse();
        }
    }
}
