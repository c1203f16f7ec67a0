package io.automedia.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTests {
    private static final Allowed NOTHING = Allowed.of(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::",
                "2a00:1450::5efe:127.0.0.1",
                "2a00:1450::200:5efe:10.0.0.1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsNotConnectedTo(String address) {
        Guard guard = new Guard(NOTHING, host -> new InetAddress[] {InetAddress.ofLiteral(address)});

        assertThatThrownBy(() -> guard.resolve("example.com"))
                .isInstanceOf(Guard.Closed.class)
                .hasMessageContaining("automedia.outgoing.allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "2002:101:101::",
                "64:ff9b::101:101",
                "2001:4860:4860::8888"
            })
    void whatIsPublicIs(String address) throws UnknownHostException {
        InetAddress literal = InetAddress.ofLiteral(address);

        assertThat(new Guard(NOTHING, host -> new InetAddress[] {literal}).resolve("example.com"))
                .containsExactly(literal);
    }

    @Test
    void ofSeveralAddressesOnlyTheOpenOnesAreTried() throws UnknownHostException {
        InetAddress open = InetAddress.ofLiteral("1.1.1.1");
        Guard guard = new Guard(NOTHING, host -> new InetAddress[] {InetAddress.getLoopbackAddress(), open});

        assertThat(guard.resolve("example.com")).containsExactly(open);
    }

    @Test
    void aNameThatMeansSomethingElseTheNextTimeIsCheckedAgain() throws UnknownHostException {
        Deque<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        Guard guard = new Guard(NOTHING, host -> new InetAddress[] {InetAddress.ofLiteral(answers.removeFirst())});

        assertThat(guard.resolve("rebinding.test")).hasSize(1);
        assertThat(answers)
                .as("one lookup, whose result is what is connected to")
                .hasSize(1);
        assertThatThrownBy(() -> guard.resolve("rebinding.test")).isInstanceOf(Guard.Closed.class);
    }

    @Test
    void theOperatorAllowsHostsAddressesAndNetworks() throws UnknownHostException {
        Allowed allowed = Allowed.of(List.of("NAS.home", "192.168.1.7", "10.1.0.0/16", "fd00::/8"));
        NameLookup literal =
                host -> new InetAddress[] {InetAddress.ofLiteral(host.equals("nas.home") ? "192.168.1.99" : host)};
        Guard guard = new Guard(allowed, literal);

        for (String open : List.of("nas.home", "192.168.1.7", "10.1.255.1", "fd12::1")) {
            assertThat(guard.resolve(open)).hasSize(1);
        }
        for (String closed : List.of("192.168.1.8", "10.2.0.1", "fc00::1", "127.0.0.1", "192.168.1.99")) {
            assertThatThrownBy(() -> guard.resolve(closed)).isInstanceOf(Guard.Closed.class);
        }
    }

    @Test
    void whatIsClosedWithoutALookupIsRefusedBeforeItIsConnectedTo() throws UnknownHostException {
        NameLookup none = host -> {
            throw new UnknownHostException("no lookup is made");
        };
        Guard guard = new Guard(Allowed.of(List.of("nas.localhost", "10.1.0.0/16")), none);

        for (String open : List.of("example.com", "inside.example", "1.1.1.1", "2a00:1450:4001::1", "10.1.2.3")) {
            guard.requireOpen(open);
        }
        guard.requireOpen("nas.localhost");
        for (String closed : List.of("127.0.0.1", "10.2.0.1", "::1", "::ffff:10.2.0.1", "localhost", "a.localhost")) {
            assertThatThrownBy(() -> guard.requireOpen(closed)).isInstanceOf(Guard.Closed.class);
        }
        assertThatThrownBy(() -> guard.requireOpen("999.1.1.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0/8", "a b", "1.2.3.4.5", "http://localhost", "::1/129", "300.1.1.1"})
    void anEntryThatMeansNothingIsAnErrorThatNamesIt(String entry) {
        assertThatThrownBy(() -> Allowed.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("automedia.outgoing.allow")
                .hasMessageContaining("'" + entry + "'");
    }
}
