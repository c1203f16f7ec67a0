package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class SignInTests {
    private final TestPeople people;

    SignInTests(TestPeople people) {
        this.people = people;
    }

    @Test
    void who_registers_gets_an_account_and_is_signed_in() {
        String email = people.newEmail();

        Answer registered = people.nobody().post("/api/v1/auth/register", credentials(email));

        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        assertThat(registered.at("/user/email")).isEqualTo(email);
        assertThat(registered.at("/user/role")).isEqualTo("user");
        assertThat(registered.at("/tokens/tokenType")).isEqualTo("Bearer");
        assertThat(registered.json().at("/tokens/expiresIn").asInt()).isEqualTo(3600);
        assertThat(registered.text()).doesNotContain("password");
        Answer me =
                people.nobody().withToken(registered.at("/tokens/accessToken")).get("/api/v1/users/me");
        assertThat(me.status()).as("%s", me).isEqualTo(200);
        assertThat(me.at("/id")).isEqualTo(registered.at("/user/id"));
        assertThat(me.header("ETag")).isEqualTo("\"0\"");
    }

    static String credentials(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}";
    }
}
