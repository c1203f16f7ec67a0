package io.automedia.passkeys;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.automedia.mail.PublicUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// For whom passkeys are: the host at which people reach this instance, as configured, and never as a
/// request names it.
@Component
final class RelyingParty {
    static final String NAME = "AutoMedia";

    private final PublicUrl url;

    RelyingParty(PublicUrl url) {
        this.url = url;
    }

    /// The host to which browsers tie passkeys.
    String id() {
        return url.host();
    }

    private static String host(URI address) {
        return Objects.requireNonNull(address.getHost(), "host").toLowerCase(Locale.ROOT);
    }

    /// What an answer to a challenge is compared with: it must come from our own pages.
    ServerProperty asking(String challenge) {
        return asking(challenge, url.of("/"));
    }

    static ServerProperty asking(String challenge, URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return ServerProperty.builder()
                .origin(Origin.create(address.getScheme() + "://" + host(address) + port))
                .rpId(host(address))
                .challenge(new DefaultChallenge(PasskeyVerifier.bytes(challenge)))
                .build();
    }
}
