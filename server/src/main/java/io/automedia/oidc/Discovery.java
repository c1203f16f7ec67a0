package io.automedia.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Knows where providers do what, and their keys. They are asked when somebody first wants to sign in,
/// and once an hour after that; one that is away by then is taken as it was.
@Component
final class Discovery {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    private static final Duration KEPT = Duration.ofHours(1);

    private final ProviderClient client;
    private final Clock clock;
    private final Map<String, Known<Metadata>> metadata = new ConcurrentHashMap<>();
    private final Map<String, Known<JWKSet>> keys = new ConcurrentHashMap<>();

    Discovery(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Known<T>(T what, Instant until) {}

    private interface Question<T> {
        T ask() throws ProviderAway;
    }

    /// What a provider says of itself.
    Metadata metadata(String name, ProviderSettings settings) throws ProviderAway {
        return known(metadata, name, () -> client.discover(settings));
    }

    /// The keys of a provider.
    JWKSet keys(String name, Metadata provider) throws ProviderAway {
        return known(keys, name, () -> client.keys(provider));
    }

    /// The keys of a provider as they are now: it has others than those that are known.
    JWKSet newKeys(String name, Metadata provider) throws ProviderAway {
        keys.remove(name);
        return keys(name, provider);
    }

    private <T> T known(Map<String, Known<T>> all, String name, Question<T> question) throws ProviderAway {
        Known<T> known = all.get(name);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.what();
        }
        try {
            T told = question.ask();
            all.put(name, new Known<>(told, now.plus(KEPT)));
            return told;
        } catch (ProviderAway away) {
            if (known == null) {
                throw away;
            }
            log.warn("The OpenID Connect provider {} is taken as it was an hour ago: {}", name, away.getMessage());
            return known.what();
        }
    }
}
