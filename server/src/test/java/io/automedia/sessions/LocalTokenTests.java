package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.access.Caller;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.users.User;
import io.automedia.users.Users;
import org.junit.jupiter.api.Test;

/// The accounts that other tests made are here too: several people, and at least one administrator.
@AutoMediaTest
class LocalTokenTests {
    private final TestPeople people;
    private final Users users;
    private final LocalToken token;

    LocalTokenTests(TestPeople people, Users users, LocalToken token) {
        this.people = people;
        this.users = users;
        this.token = token;
    }

    @Test
    void it_acts_for_the_person_it_names_as_an_administrator() {
        User person = people.someone().user();
        Http cli = people.nobody().withToken(token.text());

        Answer me = cli.with("X-Automedia-User", person.email().toUpperCase(java.util.Locale.ROOT))
                .get("/api/v1/users/me");

        assertThat(me.at("/id")).as("%s", me).isEqualTo(person.id().toHexString());
        assertThat(cli.get("/actuator/prometheus").status()).isEqualTo(200);
    }

    @Test
    void an_address_without_an_account_is_told() {
        Answer refused = people.nobody()
                .withToken(token.text())
                .with("X-Automedia-User", "nobody@example.org")
                .get("/api/v1/users/me");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/code")).isEqualTo("DATA002");
        assertThat(refused.at("/errors/0/field")).isEqualTo("user");
        assertThatThrownBy(() -> token.caller("nobody@example.org")).isInstanceOf(ProblemException.class);
    }

    @Test
    void among_several_people_it_acts_for_the_first_administrator() {
        people.someone();
        people.admin();

        User first = users.firstAdmin().orElseThrow();

        assertThat(token.caller(null))
                .isInstanceOfSatisfying(
                        Caller.Person.class, it -> assertThat(it.userId()).isEqualTo(first.userId()));
    }

    @Test
    void a_token_that_differs_is_nobodys() {
        String wrong = token.text().substring(0, token.text().length() - 1) + "!";

        assertThat(people.nobody().withToken(wrong).get("/api/v1/users/me").at("/code"))
                .isEqualTo("AUTH003");
    }
}
