package io.automedia.oidc;

import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// With which providers people can sign in.
///
/// @param oidc by the name that their addresses here have
@ConfigurationProperties("automedia")
record OidcProperties(@Nullable Map<String, ProviderSettings> oidc) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final int LONGEST_LABEL = 60;

    /// On this very machine nobody listens to what is said in the clear.
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcProperties {
        oidc = oidc == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(oidc));
        Set<String> issuers = new HashSet<>();
        oidc.forEach((name, provider) -> {
            String key = "automedia.oidc." + name;
            require(NAME.matcher(name).matches(), key + ": a name has letters of a to z, digits and hyphens");
            require(isAddress(provider.issuer()), key + ".issuer must be an address that begins with https://");
            require(issuers.add(provider.issuer()), key + ".issuer is that of another provider, too");
            require(!provider.clientId().isEmpty(), key + ".client-id is required");
            require(provider.scopes().contains("openid"), key + ".scopes must contain openid");
            require(provider.label().length() <= LONGEST_LABEL, key + ".label is too long");
            require(
                    provider.allowedDomains().stream()
                            .allMatch(domain -> DOMAIN.matcher(domain).matches()),
                    key + ".allowed-domains must be domains such as example.org");
        });
    }

    /// All of them, by name.
    Map<String, ProviderSettings> providers() {
        return oidc == null ? Map.of() : oidc;
    }

    /// The hosts that the operator named himself: they may be in his own network.
    List<String> hosts() {
        return providers().values().stream()
                .map(provider -> String.valueOf(URI.create(provider.issuer()).getHost()))
                .distinct()
                .toList();
    }

    /// Whether it is one that providers may have: nobody on the way reads what is said there.
    static boolean isAddress(String issuer) {
        try {
            URI address = URI.create(issuer);
            String host = address.getHost();
            return host != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
