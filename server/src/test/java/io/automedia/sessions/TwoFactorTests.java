package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.factors.TestAuthenticator;
import io.automedia.limits.Limits;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Two-factor authentication as programs see it: switching it on and off, signing in with it, and
/// what is asked for again before a dangerous act.
@AutoMediaTest
@ExtendWith(OutputCaptureExtension.class)
class TwoFactorTests {
    private static final String TWO_FACTOR = "/api/v1/auth/two-factor";
    private static final String CONFIRM = "/api/v1/auth/confirm";
    private static final String ENABLE = "{\"action\":\"enable\"}";

    private final TestPeople people;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Confirmations confirmations;
    private final Users users;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final SessionsRepository repository;
    private final MongoDatabase database;
    private final StringRedisTemplate redis;
    private final Limits limits;
    private final Clock clock;
    private TestPerson ada;

    TwoFactorTests(
            TestPeople people,
            Sessions sessions,
            SignIns signIns,
            Confirmations confirmations,
            Users users,
            SecondFactors factors,
            PasskeyProofs passkeys,
            SessionsRepository repository,
            MongoDatabase database,
            StringRedisTemplate redis,
            Limits limits,
            Clock clock) {
        this.signIns = signIns;
        this.confirmations = confirmations;
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.repository = repository;
        this.people = people;
        this.sessions = sessions;
        this.database = database;
        this.redis = redis;
        this.limits = limits;
        this.clock = clock;
        this.ada = people.someone();
    }

    @BeforeEach
    void someone() {
        ada = people.someone();
    }

    /// A phone with which `ada` signs in from now on, and what she wrote down.
    private record Kit(TestAuthenticator phone, String secret, List<String> recoveryCodes) {}

    private Kit enable() {
        Answer enabled = ada.http().post(TWO_FACTOR, ENABLE);
        assertThat(enabled.status()).as("%s", enabled).isEqualTo(200);
        TestAuthenticator phone = new TestAuthenticator(enabled.at("/secret"), clock);
        Answer confirmed =
                ada.http().post(TWO_FACTOR, "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()));
        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        List<String> codes = confirmed
                .json()
                .at("/recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
        forgetUsedCodes();
        return new Kit(phone, enabled.at("/secret"), codes);
    }

    /// As if the code that was used last were of long ago.
    private void forgetUsedCodes() {
        database.getCollection("secondFactors")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("lastStep", 0L));
    }

    private Answer login(String email, String password) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private Answer login() {
        return login(ada.user().email(), TestPeople.PASSWORD);
    }

    private Answer code(String challenge, String code) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code));
    }

    private static Http signedIn(TestPeople people, Answer answer) {
        return people.nobody().withToken(answer.at("/tokens/accessToken"));
    }

    @Test
    void what_enabling_tells_is_told_once_and_nowhere_else(CapturedOutput output) {
        Answer enabled = ada.http().post(TWO_FACTOR, ENABLE);
        String secret = enabled.at("/secret");
        assertThat(enabled.at("/enabled")).isEqualTo("false");
        assertThat(secret).matches("[A-Z2-7]{32}");
        assertThat(enabled.at("/otpauthUri"))
                .startsWith("otpauth://totp/AutoMedia:")
                .contains("secret=" + secret);
        assertThat(enabled.at("/qrCode")).startsWith("data:image/svg+xml;base64,");
        assertThat(enabled.header("Cache-Control")).contains("no-store");
        TestAuthenticator phone = new TestAuthenticator(secret, clock);
        assertThat(ada.http().get(TWO_FACTOR).at("/enabled"))
                .as("before it is confirmed")
                .isEqualTo("false");
        Answer wrong =
                ada.http().post(TWO_FACTOR, "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.wrongCode()));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/errors/0/field")).isEqualTo("code");

        Answer confirmed =
                ada.http().post(TWO_FACTOR, "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()));

        assertThat(confirmed.at("/enabled")).as("%s", confirmed).isEqualTo("true");
        assertThat(confirmed.at("/enabledAt")).isNotEmpty();
        assertThat(confirmed.json().at("/recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(confirmed.text()).doesNotContain(secret);
        String recovery = confirmed.at("/recoveryCodes/0");
        String challenge = login().at("/challenge");
        code(challenge, phone.wrongCode());
        code(challenge, phone.code(1));
        for (String path : List.of(TWO_FACTOR, "/api/v1/users/me", "/api/v1/sessions", "/api/v1/activity")) {
            assertThat(ada.http().get(path).text()).as(path).doesNotContain(secret, recovery, "enc1:", challenge);
        }
        assertThat(ada.http().post(TWO_FACTOR, ENABLE).status()).isEqualTo(409);
        assertThat(output.getAll()).doesNotContain(secret, recovery, challenge);
    }

    @Test
    void signing_in_takes_a_code_after_the_password() {
        Kit kit = enable();

        Answer needed = login();

        assertThat(needed.status()).as("%s", needed).isEqualTo(401);
        assertThat(needed.at("/code")).isEqualTo("AUTH001");
        assertThat(needed.at("/type")).isEqualTo("urn:automedia:problem:two-factor");
        assertThat(needed.json().at("/expiresIn").asInt()).isEqualTo(300);
        assertThat(needed.text()).doesNotContain("accessToken", ada.user().email());
        String shown = kit.phone().code();
        Answer signedIn = code(needed.at("/challenge"), shown);
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.at("/user/email")).isEqualTo(ada.user().email());
        assertThat(signedIn(people, signedIn).get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(code(needed.at("/challenge"), kit.recoveryCodes().getFirst()).at("/code"))
                .as("the challenge once more")
                .isEqualTo("AUTH003");
        assertThat(code(login().at("/challenge"), shown).at("/code"))
                .as("the code once more")
                .isEqualTo("AUTH001");
        assertThat(code(login().at("/challenge"), kit.recoveryCodes().getFirst())
                        .status())
                .isEqualTo(200);
        assertThat(code(login().at("/challenge"), kit.recoveryCodes().getFirst())
                        .at("/code"))
                .isEqualTo("AUTH001");
    }

    @Test
    void a_wrong_password_tells_nothing_of_it() {
        enable();

        Answer wrong = login(ada.user().email(), "wrong wrong wrong");

        assertThat(wrong.text())
                .isEqualTo(login(people.someone().user().email(), "wrong wrong wrong")
                        .text());
        assertThat(wrong.json().has("challenge")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "6b0c753cb6e39ec516643ffb.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_challenge_is_refused(String challenge) {
        assertThat(code(challenge, "000000").at("/code")).isEqualTo("AUTH003");
    }

    @Test
    void what_is_missing_beside_a_challenge_is_named() {
        Answer refused = people.nobody().post("/api/v1/auth/login", "{\"challenge\":\"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("code");
    }

    @Test
    void a_challenge_is_good_for_five_codes() {
        Kit kit = enable();
        String challenge = login().at("/challenge");
        for (int i = 0; i < SignInChallenges.CODES; i++) {
            assertThat(code(challenge, kit.phone().wrongCode()).at("/code")).isEqualTo("AUTH001");
        }

        assertThat(code(challenge, kit.phone().code()).at("/code")).isEqualTo("AUTH003");
        assertThat(code(login().at("/challenge"), kit.phone().code()).status()).isEqualTo(200);
    }

    @Test
    void an_account_takes_ten_codes_in_a_quarter_of_an_hour_with_whatever_challenge() {
        Kit kit = enable();
        for (int challenges = 0; challenges < 2; challenges++) {
            String challenge = login().at("/challenge");
            for (int codes = 0; codes < SignInChallenges.CODES; codes++) {
                assertThat(code(challenge, kit.phone().wrongCode()).at("/code")).isEqualTo("AUTH001");
            }
        }

        Answer refused = code(login().at("/challenge"), kit.phone().code());

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
        Kit kit = enable();
        for (int i = 0; i < 9; i++) {
            assertThat(login().status()).isEqualTo(401);
        }
        assertThat(code(login().at("/challenge"), kit.phone().code()).status()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(login().status()).as("after a right code").isEqualTo(401);
        }

        assertThat(login().status()).isEqualTo(429);
    }

    @Test
    void a_challenge_ends_after_five_minutes_and_with_the_password_and_with_the_account() {
        Kit kit = enable();
        String tooOld = login().at("/challenge");
        database.getCollection("signInChallenges")
                .updateOne(
                        Filters.eq("_id", new ObjectId(tooOld.substring(0, 24))),
                        Updates.set("expiresAt", Date.from(Instant.now().minusMillis(1))));
        assertThat(code(tooOld, kit.phone().code()).at("/code")).isEqualTo("AUTH003");

        String ofFormerPassword = login().at("/challenge");
        database.getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("password", "$2b$04$" + "a".repeat(53)));
        assertThat(code(ofFormerPassword, kit.phone().code()).at("/code")).isEqualTo("AUTH003");

        database.getCollection("users")
                .updateOne(
                        Filters.eq("_id", ada.user().id()),
                        Updates.set("password", ada.user().password()));
        String ofClosedAccount = login().at("/challenge");
        database.getCollection("users").updateOne(Filters.eq("_id", ada.user().id()), Updates.set("isActive", false));
        assertThat(code(ofClosedAccount, kit.phone().code()).at("/code")).isEqualTo("AUTH003");
    }

    @Test
    void of_several_sign_ins_with_one_code_or_one_challenge_one_opens_a_session() throws Exception {
        Kit kit = enable();
        List<String> challenges = List.of(login().at("/challenge"), login().at("/challenge"));
        String code = kit.phone().code();
        AtomicInteger turn = new AtomicInteger();
        List<Integer> oneCode = Together.call(
                2, () -> code(challenges.get(turn.getAndIncrement()), code).status());
        assertThat(oneCode).containsExactlyInAnyOrder(200, 401);

        String challenge = login().at("/challenge");
        List<Integer> oneChallenge = Together.call(
                3,
                () -> code(challenge, kit.recoveryCodes().get(turn.getAndIncrement()))
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
    void a_one_time_link_takes_no_code_and_is_none() {
        String cookie = sessions.openForBrowser(ada.user(), new Client("127.0.0.1", "test"), Proof.LINK);
        Caller caller = sessions.ofCookie(cookie).orElseThrow();
        confirmations.require(caller);

        enable();

        assertThat(sessions.ofCookie(cookie)).isPresent();
        assertThat(catchThrowableOfType(ProblemException.class, () -> confirmations.require(caller))
                        .problem())
                .isEqualTo(new Problem.ConfirmationNeeded("code"));
    }

    @Test
    void switching_off_takes_the_password_and_a_code() {
        Kit kit = enable();
        Answer missing = ada.http().post(TWO_FACTOR, "{\"action\":\"disable\"}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().at("/errors")).hasSize(2);
        assertThat(disable("wrong wrong wrong", kit.recoveryCodes().getFirst()).at("/code"))
                .isEqualTo("AUTH001");
        assertThat(disable(TestPeople.PASSWORD, kit.phone().wrongCode()).at("/code"))
                .isEqualTo("AUTH001");
        assertThat(ada.http().get(TWO_FACTOR).json().at("/recoveryCodesLeft").asInt())
                .as("a code beside a wrong password")
                .isEqualTo(10);

        Answer disabled = disable(TestPeople.PASSWORD, kit.recoveryCodes().getFirst());

        assertThat(disabled.status()).as("%s", disabled).isEqualTo(200);
        assertThat(disabled.at("/enabled")).isEqualTo("false");
        assertThat(login().status()).isEqualTo(200);
        assertThat(disable(TestPeople.PASSWORD, kit.phone().code()).status()).isEqualTo(409);
        await().untilAsserted(
                        () -> assertThat(ada.http().get("/api/v1/activity").text())
                                .contains(
                                        "two-factor:enabled",
                                        "two-factor:recovery-code-used",
                                        "two-factor:code-refused",
                                        "two-factor:disabled"));
    }

    @Test
    void who_has_no_password_switches_off_by_a_code_alone() {
        Kit kit = enable();
        database.getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("password", "!no-password"));
        Answer missing = ada.http().post(TWO_FACTOR, "{\"action\":\"disable\"}");
        assertThat(missing.json().at("/errors")).hasSize(1);
        assertThat(missing.at("/errors/0/field")).isEqualTo("code");

        Answer disabled = ada.http()
                .post(
                        TWO_FACTOR,
                        "{\"action\":\"disable\",\"code\":\"%s\"}"
                                .formatted(kit.recoveryCodes().getFirst()));

        assertThat(disabled.status()).as("%s", disabled).isEqualTo(200);
        assertThat(disabled.at("/enabled")).isEqualTo("false");
    }

    @Test
    void a_right_password_is_given_back_to_the_network_before_the_code_is_shown() {
        Kit kit = enable();
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

    @Test
    void its_owner_is_told_by_mail() {
        Kit kit = enable();
        assertThat(mails()).containsExactly("two-factor-enabled");

        ada.http().post(TWO_FACTOR, "{\"action\":\"renew\"}");
        assertThat(mails()).containsExactly("two-factor-enabled", "recovery-codes-renewed");

        disable(TestPeople.PASSWORD, kit.phone().wrongCode());
        assertThat(disable(TestPeople.PASSWORD, kit.phone().code()).status()).isEqualTo(200);
        assertThat(mails()).containsExactly("two-factor-enabled", "recovery-codes-renewed", "two-factor-disabled");
        await().untilAsserted(() -> assertThat(database.getCollection("mails")
                        .find(Filters.eq("to", ada.user().email())))
                .allSatisfy(mail -> assertThat(mail.getString("subject")).isNotEmpty()));
    }

    private List<String> mails() {
        return database.getCollection("mails")
                .find(Filters.eq("to", ada.user().email()))
                .sort(Sorts.ascending("createdAt", "_id"))
                .map(mail -> mail.getString("kind"))
                .into(new ArrayList<>());
    }

    private Answer disable(String password, String code) {
        return ada.http()
                .post(
                        TWO_FACTOR,
                        "{\"action\":\"disable\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code));
    }

    @Test
    void new_recovery_codes_take_the_place_of_the_former_ones() {
        Kit kit = enable();

        Answer renewed = ada.http().post(TWO_FACTOR, "{\"action\":\"renew\"}");

        assertThat(renewed.json().at("/recoveryCodes")).hasSize(10);
        assertThat(code(login().at("/challenge"), kit.recoveryCodes().getFirst())
                        .status())
                .isEqualTo(401);
        assertThat(code(login().at("/challenge"), renewed.at("/recoveryCodes/0"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_action_that_nobody_knows_is_told_those_that_there_are() {
        Answer refused = ada.http().post(TWO_FACTOR, "{\"action\":\"explode\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail")).contains("enable, confirm, disable or renew");
    }

    @Test
    void an_api_token_may_look_and_nothing_else() {
        String token = ada.http()
                .post("/api/v1/tokens", "{\"name\":\"a\",\"scopes\":[\"write\"]}")
                .at("/token");
        Http program = people.nobody().withToken(token);

        assertThat(program.get(TWO_FACTOR).status()).isEqualTo(200);
        assertThat(program.post(TWO_FACTOR, ENABLE).status()).isEqualTo(403);
        assertThat(program.post(CONFIRM, "{\"password\":\"" + TestPeople.PASSWORD + "\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_session_of_ten_minutes_ago_confirms_the_password_first() {
        grow(Duration.ofMinutes(10));

        Answer refused = ada.http().post(TWO_FACTOR, ENABLE);

        assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        assertThat(refused.at("/code")).isEqualTo("AUTH004");
        assertThat(refused.at("/type")).isEqualTo("urn:automedia:problem:confirmation");
        assertThat(refused.at("/confirmBy")).isEqualTo("password");
        assertThat(ada.http()
                        .post(CONFIRM, "{\"password\":\"wrong wrong wrong\"}")
                        .at("/code"))
                .isEqualTo("AUTH001");
        assertThat(ada.http().post(TWO_FACTOR, ENABLE).status()).isEqualTo(403);
        assertThat(ada.http().post(CONFIRM, "{\"code\":\"000000\"}").at("/errors/0/field"))
                .isEqualTo("password");
        Answer confirmed = ada.http().post(CONFIRM, "{\"password\":\"" + TestPeople.PASSWORD + "\"}");
        assertThat(Instant.parse(confirmed.at("/confirmedUntil"))).isAfter(Instant.now());
        assertThat(people.another(ada).http().get(TWO_FACTOR).status()).isEqualTo(200);
        assertThat(ada.http().post(TWO_FACTOR, ENABLE).status()).isEqualTo(200);
    }

    @Test
    void where_there_is_a_second_factor_a_code_confirms_and_the_password_does_not() {
        Kit kit = enable();
        assertThat(ada.http().post(TWO_FACTOR, "{\"action\":\"renew\"}").status())
                .as("who has just shown a code")
                .isEqualTo(200);
        TestPerson withoutCode = people.another(ada);
        Answer refused = withoutCode.http().post(TWO_FACTOR, "{\"action\":\"renew\"}");
        assertThat(refused.at("/confirmBy")).as("%s", refused).isEqualTo("code");
        assertThat(withoutCode
                        .http()
                        .post(CONFIRM, "{\"password\":\"" + TestPeople.PASSWORD + "\"}")
                        .at("/errors/0/field"))
                .isEqualTo("code");

        assertThat(withoutCode
                        .http()
                        .post(CONFIRM, "{\"code\":\"" + kit.phone().code() + "\"}")
                        .status())
                .isEqualTo(200);

        assertThat(withoutCode.http().post(TWO_FACTOR, "{\"action\":\"renew\"}").status())
                .isEqualTo(200);
        assertThat(people.another(ada)
                        .http()
                        .post(TWO_FACTOR, "{\"action\":\"renew\"}")
                        .status())
                .as("another session")
                .isEqualTo(403);
    }

    @Test
    void a_token_to_administer_is_made_by_who_proved_lately_who_he_is() {
        ada = people.admin();
        String wanted = "{\"name\":\"a\",\"scopes\":[\"admin\"]}";
        grow(Duration.ofMinutes(10));
        assertThat(ada.http().post("/api/v1/tokens", wanted).at("/confirmBy")).isEqualTo("password");
        assertThat(ada.http().post("/api/v1/tokens", "{\"name\":\"a\"}").status())
                .isEqualTo(201);

        ada.http().post(CONFIRM, "{\"password\":\"" + TestPeople.PASSWORD + "\"}");

        assertThat(ada.http().post("/api/v1/tokens", wanted).status()).isEqualTo(201);
    }

    @Test
    void a_session_that_an_older_version_stored_confirms_first() {
        database.getCollection("sessions")
                .updateOne(
                        Filters.eq("_id", ((Caller.Person) ada.caller()).sessionId()),
                        Updates.combine(Updates.unset("authenticatedAt"), Updates.unset("proof")));

        assertThat(ada.http().post(TWO_FACTOR, ENABLE).status()).isEqualTo(403);
    }

    @Test
    void the_command_line_of_the_machine_resets_it_and_nobody_else() {
        enable();
        String whose = "{\"email\":\"%s\"}".formatted(ada.user().email());
        String path = "/api/v1/local/two-factor-reset";
        assertThat(people.admin().http().post(path, whose).status()).isEqualTo(403);
        Http commandLine = people.nobody().withToken(sessions.localToken());
        assertThat(commandLine.post(path, "{\"email\":\"nobody@example.org\"}").at("/errors/0/field"))
                .isEqualTo("email");

        assertThat(commandLine.post(path, whose).at("/wasOn")).isEqualTo("true");

        assertThat(login().status()).isEqualTo(200);
        assertThat(commandLine.post(path, whose).at("/wasOn")).isEqualTo("false");
    }

    @Test
    void where_it_is_required_an_administrator_without_it_is_none() {
        ada = people.admin();
        TestPerson bob = people.someone();
        assertThat(standings(TwoFactorProperties.Who.NOBODY).role(ada.user().id()))
                .hasValue("admin");
        assertThat(standings(TwoFactorProperties.Who.ADMIN).role(ada.user().id()))
                .hasValue("user");
        assertThat(standings(TwoFactorProperties.Who.ADMIN).role(bob.user().id()))
                .hasValue("user");

        enable();

        assertThat(standings(TwoFactorProperties.Who.ADMIN).role(ada.user().id()))
                .hasValue("admin");
    }

    private Standings standings(TwoFactorProperties.Who requiredFor) {
        return new Standings(users, factors, passkeys, repository, new TwoFactorProperties(requiredFor), clock);
    }

    /// As if the session had been opened so much earlier.
    private void grow(Duration age) {
        database.getCollection("sessions")
                .updateOne(
                        Filters.eq("_id", ((Caller.Person) ada.caller()).sessionId()),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(age))));
    }
}
