package io.automedia.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com                   | https://example.com/
            HTTPS://Example.COM:443/A?b=C#d       | https://example.com/A?b=C
            http://example.com:80/                | http://example.com/
            http://example.com:8080/x             | http://example.com:8080/x
            http://example.com:/x                 | http://example.com/x
            http://example.com./x                 | http://example.com/x
            http://example.com?q=1                | http://example.com/?q=1
            https://bücher.example/ä ö            | https://xn--bcher-kva.example/%C3%A4%20%C3%B6
            https://例え.テスト/                   | https://xn--r8jz45g.xn--zckzah/
            https://example.com/100%/%41          | https://example.com/100%25/%41
            https://example.com/a[1]?x={y}"z      | https://example.com/a%5B1%5D?x=%7By%7D%22z
            http://[2001:DB8::1]:8080/            | http://[2001:db8::1]:8080/
            http://my_host.example/               | http://my_host.example/
            http://1.2.3.4/                       | http://1.2.3.4/
            """)
    void anAddressHasOneForm(String written, String form) {
        URI address = WebAddress.of(written);

        assertThat(address).hasToString(form);
        assertThat(WebAddress.of(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379/_FLUSHALL",
                "jar:http://example.com!/",
                "http:example.com",
                "http:///path",
                "http://user:secret@example.com/",
                "http://example.com@127.0.0.1/",
                "http://example.com\\@127.0.0.1/",
                "http://exa mple.com/",
                "http://%31%32%37.0.0.1/",
                "http://a..b/",
                "http://[::1/",
                "http://[fe80::1%25eth0]/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:80a/",
                "http://[::1]x/"
            })
    void whatIsNoAddressOfTheWebIsRefusedWithASentence(String written) {
        assertThatThrownBy(() -> WebAddress.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The ")
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.01/",
                "http://127.0.0.1.2/",
                "http://foo.0x1/",
                "http://１２７．１/",
                "http://017700000001/"
            })
    void numbersForAHostAreReadInOneNotationOnly(String written) {
        assertThatThrownBy(() -> WebAddress.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unusual");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://other.example/x  | https://other.example/x
            //other.example/x        | https://other.example/x
            /x                       | https://example.com/x
            x                        | https://example.com/a/x
            ../x                     | https://example.com/x
            ./x y                    | https://example.com/a/x%20y
            ?q=2                     | https://example.com/a/b?q=2
            #top                     | https://example.com/a/b?q=1
            """)
    void aLinkIsReadWhereItStands(String link, String meant) {
        assertThat(WebAddress.resolve(URI.create("https://example.com/a/b?q=1"), link))
                .hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@example.com", "javascript:alert(1)", "data:text/html,x", "file:///x"})
    void aLinkThatLeadsElsewhereIsNone(String link) {
        assertThatThrownBy(() -> WebAddress.resolve(URI.create("https://example.com/"), link))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
