package io.automedia.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.access.Authenticator;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// The WebSocket of a page that does not say in time what it saw last.
@AutoMediaTest
@TestPropertySource(properties = "automedia.updates.authenticate-within=1s")
class SilentPageSocketTests {
    private final TestPeople people;
    private final Sessions sessions;

    SilentPageSocketTests(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    @Test
    void itGetsWhatComesFromThenOn() throws InterruptedException {
        TestPerson ada = people.someone();
        String cookie = people.nobody()
                .get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()))
                .cookie(Authenticator.COOKIE);
        String port = Integer.toString(URI.create(people.url()).getPort());
        try (SocketClient page = SocketClient.connectAs(port, Authenticator.COOKIE + "=" + cookie)) {
            assertThat(page.next().path("type").asString()).isEqualTo("ready");
        }
    }
}
