package io.automedia.sessions;

import static io.automedia.sessions.TwoFactorFixtures.CONFIRM;
import static io.automedia.sessions.TwoFactorFixtures.ENABLE;
import static io.automedia.sessions.TwoFactorFixtures.TWO_FACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.factors.SecondFactors;
import io.automedia.factors.TestAuthenticator;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.sessions.TwoFactorFixtures.Kit;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.Users;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Two-factor authentication as programs see it: switching it on and off, and its recovery codes.
@AutoMediaTest
@ExtendWith(OutputCaptureExtension.class)
class TwoFactorTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final Users users;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final SessionsRepository repository;
    private final MongoDatabase database;
    private final Clock clock;
    private final TwoFactorFixtures twoFactor;
    private TestPerson ada;

    TwoFactorTests(
            TestPeople people,
            Sessions sessions,
            Users users,
            SecondFactors factors,
            PasskeyProofs passkeys,
            SessionsRepository repository,
            MongoDatabase database,
            Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.repository = repository;
        this.database = database;
        this.clock = clock;
        this.twoFactor = new TwoFactorFixtures(people, database, clock);
        this.ada = people.someone();
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
        String challenge = twoFactor.login(ada).at("/challenge");
        twoFactor.code(challenge, phone.wrongCode());
        twoFactor.code(challenge, phone.code(1));
        for (String path : List.of(TWO_FACTOR, "/api/v1/users/me", "/api/v1/sessions", "/api/v1/activity")) {
            assertThat(ada.http().get(path).text()).as(path).doesNotContain(secret, recovery, "enc1:", challenge);
        }
        assertThat(ada.http().post(TWO_FACTOR, ENABLE).status()).isEqualTo(409);
        assertThat(output.getAll()).doesNotContain(secret, recovery, challenge);
    }

    @Test
    void switching_off_takes_the_password_and_a_code() {
        Kit kit = twoFactor.enable(ada);
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
        assertThat(twoFactor.login(ada).status()).isEqualTo(200);
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
        Kit kit = twoFactor.enable(ada);
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
    void its_owner_is_told_by_mail() {
        Kit kit = twoFactor.enable(ada);
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
        Kit kit = twoFactor.enable(ada);

        Answer renewed = ada.http().post(TWO_FACTOR, "{\"action\":\"renew\"}");

        assertThat(renewed.json().at("/recoveryCodes")).hasSize(10);
        assertThat(twoFactor.loginWith(ada, kit.recoveryCodes().getFirst()).status())
                .isEqualTo(401);
        assertThat(twoFactor.loginWith(ada, renewed.at("/recoveryCodes/0")).status())
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
    void the_command_line_of_the_machine_resets_it_and_nobody_else() {
        twoFactor.enable(ada);
        String whose = "{\"email\":\"%s\"}".formatted(ada.user().email());
        String path = "/api/v1/local/two-factor-reset";
        assertThat(people.admin().http().post(path, whose).status()).isEqualTo(403);
        Http commandLine = people.nobody().withToken(sessions.localToken());
        assertThat(commandLine.post(path, "{\"email\":\"nobody@example.org\"}").at("/errors/0/field"))
                .isEqualTo("email");

        assertThat(commandLine.post(path, whose).at("/wasOn")).isEqualTo("true");

        assertThat(twoFactor.login(ada).status()).isEqualTo(200);
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

        twoFactor.enable(ada);

        assertThat(standings(TwoFactorProperties.Who.ADMIN).role(ada.user().id()))
                .hasValue("admin");
    }

    private Standings standings(TwoFactorProperties.Who requiredFor) {
        return new Standings(users, factors, passkeys, repository, new TwoFactorProperties(requiredFor), clock);
    }
}
