package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class RegistrationTests {
    private final TestPeople people;
    private final Users users;

    RegistrationTests(TestPeople people, Users users) {
        this.people = people;
        this.users = users;
    }

    @Test
    void a_weak_password_is_refused_with_the_reason_and_leaves_no_account() {
        String email = people.newEmail();

        assertRefused(register(email, "short"), "password", "at least 10 characters");
        assertRefused(register(email, "qwertyuiop"), "password", "most common");
        assertRefused(register(email, email), "password", "must not be your e-mail address");
        assertThat(users.byEmail(email)).isEmpty();
    }

    @Test
    void what_is_missing_or_wrong_is_named() {
        assertRefused(register("nobody", TestPeople.PASSWORD), "email", "must be an e-mail address");
        assertRefused(post("{\"password\":\"" + TestPeople.PASSWORD + "\"}"), "email", "must be an e-mail address");
        assertRefused(post("{\"email\":\"" + people.newEmail() + "\"}"), "password", "is required");
        assertRefused(post("{\"email\":5,\"password\":\"" + TestPeople.PASSWORD + "\"}"), "email", "must be text");
        assertRefused(
                registerWith(people.newEmail(), "\"profile\":{\"timezone\":\"Moon/Sea\"}"),
                "profile.timezone",
                "time zone");
    }

    @Test
    void nobody_makes_himself_an_administrator() {
        String email = people.newEmail();

        assertRefused(registerWith(email, "\"role\":\"admin\""), "role", "not known here");
        assertThat(users.byEmail(email)).isEmpty();
    }

    @Test
    void an_address_has_one_account_however_it_is_written() {
        String email = people.newEmail();
        Answer first = register(email, TestPeople.PASSWORD);
        assertThat(first.status()).isEqualTo(201);

        Answer second = register(" " + email.toUpperCase(Locale.ROOT), "another long secret");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("/code")).isEqualTo("DATA003");
        assertThat(second.text()).doesNotContain(first.at("/user/id"));
        assertThat(users.authenticate(email, TestPeople.PASSWORD)).isPresent();
        assertThat(users.authenticate(email, "another long secret")).isEmpty();
    }

    @Test
    void of_many_who_want_an_address_at_once_one_gets_it() throws Exception {
        String email = people.newEmail();

        List<Integer> answers =
                Together.call(6, () -> register(email, TestPeople.PASSWORD).status());

        assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void a_password_of_more_than_72_bytes_counts_as_a_whole() {
        String email = people.newEmail();
        String password = "一二三四五六七八九十".repeat(3) + " and some more";
        assertThat(register(email, password).status()).isEqualTo(201);

        assertThat(login(email, password).status()).isEqualTo(200);
        assertThat(login(email, password.substring(0, 30)).status()).isEqualTo(401);
        assertThat(login(email, password + "!").status()).isEqualTo(401);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        Answer answer = post("{\"email\":\"nobody\",\"password\":\"short\","
                + "\"profile\":{\"timezone\":\"Nowhere\",\"website\":\"nothing\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .containsExactly("email", "password", "profile.website", "profile.timezone");
        assertThat(answer.at("/detail")).contains("email must be an e-mail address; password must have at least 10");
    }

    @Test
    void a_profile_may_come_along() {
        Answer registered =
                registerWith(people.newEmail(), "\"profile\":{\"firstName\":\"Ada\",\"timezone\":\"Asia/Shanghai\"}");

        assertThat(registered.at("/user/profile/firstName")).isEqualTo("Ada");
        assertThat(registered.at("/user/profile/timezone")).isEqualTo("Asia/Shanghai");
    }

    private Answer register(String email, String password) {
        return post("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private Answer registerWith(String email, String more) {
        return post("{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"," + more + "}");
    }

    private Answer login(String email, String password) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private Answer post(String json) {
        return people.nobody().post("/api/v1/auth/register", json);
    }

    private static void assertRefused(Answer answer, String field, String why) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        assertThat(answer.at("/errors/0/message")).contains(why);
    }
}
