package io.automedia.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/// Looks up a host when it is connected to, and gives out only addresses that may be connected to. There is no
/// second lookup between this check and the connection that could find another address.
final class Guard implements DnsResolver {
    /// Each address that does not answer costs a timeout.
    private static final int MOST_ADDRESSES = 4;

    private static final String LOCALHOST = "localhost";
    private static final Pattern FIGURES = Pattern.compile("[0-9.]+");

    private final Allowed allowed;
    private final NameLookup names;

    Guard(Allowed allowed, NameLookup names) {
        this.allowed = allowed;
        this.names = names;
    }

    /// The host has addresses, and none of them may be connected to.
    static final class Closed extends UnknownHostException {
        Closed(String message) {
            super(message);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] open = Arrays.stream(names.addresses(host))
                .filter(address -> isOpen(host, address))
                .limit(MOST_ADDRESSES)
                .toArray(InetAddress[]::new);
        if (open.length == 0) {
            throw closed(host);
        }
        return open;
    }

    /// Lets a host pass unless it is closed whatever a lookup says: one that is an address, or a name
    /// that always means this machine.
    ///
    /// @throws IllegalArgumentException when it looks like an address and is none
    void requireOpen(String host) throws Closed {
        InetAddress known = known(host);
        if (known != null && !isOpen(host, known)) {
            throw closed(host);
        }
    }

    private static @Nullable InetAddress known(String host) {
        if (host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST)) {
            return InetAddress.getLoopbackAddress();
        }
        if (host.indexOf(':') < 0 && !FIGURES.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("The address has no valid host.", none);
        }
    }

    private boolean isOpen(String host, InetAddress address) {
        return Networks.isPublic(address) || allowed.contains(host, address);
    }

    private static Closed closed(String host) {
        return new Closed("The host " + host + " is in a private network. The operator of this instance can permit"
                + " it with automedia.outgoing.allow.");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
