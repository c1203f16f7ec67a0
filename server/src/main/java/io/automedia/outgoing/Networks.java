package io.automedia.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Networks that are nobody's business to fetch from: everything that is not globally reachable according to the
/// IANA registries of special-purpose addresses, what a cloud tells only its own machines, and IPv6 addresses that
/// lead to such an IPv4 address.
final class Networks {
    private static final List<Network> CLOSED = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT; metadata of one cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's host, as its machines see it
            "169.254.0.0/16", // link-local; metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments; metadata of one cloud
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // measurements
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "2001::/23", // protocol assignments; Teredo leads anywhere
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation
    /// All that is given out in IPv6; the rest is local, multicast, mapped or reserved.
    private static final Network GIVEN_OUT = Network.of("2000::/3");

    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private Networks() {}

    /// Whether the whole world can mean the same by this address.
    static boolean isPublic(InetAddress address) {
        if (CLOSED.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        if (address instanceof Inet4Address) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(embedded(bytes, 2));
        }
        if (NAT64.contains(address)) {
            return isPublic(embedded(bytes, 12));
        }
        return GIVEN_OUT.contains(address) && !(isIsatap(bytes) && !isPublic(embedded(bytes, 12)));
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    }

    private static InetAddress embedded(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException cause) {
            throw new IllegalStateException("four bytes are an address", cause);
        }
    }

    private static List<Network> networks(String... written) {
        return Stream.of(written).map(Network::of).toList();
    }

    /// All addresses that begin with the same bits.
    static final class Network {
        private final byte[] start;
        private final int bits;

        private Network(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        /// An address, or a network such as `10.0.0.0/8`.
        static Network of(String written) {
            int slash = written.indexOf('/');
            byte[] start =
                    literal(slash < 0 ? written : written.substring(0, slash)).getAddress();
            int bits = slash < 0 ? start.length * 8 : Integer.parseInt(written.substring(slash + 1));
            if (bits < 0 || bits > start.length * 8) {
                throw new IllegalArgumentException(written + " is no network");
            }
            return new Network(start, bits);
        }

        private static InetAddress literal(String written) {
            try {
                if (written.indexOf(':') < 0 && written.split("\\.", -1).length != 4) {
                    throw new IllegalArgumentException("four numbers are an address");
                }
                return InetAddress.ofLiteral(written.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException cause) {
                throw new IllegalArgumentException(written + " is no address", cause);
            }
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((bytes[bit / 8] ^ start[bit / 8]) & (0x80 >> bit % 8)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
