package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.geoip.PlacesFile;
import io.automedia.sessions.Sessions;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where people sign in, by a file that comes while the application runs.
@BehindAProxy
class PlacesOfSignInsTests {
    private static final Path FILE = Path.of(BehindAProxy.PLACES);

    private final TestPeople people;
    private final Sessions sessions;

    PlacesOfSignInsTests(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    @BeforeEach
    void bring() {
        new PlacesFile()
                .withCity("198.51.100.0/24", "Berlin", "Germany", 52.52, 13.405)
                .withCountry("2001:db8:7::/48", "Norway")
                .replace(FILE);
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(FILE);
    }

    @Test
    void a_session_has_the_place_that_its_person_signed_in_from() {
        TestPerson ada = people.someone();

        Answer berlin = newest(signIn(ada, "198.51.100.7", TestPeople.PASSWORD));
        Answer norway = newest(signIn(ada, "2001:db8:7::9", TestPeople.PASSWORD));
        Answer nowhere = newest(signIn(ada, "203.0.113.7", TestPeople.PASSWORD));

        assertThat(berlin.at("/items/0/location/city")).isEqualTo("Berlin");
        assertThat(berlin.at("/items/0/location/country")).isEqualTo("Germany");
        assertThat(berlin.at("/items/0/location/coordinates/lat")).isEqualTo("52.52");
        assertThat(berlin.at("/items/0/location/coordinates/lng")).isEqualTo("13.405");
        assertThat(norway.at("/items/0/location/country")).isEqualTo("Norway");
        assertThat(norway.json().at("/items/0/location/city").isString()).isFalse();
        assertThat(nowhere.at("/items/0/ipAddress")).isEqualTo("203.0.113.7");
        assertThat(nowhere.json().at("/items/0/location").isObject()).isFalse();
    }

    @Test
    void the_pages_of_sign_ins_and_of_the_security_log_tell_it() {
        TestPerson ada = people.someone();
        signIn(ada, "198.51.100.7", TestPeople.PASSWORD);
        assertThat(signIn(ada, "2001:db8:7::9", "wrong wrong wrong").status()).isEqualTo(401);
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()));

        assertThat(browser.get("/settings/access").text()).contains("198.51.100.7", "Berlin, Germany");
        assertThat(browser.get("/settings/activity").text())
                .contains("Berlin, Germany", "Norway")
                .doesNotContain("location:");
        Answer log = ada.http().get("/api/v1/audit?action=auth.login_failed");
        assertThat(log.at("/items/0/details/location")).isEqualTo("Norway");
    }

    @Test
    void another_file_in_its_place_is_read_at_the_next_sign_in() {
        TestPerson ada = people.someone();
        assertThat(newest(signIn(ada, "198.51.100.7", TestPeople.PASSWORD)).at("/items/0/location/city"))
                .isEqualTo("Berlin");

        new PlacesFile()
                .withCity("198.51.100.0/24", "Reykjavik", "Iceland", 64.1, -21.9)
                .replace(FILE);

        assertThat(newest(signIn(ada, "198.51.100.7", TestPeople.PASSWORD)).at("/items/0/location/city"))
                .isEqualTo("Reykjavik");
    }

    private Answer newest(Answer signedIn) {
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        return people.nobody().withToken(signedIn.at("/tokens/accessToken")).get("/api/v1/sessions?limit=1");
    }

    private Answer signIn(TestPerson person, String from, String password) {
        Http proxy = people.nobody().with("X-Forwarded-For", from);
        return proxy.post(
                "/api/v1/auth/login",
                "{\"email\":\"" + person.user().email() + "\",\"password\":\"" + password + "\"}");
    }
}
