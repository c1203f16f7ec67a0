package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.Users;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class SessionListTests {
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String PHONE =
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";

    private final TestPeople people;
    private final Sessions sessions;
    private final Users users;

    SessionListTests(TestPeople people, Sessions sessions, Users users) {
        this.users = users;
        this.people = people;
        this.sessions = sessions;
    }

    @Test
    void a_person_sees_his_own_sessions_and_which_is_this_one() {
        TestPerson person = people.someone();
        people.someone();
        Http phone = alsoOnThePhone(person);

        Answer list = phone.get(SESSIONS);

        assertThat(list.at("/page/total")).isEqualTo("2");
        assertThat(list.json().at("/items").findValuesAsString("current")).containsExactlyInAnyOrder("true", "false");
        Answer newest = phone.get(SESSIONS + "?limit=1");
        assertThat(newest.json().at("/page/hasMore").asBoolean()).isTrue();
        assertThat(newest.at("/items/0/current")).isEqualTo("true");
        assertThat(newest.at("/items/0/deviceInfo/type")).isEqualTo("mobile");
        assertThat(newest.at("/items/0/deviceInfo/os")).isEqualTo("Android");
        assertThat(newest.at("/items/0/deviceInfo/browser")).isEqualTo("Chrome");
        assertThat(newest.at("/items/0/ipAddress")).isEqualTo("192.0.2.1");
        assertThat(newest.json().at("/items/0").propertyNames())
                .doesNotContain("token", "refreshToken", "formerRefreshTokens", "exchange");
    }

    @Test
    void a_closed_session_opens_nothing_and_leaves_the_list() {
        TestPerson person = people.someone();
        Http phone = alsoOnThePhone(person);
        String onPhone = phone.get(SESSIONS + "?limit=1").at("/items/0/id");

        String path = SESSIONS + "/" + onPhone;
        assertThat(person.http().get(path).at("/isActive")).isEqualTo("true");
        assertThat(person.http().delete(path).status()).isEqualTo(204);

        assertThat(person.http().get(path).at("/isActive")).isEqualTo("false");
        assertThat(people.someone().http().get(path).status()).isEqualTo(404);
        assertThat(phone.get(SESSIONS).status()).isEqualTo(401);
        assertThat(person.http().get(SESSIONS).at("/page/total")).isEqualTo("1");
    }

    @Test
    void all_others_can_be_closed_at_once() {
        TestPerson person = people.someone();
        TestPerson stranger = people.someone();
        Http phone = alsoOnThePhone(person);
        Http tablet = alsoOnThePhone(person);

        assertThat(person.http().delete(SESSIONS).status()).isEqualTo(204);

        assertThat(phone.get(SESSIONS).status()).isEqualTo(401);
        assertThat(tablet.get(SESSIONS).status()).isEqualTo(401);
        assertThat(person.http().get(SESSIONS).at("/page/total")).isEqualTo("1");
        assertThat(stranger.http().get(SESSIONS).at("/page/total")).isEqualTo("1");
    }

    @Test
    void who_signs_in_with_a_password_that_is_replaced_meanwhile_gets_no_session() {
        TestPerson person = people.someone();
        users.changePassword(
                person.user().userId(),
                users.newPassword(
                        person.user().userId(),
                        "another long phrase " + person.user().id()));

        assertThatThrownBy(() -> alsoOnThePhone(person)).isInstanceOf(ProblemException.class);
        assertThat(sessionsOf(person)).isOne();
    }

    private long sessionsOf(TestPerson person) {
        return Long.parseLong(person.http().get(SESSIONS).at("/page/total"));
    }

    private Http alsoOnThePhone(TestPerson person) {
        Tokens tokens = sessions.open(person.user(), new Client("192.0.2.1", PHONE));
        return people.nobody().withToken(tokens.accessToken());
    }
}
