package io.automedia.accounts;

import static io.automedia.accounts.AccountFixtures.NEW;
import static io.automedia.accounts.AccountFixtures.changeAddress;
import static io.automedia.accounts.AccountFixtures.changePassword;
import static io.automedia.accounts.AccountFixtures.deactivate;
import static io.automedia.accounts.AccountFixtures.encoded;
import static io.automedia.accounts.AccountFixtures.forgot;
import static io.automedia.accounts.AccountFixtures.links;
import static io.automedia.accounts.AccountFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.mail.MailStatus;
import io.automedia.mail.Mails;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.NewAccounts;
import io.automedia.users.Users;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Another password, another address and the end of an account, as its owner wants them.
@AutoMediaTest
class AccountChangesTests {
    private final TestPeople people;
    private final Users users;
    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final Accounts accounts;
    private final MongoDatabase store;
    private final MailBox box;

    AccountChangesTests(
            TestPeople people,
            Users users,
            NewAccounts newAccounts,
            Sessions sessions,
            Accounts accounts,
            MongoDatabase store,
            Mails mails) {
        this.people = people;
        this.users = users;
        this.newAccounts = newAccounts;
        this.sessions = sessions;
        this.accounts = accounts;
        this.store = store;
        this.box = new MailBox(mails, people);
    }

    @Test
    void thePasswordIsChangedWithTheOldOneAndOtherSessionsEnd() {
        TestPerson here = people.someone();
        TestPerson elsewhere = people.another(here);

        Answer wrong = changePassword(here.http(), "something else entirely", NEW);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/errors/0/field")).isEqualTo("password");
        assertThat(changePassword(here.http(), TestPeople.PASSWORD, "short").status())
                .isEqualTo(400);
        Answer changed = changePassword(here.http(), TestPeople.PASSWORD, NEW);

        assertThat(changed.status()).as("%s", changed).isEqualTo(204);
        assertThat(users.authenticate(here.user().email(), NEW)).isPresent();
        assertThat(here.http().get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(elsewhere.http().get("/api/v1/users/me").status()).isEqualTo(401);
        box.letter(AccountMail.PASSWORD_CHANGED, here.user().email());
    }

    @Test
    void anApiTokenChangesNeitherPasswordNorAddress() {
        TestPerson ada = people.someone();
        String token = ada.http()
                .post("/api/v1/tokens", "{\"name\":\"a program\",\"scopes\":[\"write\"]}")
                .at("/token");
        Http program = people.nobody().withToken(token);

        assertThat(changePassword(program, TestPeople.PASSWORD, NEW).status()).isEqualTo(403);
        assertThat(changeAddress(program, people.newEmail(), TestPeople.PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void guessingThePasswordOfAnOpenSessionIsLimitedAsSigningInIs() {
        TestPerson ada = people.someone();
        List<Integer> answers = IntStream.range(0, 11)
                .mapToObj(attempt ->
                        changePassword(ada.http(), "a guess of " + attempt, NEW).status())
                .toList();

        assertThat(answers).endsWith(429).startsWith(400, 400);
    }

    @Test
    void aNewAddressCountsWhenItIsConfirmedAndTheOldOneIsTold() {
        TestPerson ada = people.someone();
        String former = ada.user().email();
        String next = people.newEmail();

        assertThat(changeAddress(ada.http(), next, "not her password").status()).isEqualTo(400);
        assertThat(changeAddress(ada.http(), former, TestPeople.PASSWORD).status())
                .isEqualTo(400);
        assertThat(changeAddress(ada.http(), next, TestPeople.PASSWORD).status())
                .isEqualTo(202);

        assertThat(ada.http().get("/api/v1/users/me").at("/email")).isEqualTo(former);
        box.letter(AccountMail.MOVE_ASKED, former);
        accounts.confirm(box.token(AccountMail.MOVE, next), null);
        Answer me = ada.http().get("/api/v1/users/me");
        assertThat(me.at("/email")).isEqualTo(next);
        assertThat(me.json().at("/isVerified").asBoolean()).isTrue();
        assertThat(users.authenticate(next, TestPeople.PASSWORD)).isPresent();
        assertThat(box.letter(AccountMail.MOVED, former).paragraphs().getFirst())
                .contains(former);
    }

    @Test
    void ofAnAddressThatSomebodyHasItsOwnerIsToldAndWhoWantsItLearnsNothing() {
        TestPerson ada = people.someone();
        TestPerson owner = people.someone();

        Answer answer = changeAddress(ada.http(), owner.user().email(), TestPeople.PASSWORD);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(box.letter(AccountMail.MOVE, owner.user().email()).subject())
                .isEqualTo("You have an account already");
        assertThat(links(store, ada.user())).isEmpty();
    }

    @Test
    void anAddressThatGotAnAccountMeanwhileIsNotTaken() {
        TestPerson ada = people.someone();
        String next = people.newEmail();
        changeAddress(ada.http(), next, TestPeople.PASSWORD);
        String token = box.token(AccountMail.MOVE, next);
        newAccounts.createUser(next, TestPeople.PASSWORD);

        assertThat(verify(people, token).status()).isEqualTo(409);

        assertThat(ada.http().get("/api/v1/users/me").at("/email"))
                .isEqualTo(ada.user().email());
    }

    @Test
    void whoClosesHisAccountIsOutEverywhereAndTheCommandLineOpensIt() {
        TestPerson ada = people.someone();
        String apiToken =
                ada.http().post("/api/v1/tokens", "{\"name\":\"a program\"}").at("/token");
        Http program = people.nobody().withToken(apiToken);
        assertThat(program.get("/api/v1/users/me").status()).isEqualTo(200);

        assertThat(deactivate(ada.http(), "not her password").status()).isEqualTo(400);
        assertThat(deactivate(ada.http(), TestPeople.PASSWORD).status()).isEqualTo(204);

        assertThat(ada.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(program.get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(users.authenticate(ada.user().email(), TestPeople.PASSWORD)).isEmpty();
        forgot(people, ada.user().email());
        assertThat(box.end(AccountMail.RESET, ada.user().email())).isEqualTo(MailStatus.DROPPED);
        Http cli = people.nobody().withToken(sessions.localToken());
        String named = "{\"email\":\"" + ada.user().email() + "\"}";
        assertThat(people.admin()
                        .http()
                        .post("/api/v1/local/activations", named)
                        .status())
                .as("an administrator over the network")
                .isEqualTo(403);
        assertThat(cli.post("/api/v1/local/activations", named).status()).isEqualTo(204);
        assertThat(users.authenticate(ada.user().email(), TestPeople.PASSWORD)).isPresent();
    }

    @Test
    void aPersonChangesPasswordAndAddressOnThePageOfTheAccount() {
        TestPerson ada = people.someone();
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()));
        assertThat(browser.get("/settings/account").text()).contains(ada.user().email(), "not confirmed");

        Answer wrong = browser.post("/settings/account/password", "password=wrong&newPassword=" + encoded(NEW));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not your password.");
        Answer changed = browser.post(
                "/settings/account/password",
                "password=" + encoded(TestPeople.PASSWORD) + "&newPassword=" + encoded(NEW));
        assertThat(changed.header("Location")).isEqualTo("/settings/account?done=password");
        assertThat(browser.get("/settings/account?done=password").text()).contains("Your password is changed.");
        String next = people.newEmail();
        browser.post("/settings/account/email", "email=" + encoded(next) + "&password=" + encoded(NEW));
        String token = box.token(AccountMail.MOVE, next);
        browser.get("/verify?token=" + encoded(token));
        assertThat(browser.post("/verify", "token=" + encoded(token)).text()).contains("Your address is confirmed");
        assertThat(browser.get("/settings/account").text()).contains(next).doesNotContain("not confirmed");
        Answer closed = browser.post("/settings/account/deactivate", "password=" + encoded(NEW));
        assertThat(closed.header("Location")).isEqualTo("/login");
        assertThat(browser.get("/settings/account").status()).isEqualTo(302);
    }
}
