package io.automedia.web.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.util.NetMaskSet;
import org.jspecify.annotations.Nullable;

/// Network addresses and ranges of them. Names are none, and nobody is asked for what they mean.
final class AddressRanges {
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final NetMaskSet ranges = new NetMaskSet();

    private AddressRanges() {}

    /// @param written addresses, and ranges such as `10.0.0.0/8` or `2001:db8::/32`
    /// @throws IllegalArgumentException naming the one that is neither
    static AddressRanges of(List<String> written) {
        AddressRanges read = new AddressRanges();
        for (String one : written) {
            int slash = one.indexOf('/');
            if (address(slash < 0 ? one : one.substring(0, slash)).isEmpty()) {
                throw wrong(one, null);
            }
            try {
                read.ranges.add(new NetMask(one));
            } catch (IllegalArgumentException cause) {
                throw wrong(one, cause);
            }
        }
        return read;
    }

    private static IllegalArgumentException wrong(String written, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "automedia.trusted-proxies: '" + written
                        + "' is neither an address nor a range of addresses such as 10.0.0.0/8",
                cause);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean contains(InetAddress address) {
        return ranges.contains(address);
    }

    /// The address that is written so, in brackets or not; empty when none is. An IPv4 address has its
    /// four numbers.
    static Optional<InetAddress> address(String written) {
        try {
            InetAddress address = InetAddress.ofLiteral(written);
            boolean isShort = address instanceof Inet4Address
                    && written.indexOf(':') < 0
                    && !FOUR_NUMBERS.matcher(written).matches();
            return isShort ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
