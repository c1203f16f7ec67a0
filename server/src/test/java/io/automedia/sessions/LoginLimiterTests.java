package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automedia.limits.Limits;
import io.automedia.limits.Rate;
import io.automedia.oidc.IdentityProofs;
import io.automedia.oidc.Provider;
import io.automedia.oidc.ProviderIdentity;
import io.automedia.passkeys.TestPasskey;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class LoginLimiterTests {
    private static final String ADDRESS = "192.0.2.1";
    private static final int WAIT_OF_THE_PAIR = 2;
    private static final int NETWORK_OF_A_MINUTE = 3;
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final TestPeople people;
    private final LoginLimiter limiter;
    private final SignIns signIns;
    private final Confirmations confirmations;
    private final IdentityProofs identities;
    private final Limits limits;
    private final Users users;
    private final StringRedisTemplate redis;
    private final ApplicationEventPublisher events;

    LoginLimiterTests(
            TestPeople people,
            LoginLimiter limiter,
            SignIns signIns,
            Confirmations confirmations,
            IdentityProofs identities,
            Limits limits,
            Users users,
            StringRedisTemplate redis,
            ApplicationEventPublisher events) {
        this.people = people;
        this.limiter = limiter;
        this.signIns = signIns;
        this.confirmations = confirmations;
        this.identities = identities;
        this.limits = limits;
        this.users = users;
        this.redis = redis;
        this.events = events;
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
            LoginLimiter alone = new LoginLimiter(
                    lost.template(), new LoginCounters(lost.template(), limits), limits, users, events);

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

    @Test
    void a_network_that_tries_many_accounts_is_refused_and_others_are_not() throws Exception {
        String network = newNetwork();
        LoginLimiter strict = ofNetwork("10/h");
        TestPerson admin = people.admin();
        long before = networkLocks(admin);

        List<Boolean> passed = Together.call(64, () -> mayTry(strict, network, people.newEmail()));

        assertThat(passed).filteredOn(free -> free).hasSize(10);
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> strict.attempt(network, people.newEmail()));
        assertThat(((Problem.TooMany) refused.problem()).retryAfter())
                .isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
        strict.attempt(newNetwork(), people.newEmail());
        assertThat(networkLocks(admin)).isEqualTo(before + 1);
    }

    @Test
    void a_network_can_not_try_ten_times_an_hour_what_it_may_in_a_minute() {
        String network = newNetwork();
        LoginLimiter strict = ofNetwork("2/min");
        for (int attempt = 0; attempt < 20; attempt++) {
            String account = people.newEmail();
            strict.attempt(network, account);
            redis.delete(LoginCounters.keys(network, account, false).get(NETWORK_OF_A_MINUTE));
        }

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> strict.attempt(network, people.newEmail()));

        assertThat(((Problem.TooMany) refused.problem()).retryAfter())
                .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    }

    @Test
    void right_passwords_use_up_nothing_of_their_network_and_give_back_nothing_of_others() {
        String network = newNetwork();
        LoginLimiter strict = ofNetwork("3/h");
        strict.attempt(network, people.newEmail());
        strict.attempt(network, people.newEmail());
        for (int signIn = 0; signIn < 9; signIn++) {
            String account = people.newEmail();
            strict.attempt(network, account);
            strict.giveBack(network);
            strict.forget(network, account);
        }

        strict.attempt(network, people.newEmail());

        assertThat(mayTry(strict, network, people.newEmail())).isFalse();
    }

    @Test
    void a_right_password_before_a_code_is_given_back_to_its_network_once() {
        String network = newNetwork();
        String account = people.newEmail();
        LoginLimiter strict = ofNetwork("3/h");
        strict.attempt(network, people.newEmail());
        strict.attempt(network, people.newEmail());
        strict.attempt(network, account);
        strict.giveBack(network);
        strict.forget(network, account);

        strict.attempt(network, people.newEmail());

        assertThat(mayTry(strict, network, people.newEmail()))
                .as("the code gave nothing back of others")
                .isFalse();
    }

    @Test
    void who_stops_at_ten_a_minute_waits_longer_and_longer_all_the_same() {
        String account = people.newEmail();
        List<String> keys = LoginCounters.keys(ADDRESS, account, false);
        for (int attempt = 0; attempt < 30; attempt++) {
            limiter.attempt(ADDRESS, account);
            redis.delete(keys.getFirst());
        }

        for (int minutes : List.of(1, 2, 4, 8, 15, 15)) {
            assertThat(waitOf(account)).isBetween(Duration.ofSeconds(60L * minutes - 30), Duration.ofMinutes(minutes));
            redis.delete(keys.get(WAIT_OF_THE_PAIR));
            limiter.attempt(ADDRESS, account);
            redis.delete(keys.getFirst());
        }
        limiter.forget(ADDRESS, account);
        limiter.attempt(ADDRESS, account);
    }

    @Test
    void guesses_from_many_networks_make_strangers_wait_and_not_who_is_known_where_he_is() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        Client home = new Client(newNetwork(), "Firefox");
        assertThat(signIns.withPassword(email, TestPeople.PASSWORD, home)).isInstanceOf(SignIns.Done.class);
        guessFromManyNetworks(email);

        for (int attempt = 0; attempt < 3; attempt++) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class,
                    () -> signIns.withPassword(email, TestPeople.PASSWORD, new Client(newNetwork(), null)));
            assertThat(((Problem.TooMany) refused.problem()).retryAfter())
                    .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        }
        assertThat(locks(ada, "gate")).containsExactly("account");

        assertThat(signIns.withPassword(email, TestPeople.PASSWORD, home)).isInstanceOf(SignIns.Done.class);
        assertThat(signIns.withPassword(email, TestPeople.PASSWORD, new Client(newNetwork(), null)))
                .as("a right password cleared it")
                .isInstanceOf(SignIns.Done.class);
    }

    @Test
    void guesses_of_strangers_make_no_open_session_wait_and_its_own_do() {
        TestPerson ada = people.someone();
        guessFromManyNetworks(ada.user().email());
        Client abroad = new Client(newNetwork(), "Firefox");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> confirmations.confirm(ada.caller(), "wrong wrong", null, abroad));
        assertThat(refused.problem().code()).isEqualTo("AUTH001");

        assertThat(signIns.confirm(ada.caller(), TestPeople.PASSWORD, abroad)).isEqualTo(ada.caller());
        assertThat(signIns.withPassword(ada.user().email(), TestPeople.PASSWORD, new Client(newNetwork(), null)))
                .as("the right password cleared it")
                .isInstanceOf(SignIns.Done.class);

        guessFromManyNetworks(ada.user().email());
        Client elsewhere = new Client(newNetwork(), "Firefox");
        assertThat(confirmations.confirm(ada.caller(), TestPeople.PASSWORD, null, elsewhere))
                .isNotNull();
        for (int attempt = 0; attempt < 10; attempt++) {
            limiter.attemptInSession(abroad.address(), ada.user().email());
        }
        assertThat(catchThrowableOfType(
                        ProblemException.class, () -> signIns.confirm(ada.caller(), TestPeople.PASSWORD, abroad)))
                .isNotNull();
    }

    @Test
    void whoever_comes_in_by_a_passkey_is_known_where_he_is() {
        TestPerson ada = people.someone();
        TestPasskey laptop = TestPasskey.at(people.url());
        laptop.register(ada.http(), "laptop");
        Client home = new Client(newNetwork(), "Firefox");
        JsonNode asked =
                people.nobody().post("/api/v1/auth/passkey/options", "{}").json();
        signIns.withPasskey(laptop.signed(asked), home);
        guessFromManyNetworks(ada.user().email());

        assertThat(signIns.withPassword(ada.user().email(), TestPeople.PASSWORD, home))
                .isInstanceOf(SignIns.Done.class);
    }

    @Test
    void whoever_comes_in_by_an_account_elsewhere_is_known_where_he_is() {
        TestPerson ada = people.someone();
        ProviderIdentity shown = new ProviderIdentity(
                new Provider("gone", "Gone"),
                "https://id.example.org",
                ada.user().id().toHexString(),
                null,
                false,
                null,
                null,
                false,
                ProviderIdentity.Admission.NEVER);
        assertThat(identities.admit(ada.user().userId(), shown)).isTrue();
        Client home = new Client(newNetwork(), "Firefox");
        assertThat(signIns.withIdentity(shown, home)).containsInstanceOf(SignIns.Done.class);
        guessFromManyNetworks(ada.user().email());

        assertThat(signIns.withPassword(ada.user().email(), TestPeople.PASSWORD, home))
                .isInstanceOf(SignIns.Done.class);
    }

    @Test
    void an_account_that_does_not_exist_makes_strangers_wait_like_one_that_does() {
        String email = people.newEmail();
        guessFromManyNetworks(email);

        assertThat(mayTry(limiter, newNetwork(), email)).isFalse();
    }

    @Test
    void the_audit_trail_tells_once_that_an_account_is_locked_for_a_network() {
        TestPerson ada = people.someone();
        for (int attempt = 0; attempt < 13; attempt++) {
            login(ada.user().email(), "wrong wrong wrong");
        }

        assertThat(locks(ada, "gate")).containsExactly("pair");
        assertThat(ada.http()
                        .get("/api/v1/audit?action=auth.login_failed")
                        .json()
                        .at("/items")
                        .size())
                .isEqualTo(10);
    }

    private void guessFromManyNetworks(String email) {
        for (int network = 0; network < 20; network++) {
            Client stranger = new Client(newNetwork(), "curl");
            for (int attempt = 0; attempt < 5; attempt++) {
                ProblemException wrong = catchThrowableOfType(
                        ProblemException.class, () -> signIns.withPassword(email, "wrong wrong wrong", stranger));
                assertThat(wrong.problem().code()).isEqualTo("AUTH001");
            }
        }
    }

    private Stream<String> locks(TestPerson seenBy, String detail) {
        JsonNode items = seenBy.http()
                .get("/api/v1/audit?action=auth.login_locked")
                .json()
                .at("/items");
        return items.valueStream().map(entry -> entry.at("/details/" + detail).asString());
    }

    private long networkLocks(TestPerson admin) {
        return locks(admin, "gate").filter("network"::equals).count();
    }

    private LoginLimiter ofNetwork(String rate) {
        LoginCounters counters = new LoginCounters(redis, Rate.of("10/min"), Rate.of(rate), Rate.of("100/h"));
        return new LoginLimiter(redis, counters, limits, users, events);
    }

    private static boolean mayTry(LoginLimiter limiter, String address, String account) {
        try {
            limiter.attempt(address, account);
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isInstanceOf(Problem.TooMany.class);
            return false;
        }
    }

    /// An address in a network in which nobody was before.
    private static String newNetwork() {
        return "2001:db8:7:" + Integer.toHexString(NETWORKS.incrementAndGet()) + ":0:0:0:1";
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
