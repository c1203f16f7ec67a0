package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automedia.limits.Limits;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class LoginLimiterTests {
    private static final String ADDRESS = "192.0.2.1";

    private final TestPeople people;
    private final LoginLimiter limiter;
    private final Limits limits;

    LoginLimiterTests(TestPeople people, LoginLimiter limiter, Limits limits) {
        this.people = people;
        this.limiter = limiter;
        this.limits = limits;
    }

    @Test
    void after_ten_attempts_the_right_password_does_not_help_either() {
        String email = people.someone().user().email();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(401);
        }

        Answer refused = login(email, TestPeople.PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("RATE001");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        Answer page = people.nobody()
                .with("X-Forwarded-For", "198.51.100.7")
                .post("/api/v1/auth/login", credentials(" " + email, TestPeople.PASSWORD));
        assertThat(page.status()).as("%s", page).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("120");
        assertThat(login(people.someone().user().email(), TestPeople.PASSWORD).status())
                .as("another account")
                .isEqualTo(200);
    }

    @Test
    void an_account_that_does_not_exist_is_limited_like_one_that_does() {
        String email = people.newEmail();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(401);
        }

        assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(429);
    }

    @Test
    void a_right_password_clears_the_count() {
        String email = people.someone().user().email();
        for (int attempt = 0; attempt < 25; attempt++) {
            String password = attempt % 9 == 8 ? TestPeople.PASSWORD : "wrong wrong wrong";
            assertThat(login(email, password).status()).isNotEqualTo(429);
        }
    }

    @Test
    void waits_grow_up_to_a_quarter_of_an_hour() {
        String account = people.newEmail();
        for (int attempt = 0; attempt < 10; attempt++) {
            limiter.attempt(ADDRESS, account);
        }

        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(2));
        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(4));
        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(8));
        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(15));
        assertThat(waitOf(account)).isEqualTo(Duration.ofMinutes(15));
        limiter.attempt("192.0.2.2", account);
        limiter.attempt(ADDRESS, people.newEmail());
    }

    @Test
    void without_redis_nobody_gets_to_try_a_password() {
        try (LostRedis lost = new LostRedis()) {
            LoginLimiter alone = new LoginLimiter(lost.template(), limits);

            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> alone.attempt(ADDRESS, "ada@example.org"));

            assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class);
        }
    }

    @Test
    void another_spelling_of_an_account_is_no_way_around() {
        String email = people.someone().user().email();
        List<String> spellings = List.of(
                email,
                email.toUpperCase(Locale.ROOT),
                " " + email,
                email.replace("@e", "@\uff45"),
                email.replace("@ex", "@e\uff58"));
        for (int attempt = 0; attempt < 10; attempt++) {
            String spelling = spellings.get(attempt % spellings.size());
            assertThat(login(spelling, "wrong wrong wrong").status()).isEqualTo(401);
        }

        assertThat(spellings)
                .allSatisfy(spelling -> assertThat(
                                login(spelling, TestPeople.PASSWORD).status())
                        .isEqualTo(429));
    }

    @Test
    void of_an_address_of_version_6_the_network_counts() {
        String account = people.newEmail();
        for (int attempt = 0; attempt < 10; attempt++) {
            limiter.attempt("2001:db8:0:1:0:0:0:" + attempt, account);
        }

        assertThat(catchThrowableOfType(
                        ProblemException.class, () -> limiter.attempt("2001:db8:0:1:ffff:0:0:1", account)))
                .isNotNull();
        limiter.attempt("2001:db8:0:2:0:0:0:1", account);
    }

    private Duration waitOf(String account) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> limiter.attempt(ADDRESS, account));
        return ((Problem.TooMany) refused.problem()).retryAfter();
    }

    private Answer login(String email, String password) {
        return people.nobody().post("/api/v1/auth/login", credentials(email, password));
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }
}
