package io.automedia.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.access.Authenticator;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URI;
import java.time.Duration;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The WebSocket of a page, which proves by its cookie whose it is.
@AutoMediaTest
class PageSocketTests {
    private static final Duration TWO_LOOKS = Duration.ofSeconds(2);

    private final TestPerson ada;
    private final Updates updates;
    private final String port;
    private final String cookie;

    PageSocketTests(TestPeople people, Sessions sessions, Updates updates) {
        this.ada = people.someone();
        this.updates = updates;
        this.port = Integer.toString(URI.create(people.url()).getPort());
        this.cookie = Authenticator.COOKIE
                + "="
                + people.nobody()
                        .get("/login/once?token="
                                + sessions.oneTimeLogin(ada.user().userId()))
                        .cookie(Authenticator.COOKIE);
    }

    @BeforeEach
    void somethingHappens() {
        ada.http()
                .post(
                        "/api/v1/content",
                        "{\"platform\":\"twitter\",\"platformId\":\"" + new ObjectId()
                                + "\",\"content\":{\"text\":\"It rains\"}}");
        await().until(() -> updates.latestSeq(ada.user().userId()) > 0);
    }

    @Test
    void aPageThatTakesItsTimeToSayWhatItSawLastMissesNothing() throws InterruptedException {
        try (SocketClient page = SocketClient.connectAs(port, cookie)) {
            await().during(TWO_LOOKS).until(page::isSilent);
            page.say("{\"type\":\"authenticate\",\"after\":0}");
            assertThat(page.next().path("type").asString()).isEqualTo("ready");
            assertThat(page.next().path("seq").asLong()).isEqualTo(1);
        }
    }
}
