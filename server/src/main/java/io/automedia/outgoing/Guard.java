package io.automedia.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Looks up a host when it is connected to, and gives out only addresses that may be connected to. There is no
/// second lookup between this check and the connection that could find another address.
final class Guard implements DnsResolver {
    /// Each address that does not answer costs a timeout.
    private static final int MOST_ADDRESSES = 4;

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
                .filter(address -> Networks.isPublic(address) || allowed.contains(host, address))
                .limit(MOST_ADDRESSES)
                .toArray(InetAddress[]::new);
        if (open.length == 0) {
            throw new Closed("The host " + host + " is in a private network. The operator of this instance can permit"
                    + " it with automedia.outgoing.allow.");
        }
        return open;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
