package io.automedia.kms;

import java.net.URI;
import java.util.Set;

/// Where services are: over TLS only, but on this machine, and where providers serve credentials inside
/// their own networks.
final class ServiceAddress {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    /// Of AWS and of Google, for whom runs on their machines and in their containers: no packet of it
    /// leaves those.
    private static final Set<String> METADATA = Set.of(
            "169.254.169.254",
            "[fd00:ec2::254]",
            "169.254.170.2",
            "169.254.170.23",
            "[fd00:ec2::23]",
            "metadata.google.internal");

    private ServiceAddress() {}

    /// An address that secrets may be sent to.
    ///
    /// @param from where it is written, for the message
    /// @throws IllegalArgumentException with a sentence
    static URI of(String written, String from) {
        URI address = address(written, from);
        if (!isSafe(address, THIS_MACHINE) || address.getRawQuery() != null) {
            throw new IllegalArgumentException(from + " must be an address that begins with https:// (http:// for"
                    + " localhost alone), without a user or a query");
        }
        return address;
    }

    /// The same, or one at which a provider serves credentials.
    static URI ofMetadata(String written, String from) {
        URI address = address(written, from);
        if (!isSafe(address, THIS_MACHINE) && !isSafe(address, METADATA)) {
            throw new IllegalArgumentException(
                    from + " must be the provider's address for that, localhost or https://");
        }
        return address;
    }

    private static boolean isSafe(URI address, Set<String> withoutTls) {
        return address.getHost() != null
                && address.getScheme() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && (address.getScheme().equals("https") || isPlain(address, withoutTls));
    }

    private static boolean isPlain(URI address, Set<String> withoutTls) {
        return address.getScheme().equals("http") && withoutTls.contains(address.getHost());
    }

    private static URI address(String written, String from) {
        try {
            return URI.create(written);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(from + " is not an address", none);
        }
    }
}
