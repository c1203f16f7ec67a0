package io.automedia.sessions;

import static io.automedia.sessions.TwoFactorFixtures.CONFIRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.limits.Limits;
import io.automedia.sessions.TwoFactorFixtures.Kit;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Signing in where there is a second factor, as programs see it.
@AutoMediaTest
class TwoFactorSignInTests {
    private final TestPeople people;
    private final SignIns signIns;
    private final Users users;
    private final MongoDatabase database;
    private final StringRedisTemplate redis;
    private final Limits limits;
    private final TwoFactorFixtures twoFactor;
    private final TestPerson ada;

    TwoFactorSignInTests(
            TestPeople people,
            SignIns signIns,
            Users users,
            MongoDatabase database,
            StringRedisTemplate redis,
            Limits limits,
            Clock clock) {
        this.people = people;
        this.signIns = signIns;
        this.users = users;
        this.database = database;
        this.redis = redis;
        this.limits = limits;
        this.twoFactor = new TwoFactorFixtures(people, database, clock);
        this.ada = people.someone();
    }

    @Test
    void signing_in_takes_a_code_after_the_password() {
        Kit kit = twoFactor.enable(ada);

        Answer needed = twoFactor.login(ada);

        assertThat(needed.status()).as("%s", needed).isEqualTo(401);
        assertThat(needed.at("/code")).isEqualTo("AUTH001");
        assertThat(needed.at("/type")).isEqualTo("urn:automedia:problem:two-factor");
        assertThat(needed.json().at("/expiresIn").asInt()).isEqualTo(300);
        assertThat(needed.text()).doesNotContain("accessToken", ada.user().email());
        String shown = kit.phone().code();
        Answer signedIn = twoFactor.code(needed.at("/challenge"), shown);
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.at("/user/email")).isEqualTo(ada.user().email());
        assertThat(people.nobody()
                        .withToken(signedIn.at("/tokens/accessToken"))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(200);
        assertThat(twoFactor
                        .code(needed.at("/challenge"), kit.recoveryCodes().getFirst())
                        .at("/code"))
                .as("the challenge once more")
                .isEqualTo("AUTH003");
        assertThat(twoFactor.loginWith(ada, shown).at("/code"))
                .as("the code once more")
                .isEqualTo("AUTH001");
        assertThat(twoFactor.loginWith(ada, kit.recoveryCodes().getFirst()).status())
                .isEqualTo(200);
        assertThat(twoFactor.loginWith(ada, kit.recoveryCodes().getFirst()).at("/code"))
                .isEqualTo("AUTH001");
    }

    @Test
    void a_wrong_password_tells_nothing_of_it() {
        twoFactor.enable(ada);

        Answer wrong = twoFactor.login(ada.user().email(), "wrong wrong wrong");

        assertThat(wrong.text())
                .isEqualTo(twoFactor
                        .login(people.someone().user().email(), "wrong wrong wrong")
                        .text());
        assertThat(wrong.json().has("challenge")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "6b0c753cb6e39ec516643ffb.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_challenge_is_refused(String challenge) {
        assertThat(twoFactor.code(challenge, "000000").at("/code")).isEqualTo("AUTH003");
    }

    @Test
    void what_is_missing_beside_a_challenge_is_named() {
        Answer refused = people.nobody().post("/api/v1/auth/login", "{\"challenge\":\"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("code");
    }

    @Test
    void a_challenge_is_good_for_five_codes() {
        Kit kit = twoFactor.enable(ada);
        String challenge = twoFactor.login(ada).at("/challenge");
        for (int i = 0; i < SignInChallenges.CODES; i++) {
            assertThat(twoFactor.code(challenge, kit.phone().wrongCode()).at("/code"))
                    .isEqualTo("AUTH001");
        }

        assertThat(twoFactor.code(challenge, kit.phone().code()).at("/code")).isEqualTo("AUTH003");
        assertThat(twoFactor.loginWith(ada, kit.phone().code()).status()).isEqualTo(200);
    }

    @Test
    void an_account_takes_ten_codes_in_a_quarter_of_an_hour_with_whatever_challenge() {
        Kit kit = twoFactor.enable(ada);
        for (int challenges = 0; challenges < 2; challenges++) {
            String challenge = twoFactor.login(ada).at("/challenge");
            for (int codes = 0; codes < SignInChallenges.CODES; codes++) {
                assertThat(twoFactor.code(challenge, kit.phone().wrongCode()).at("/code"))
                        .isEqualTo("AUTH001");
            }
        }

        Answer refused = twoFactor.loginWith(ada, kit.phone().code());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("900");
        assertThat(ada.http()
                        .post(CONFIRM, "{\"code\":\"%s\"}".formatted(kit.phone().code()))
                        .status())
                .as("a session is no way around")
                .isEqualTo(429);
    }

    @Test
    void who_knows_the_password_has_his_attempts_counted_until_a_code_is_right() {
        Kit kit = twoFactor.enable(ada);
        for (int i = 0; i < 9; i++) {
            assertThat(twoFactor.login(ada).status()).isEqualTo(401);
        }
        assertThat(twoFactor.loginWith(ada, kit.phone().code()).status()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(twoFactor.login(ada).status()).as("after a right code").isEqualTo(401);
        }

        assertThat(twoFactor.login(ada).status()).isEqualTo(429);
    }

    @Test
    void a_challenge_ends_after_five_minutes_and_with_the_password_and_with_the_account() {
        Kit kit = twoFactor.enable(ada);
        String tooOld = twoFactor.login(ada).at("/challenge");
        database.getCollection("signInChallenges")
                .updateOne(
                        Filters.eq("_id", new ObjectId(tooOld.substring(0, 24))),
                        Updates.set("expiresAt", Date.from(Instant.now().minusMillis(1))));
        assertThat(twoFactor.code(tooOld, kit.phone().code()).at("/code")).isEqualTo("AUTH003");

        String ofFormerPassword = twoFactor.login(ada).at("/challenge");
        database.getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("password", "$2b$04$" + "a".repeat(53)));
        assertThat(twoFactor.code(ofFormerPassword, kit.phone().code()).at("/code"))
                .isEqualTo("AUTH003");

        database.getCollection("users")
                .updateOne(
                        Filters.eq("_id", ada.user().id()),
                        Updates.set("password", ada.user().password()));
        String ofClosedAccount = twoFactor.login(ada).at("/challenge");
        database.getCollection("users").updateOne(Filters.eq("_id", ada.user().id()), Updates.set("isActive", false));
        assertThat(twoFactor.code(ofClosedAccount, kit.phone().code()).at("/code"))
                .isEqualTo("AUTH003");
    }

    @Test
    void of_several_sign_ins_with_one_code_or_one_challenge_one_opens_a_session() throws Exception {
        Kit kit = twoFactor.enable(ada);
        List<String> challenges = List.of(
                twoFactor.login(ada).at("/challenge"), twoFactor.login(ada).at("/challenge"));
        String code = kit.phone().code();
        AtomicInteger turn = new AtomicInteger();
        List<Integer> oneCode = Together.call(
                2,
                () -> twoFactor
                        .code(challenges.get(turn.getAndIncrement()), code)
                        .status());
        assertThat(oneCode).containsExactlyInAnyOrder(200, 401);

        String challenge = twoFactor.login(ada).at("/challenge");
        List<Integer> oneChallenge = Together.call(
                3,
                () -> twoFactor
                        .code(challenge, kit.recoveryCodes().get(turn.getAndIncrement()))
                        .status());
        assertThat(oneChallenge).containsExactlyInAnyOrder(200, 401, 401);
    }

    @Test
    void without_redis_no_code_is_taken() {
        try (LostRedis lost = new LostRedis()) {
            LoginLimiter alone = new LoginLimiter(
                    lost.template(), new LoginCounters(lost.template(), limits), limits, users, event -> {});

            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> alone.attemptCode(ada.user().userId()));

            assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class);
        }
    }

    @Test
    void a_right_password_is_given_back_to_the_network_before_the_code_is_shown() {
        Kit kit = twoFactor.enable(ada);
        Client client = new Client("2001:db8:9:1::1", null);
        List<String> network =
                LoginCounters.keys(client.address(), ada.user().email(), false).subList(3, 5);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(signIns.withPassword(ada.user().email(), TestPeople.PASSWORD, client))
                    .isInstanceOf(SignIns.CodeNeeded.class);
        }
        assertThat(redis.opsForValue().multiGet(network)).containsOnly("0");
        assertThat(catchThrowable(() -> signIns.withPassword(ada.user().email(), "wrong wrong wrong", client)))
                .isInstanceOf(ProblemException.class);
        String challenge = ((SignIns.CodeNeeded) signIns.withPassword(ada.user().email(), TestPeople.PASSWORD, client))
                .challenge();
        signIns.withCode(challenge, kit.phone().code(1), client);

        assertThat(redis.opsForValue().multiGet(network))
                .as("a wrong password stays counted")
                .containsOnly("1");
    }
}
