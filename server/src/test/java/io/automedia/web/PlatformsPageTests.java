package io.automedia.web;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the page of platforms says, without a browser.
@AutoMediaTest
class PlatformsPageTests {
    private static final String FEED = """
            <?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title></channel></rss>""";

    @RegisterExtension
    final WireMockExtension site =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final TestPeople people;

    PlatformsPageTests(TestPeople people) {
        this.people = people;
    }

    @Test
    void theAddressOfAGuessedFeedIsTold() {
        site.stubFor(get("/").willReturn(ok("<html><p>No word of a feed</p></html>")
                .withHeader("Content-Type", "text/html")));
        site.stubFor(get("/feed.xml").willReturn(okXml(FEED)));
        Http person = people.someone().http();

        assertThat(notice(person, site.url("/")))
                .contains("The feed of “Harbour news” is read from " + site.url("/feed.xml") + ".");
    }

    @Test
    void anAddressThatIsTheFeedIsNotRepeated() {
        site.stubFor(get("/feed.xml").willReturn(okXml(FEED)));
        Http person = people.someone().http();

        assertThat(notice(person, "localhost:" + site.getPort() + "/feed.xml"))
                .contains("Followed.")
                .doesNotContain("is read from");
    }

    private String notice(Http person, String address) {
        Answer followed =
                person.postForm("/platforms/feeds", "addresses=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        assertThat(followed.status()).as("%s", followed).isEqualTo(302);
        return person.with("Accept", "text/html")
                .get(followed.header("Location").replace(people.url(), ""))
                .text();
    }
}
