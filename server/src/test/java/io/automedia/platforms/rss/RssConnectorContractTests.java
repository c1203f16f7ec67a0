package io.automedia.platforms.rss;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.outgoing.Outgoing;
import io.automedia.platforms.PlatformConnector;
import io.automedia.platforms.PlatformConnectorContract;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.WantedSource;
import io.automedia.testing.TestOutgoing;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RssConnectorContractTests extends PlatformConnectorContract {
    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Outgoing outgoing = TestOutgoing.toLocalhost();
    private final RssConnector connector = new RssConnector(outgoing, Clock.fixed(TestFeeds.NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        outgoing.close();
    }

    @Override
    protected PlatformConnector connector() {
        return connector;
    }

    @Override
    protected WantedSource thereAre(int posts) {
        String items = IntStream.iterate(posts, number -> number > 0, number -> number - 1)
                .mapToObj(RssConnectorContractTests::item)
                .collect(Collectors.joining("\n"));
        answer(aResponse().withBody(TestFeeds.rss(items)).withHeader("ETag", "\"" + posts + "\""));
        return new WantedSource(SourceKind.FEED, SERVER.url("/feed"));
    }

    private static String item(int number) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                TestFeeds.NOW.minusSeconds(60L * (2_000 - number)).atOffset(ZoneOffset.UTC));
        return TestFeeds.item("id-" + number, "Number " + number, date);
    }

    @Override
    protected WantedSource thereIsNothing() {
        return new WantedSource(SourceKind.FEED, SERVER.url("/nothing"));
    }

    @Override
    protected void answers(Trouble trouble) {
        answer(
                switch (trouble) {
                    case LIMITED -> aResponse().withStatus(429).withHeader("Retry-After", "120");
                    case REFUSED -> aResponse().withStatus(401);
                    case GONE -> aResponse().withStatus(410);
                    case BROKEN -> aResponse().withStatus(500);
                    case GARBAGE -> aResponse().withBody("\u0001\u0002 garbage");
                });
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get("/feed").willReturn(answer));
    }
}
