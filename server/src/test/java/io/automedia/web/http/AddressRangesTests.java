package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTests {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,       10.0.0.1,           true",
        "10.0.0.1,       10.0.0.2,           false",
        "10.0.0.0/8,     10.255.255.255,     true",
        "10.1.2.3/8,     10.0.0.0,           true",
        "10.0.0.0/8,     11.0.0.0,           false",
        "172.16.0.0/12,  172.31.255.255,     true",
        "172.16.0.0/12,  172.32.0.0,         false",
        "192.168.4.0/23, 192.168.5.255,      true",
        "192.168.4.0/23, 192.168.6.0,        false",
        "10.0.0.1,       ::ffff:10.0.0.1,    true",
        "10.0.0.1/32,    10.0.0.0,           false",
        "::1,            0:0:0:0:0:0:0:1,    true",
        "::1,            127.0.0.1,          false",
        "2001:db8::/33,  2001:db8:7fff::1,   true",
        "2001:db8::/33,  2001:db8:8000::1,   false",
        "2001:DB8:0::A,  2001:db8::a,        true",
        "fe80::/10,      febf::1,            true",
        "fe80::/10,      fec0::1,            false",
        "::/0,           10.0.0.1,           false",
        "0.0.0.0/0,      2001:db8::1,        false"
    })
    void a_range_has_all_addresses_that_begin_alike(String range, String address, boolean isIn) {
        assertThat(AddressRanges.of(List.of(range)).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isIn);
    }

    @Test
    void one_of_several_ranges_is_enough() {
        AddressRanges ranges = AddressRanges.of(List.of("10.0.0.0/8", "2001:db8::1"));

        assertThat(ranges.contains(InetAddress.ofLiteral("10.9.9.9"))).isTrue();
        assertThat(ranges.contains(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(ranges.contains(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        assertThat(AddressRanges.of(List.of()).contains(InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost/8", "10.1", "10", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129"})
    void what_is_no_range_is_named_at_the_start(String wrong) {
        assertThatThrownBy(() -> Bound.to(ProxyProperties.class, "automedia.trusted-proxies=10.0.0.1," + wrong))
                .hasStackTraceContaining("automedia.trusted-proxies: '" + wrong
                        + "' is neither an address nor a range of addresses such as 10.0.0.0/8");
    }

    @Test
    void nobody_is_trusted_unless_told() {
        assertThat(Bound.to(ProxyProperties.class)).isEqualTo(new ProxyProperties(List.of()));
        assertThat(Bound.to(ProxyProperties.class, "automedia.trusted-proxies="))
                .isEqualTo(new ProxyProperties(List.of()));
        assertThat(Bound.to(ProxyProperties.class, "automedia.trusted-proxies=10.0.0.0/8, ::1"))
                .isEqualTo(new ProxyProperties(List.of("10.0.0.0/8", "::1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "10.1", "1", "256.0.0.1", "192.0.2.1:80", "_hidden", "example.org", "[::1"})
    void what_is_no_address_is_looked_up_nowhere(String written) {
        assertThat(AddressRanges.address(written)).isEmpty();
    }
}
