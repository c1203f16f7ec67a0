package io.automedia.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// From where someone signs in.
///
/// @param address his network address
/// @param userAgent what his program calls itself, at most 500 characters
public record Client(String address, @Nullable String userAgent) {
    private static final int LONGEST = 500;
    private static final int NETWORK_BYTES = 8;
    private static final int MARK_LENGTH = 32;

    public Client {
        if (userAgent != null && userAgent.length() > LONGEST) {
            userAgent = userAgent.substring(0, LONGEST);
        }
    }

    /// What counts of his address: of an IPv6 address the network, since its owner can choose the rest
    /// at will.
    public String network() {
        return network(address);
    }

    /// Says whether two calls came from the same network and program, and no more than that.
    String mark() {
        return SecretToken.hash(network() + "\n" + userAgent).substring(0, MARK_LENGTH);
    }

    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }

    /// The client that sent a request.
    public static Client of(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), request.getHeader("User-Agent"));
    }
}
