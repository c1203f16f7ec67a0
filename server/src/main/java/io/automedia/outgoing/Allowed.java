package io.automedia.outgoing;

import io.automedia.outgoing.Networks.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the operator of this instance lets people fetch although it is private.
record Allowed(Set<String> hosts, List<Network> networks) {
    static Allowed of(List<String> entries) {
        Set<String> hosts = new HashSet<>();
        List<Network> networks = new ArrayList<>();
        for (String entry : entries) {
            String one = entry.strip().toLowerCase(Locale.ROOT);
            boolean isNumeric = one.indexOf(':') >= 0 || one.indexOf('/') >= 0 || one.matches("[0-9.]+");
            if (isNumeric) {
                networks.add(network(one));
            } else if (one.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*")) {
                hosts.add(one);
            } else {
                throw wrong(entry);
            }
        }
        return new Allowed(Set.copyOf(hosts), List.copyOf(networks));
    }

    boolean contains(String host, InetAddress address) {
        return hosts.contains(host.toLowerCase(Locale.ROOT))
                || networks.stream().anyMatch(network -> network.contains(address));
    }

    private static Network network(String written) {
        try {
            return Network.of(written);
        } catch (IllegalArgumentException cause) {
            throw wrong(written);
        }
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException("automedia.outgoing.allow: '" + entry
                + "' is neither a host nor an address nor a network such as 10.0.0.0/8");
    }
}
