package io.automedia.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.mail.Letter;
import io.automedia.mail.MailRequest;
import io.automedia.mail.MailStatus;
import io.automedia.mail.Mails;
import io.automedia.oidc.TestIdentities;
import io.automedia.passkeys.TestPasskey;
import io.automedia.sessions.Client;
import io.automedia.sessions.SecretToken;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.SignIns;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Accounts where no mail server is configured: an administrator reads the mails.
@AutoMediaTest
class AccountsTests {
    private static final String NEW = "yellow harbour seven kettles";

    private final TestPeople people;
    private final Users users;
    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Accounts accounts;
    private final AccountLetters letters;
    private final MongoDatabase store;
    private final StringRedisTemplate redis;
    private final Clock clock;
    private final MailBox box;

    AccountsTests(
            TestPeople people,
            Users users,
            NewAccounts newAccounts,
            Sessions sessions,
            SignIns signIns,
            Accounts accounts,
            AccountLetters letters,
            Mails mails,
            MongoDatabase store,
            StringRedisTemplate redis,
            Clock clock) {
        this.people = people;
        this.users = users;
        this.newAccounts = newAccounts;
        this.sessions = sessions;
        this.signIns = signIns;
        this.accounts = accounts;
        this.letters = letters;
        this.store = store;
        this.redis = redis;
        this.clock = clock;
        this.box = new MailBox(mails, people);
    }

    @Test
    void whoRegistersConfirmsHisAddressByALinkThatIsGoodOnce() {
        String email = people.newEmail();
        Answer made = people.nobody()
                .with("Accept-Language", "zh")
                .post("/api/v1/auth/register", credentials(email, TestPeople.PASSWORD));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(user(email).isVerified()).isFalse();
        String token = box.token(AccountMail.CONFIRM, email);

        Answer confirmed = post("/api/v1/auth/verify", "{\"token\":\"" + token + "\"}");

        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        assertThat(confirmed.at("/email")).isEqualTo(email);
        assertThat(user(email).isVerified()).isTrue();
        Answer again = post("/api/v1/auth/verify", "{\"token\":\"" + token + "\"}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/errors/0/field")).isEqualTo("token");
    }

    @Test
    void theConfirmationIsSentAgainAndTheFormerLinkEnds() {
        TestPerson ada = people.someone();
        ada.http().post("/api/v1/auth/verify/resend", "{}");
        String first = box.token(AccountMail.CONFIRM, ada.user().email());

        assertThat(ada.http().post("/api/v1/auth/verify/resend", "{}").status()).isEqualTo(202);

        await().until(() -> !box.token(AccountMail.CONFIRM, ada.user().email()).equals(first));
        assertThat(post("/api/v1/auth/verify", "{\"token\":\"" + first + "\"}").status())
                .isEqualTo(400);
        accounts.confirm(box.token(AccountMail.CONFIRM, ada.user().email()), null);
        ada.http().post("/api/v1/auth/verify/resend", "{}");
        assertThat(box.end(AccountMail.CONFIRM, ada.user().email()))
                .as("there is nothing to confirm any more")
                .isEqualTo(MailStatus.DROPPED);
    }

    @Test
    void aForgottenPasswordIsReplacedOnceAndEndsAllThatTheOldOneOpened() throws Exception {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        String apiToken =
                ada.http().post("/api/v1/tokens", "{\"name\":\"a program\"}").at("/token");
        assertThat(people.nobody().withToken(apiToken).get("/api/v1/users/me").status())
                .isEqualTo(200);
        TestPasskey.at(people.url()).register(ada.http(), "laptop");
        TestIdentities.connect(store, ada.user().id());
        assertThat(forgot(" " + email.toUpperCase(Locale.ROOT)).status()).isEqualTo(202);
        Letter letter = box.letter(AccountMail.RESET, email);
        String token = MailBox.token(letter);
        assertThat(Objects.requireNonNull(letter.action()).address().toString())
                .startsWith(people.url() + "/reset?token=");
        assertThat(links(ada.user())).hasSize(1).noneMatch(link -> link.contains(token.substring(25)));

        Answer weak = reset(token, "qwertyuiop");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.at("/errors/0/message")).contains("most common");
        List<Integer> answers = Together.call(4, () -> reset(token, NEW).status());

        assertThat(answers).containsOnly(204, 400).containsOnlyOnce(204);
        assertThat(users.authenticate(email, NEW)).isPresent();
        assertThat(users.authenticate(email, TestPeople.PASSWORD)).isEmpty();
        assertThat(ada.http().get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(people.nobody().withToken(apiToken).get("/api/v1/users/me").status())
                .isEqualTo(401);
        for (String kind : List.of("passkeys", "identities")) {
            assertThat(store.getCollection(kind)
                            .countDocuments(Filters.eq("userId", ada.user().id())))
                    .as("somebody else may have added %s", kind)
                    .isZero();
        }
        assertThat(user(email).isVerified())
                .as("who reads its mail has the address")
                .isTrue();
        assertThat(box.letter(AccountMail.PASSWORD_CHANGED, email).paragraphs()).hasSize(1);
    }

    @Test
    void aLinkThatIsSentInSeveralAttemptsIsWrittenDownOnce() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        for (ObjectId mail : List.of(new ObjectId(), new ObjectId())) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                MailRequest request =
                        new MailRequest(mail, attempt, AccountMail.RESET, email, "en", Map.of(), Duration.ofHours(1));
                assertThat(letters.write(request)).isPresent();
            }
        }

        assertThat(ada.http()
                        .get("/api/v1/audit?action=auth.password_forgotten")
                        .json()
                        .path("items"))
                .hasSize(2);
        await().untilAsserted(() -> assertThat(ada.http()
                        .get("/api/v1/activity")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(note -> note.path("type").asString("").equals("password:forgotten")))
                .hasSize(2));
    }

    @Test
    void anAddressWithoutAnAccountIsAnsweredAsOneThatHasOne() {
        String nobody = people.newEmail();
        Answer known = forgot(people.someone().user().email());
        Answer unknown = forgot(nobody);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(box.end(AccountMail.RESET, nobody)).isEqualTo(MailStatus.DROPPED);
        assertThat(forgot("nonsense").at("/errors/0/field")).isEqualTo("email");
    }

    @Test
    void aLinkEndsAfterHalfAnHourAndAGuessedOneOpensNothing() {
        TestPerson ada = people.someone();
        forgot(ada.user().email());
        String token = box.token(AccountMail.RESET, ada.user().email());
        assertThat(ada.http().get("/api/v1/audit?action=mail.read").at("/items/0/object/type"))
                .as("she is told that her mail was read")
                .isEqualTo("mail");
        Document link = store.getCollection(MailedLinksSchema.NAME)
                .find(Filters.eq("userId", ada.user().id()))
                .first();
        assertThat(Objects.requireNonNull(link).getDate("expiresAt").toInstant())
                .isBetween(clock.instant().plusSeconds(25 * 60), clock.instant().plusSeconds(30 * 60));

        assertThat(reset(token.substring(0, 25) + "A".repeat(43), NEW).status()).isEqualTo(400);
        assertThat(reset("", NEW).status()).isEqualTo(400);
        store.getCollection(MailedLinksSchema.NAME)
                .updateOne(Filters.eq(new ObjectId(token.substring(0, 24))), Updates.set("expiresAt", clock.instant()));
        assertThat(reset(token, NEW).status()).isEqualTo(400);
        assertThat(users.authenticate(ada.user().email(), TestPeople.PASSWORD)).isPresent();
    }

    @Test
    void aLinkForOneThingOpensNoOther() {
        TestPerson ada = people.someone();
        ada.http().post("/api/v1/auth/verify/resend", "{}");
        String confirm = box.token(AccountMail.CONFIRM, ada.user().email());

        assertThat(reset(confirm, NEW).status()).isEqualTo(400);

        assertThat(users.authenticate(ada.user().email(), NEW)).isEmpty();
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
        assertThat(links(ada.user())).isEmpty();
    }

    @Test
    void anAddressThatGotAnAccountMeanwhileIsNotTaken() {
        TestPerson ada = people.someone();
        String next = people.newEmail();
        changeAddress(ada.http(), next, TestPeople.PASSWORD);
        String token = box.token(AccountMail.MOVE, next);
        newAccounts.createUser(next, TestPeople.PASSWORD);

        assertThat(post("/api/v1/auth/verify", "{\"token\":\"" + token + "\"}").status())
                .isEqualTo(409);

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
        forgot(ada.user().email());
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
    void theCommandLineMakesAdministrators() {
        Http cli = people.nobody().withToken(sessions.localToken());
        String email = people.newEmail();

        Answer made = cli.post("/api/v1/local/administrators", "{\"email\":\"" + email + "\"}");

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(users.authenticate(email, made.at("/password")))
                .hasValueSatisfying(admin -> assertThat(admin.role()).isEqualTo("admin"));
        assertThat(people.admin()
                        .http()
                        .post("/api/v1/local/administrators", "{\"email\":\"" + people.newEmail() + "\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anInvitedPersonMakesHisAccountOnceInTheRoleThatHeWasGiven() {
        Http admin = people.admin().http();
        String email = people.newEmail();
        String wanted = "{\"email\":\"" + email + "\",\"role\":\"admin\"}";
        assertThat(people.someone()
                        .http()
                        .post("/api/v1/admin/invitations", wanted)
                        .status())
                .isEqualTo(403);

        Answer invited = admin.post("/api/v1/admin/invitations", wanted);

        assertThat(invited.status()).as("%s", invited).isEqualTo(201);
        assertThat(admin.get("/api/v1/admin/invitations").text()).contains(email);
        String token = box.token(AccountMail.INVITATION, email);
        assertThat(accept(token, "short").status()).isEqualTo(400);
        Answer accepted = accept(token, NEW);
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(201);
        assertThat(accepted.at("/role")).isEqualTo("admin");
        assertThat(accepted.json().at("/isVerified").asBoolean()).isTrue();
        assertThat(users.authenticate(email, NEW)).isPresent();
        assertThat(accept(token, NEW).status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/admin/invitations").text()).doesNotContain(email);
        assertThat(admin.post("/api/v1/admin/invitations", wanted).status()).isEqualTo(409);
    }

    @Test
    void anInvitationOfAnAddressThatGotAnAccountMeanwhileIsGone() {
        Http admin = people.admin().http();
        String email = people.newEmail();
        admin.post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\"}");
        String token = box.token(AccountMail.INVITATION, email);
        newAccounts.createUser(email, TestPeople.PASSWORD);

        assertThat(accept(token, NEW).status()).isEqualTo(409);

        assertThat(admin.get("/api/v1/admin/invitations?limit=100").text()).doesNotContain(email);
        assertThat(accept(token, NEW).status()).isEqualTo(400);
    }

    @Test
    void anInvitationThatIsTakenBackOpensNothing() {
        Http admin = people.admin().http();
        String email = people.newEmail();
        String id = admin.post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\"}")
                .at("/id");
        String token = box.token(AccountMail.INVITATION, email);

        assertThat(admin.delete("/api/v1/admin/invitations/" + id).status()).isEqualTo(204);

        assertThat(accept(token, NEW).status()).isEqualTo(400);
        assertThat(admin.delete("/api/v1/admin/invitations/" + id).status()).isEqualTo(404);
    }

    @Test
    void anInvitationOfWhoIsNoAdministratorAnyMoreOpensNothing() {
        TestPerson host = people.admin();
        String email = people.newEmail();
        host.http().post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\",\"role\":\"admin\"}");
        String token = box.token(AccountMail.INVITATION, email);
        Answer demoted =
                people.admin().http().patch("/api/v1/users/" + host.user().id(), "{\"role\":\"user\"}");
        assertThat(demoted.status()).as("%s", demoted).isEqualTo(200);

        assertThat(accept(token, NEW).status()).isEqualTo(400);
    }

    @Test
    void whoAsksForTooManyIsRefusedAndOneAddressGetsNoMoreThanThat() {
        Client client = new Client("2001:db8:1:2:3:4:5:6", null);
        Client neighbour = new Client("2001:db8:1:2:ffff::1", null);
        exhaust("from " + client.network());
        assertThatThrownBy(() -> accounts.forgot(people.newEmail(), "en", neighbour))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("RATE001"));

        TestPerson ada = people.someone();
        String email = ada.user().email();
        exhaust(AccountMail.CONFIRM + " to " + email);
        assertThat(ada.http().post("/api/v1/auth/verify/resend", "{}").status()).isEqualTo(202);
        assertThat(box.all(AccountMail.CONFIRM, email)).isEmpty();
    }

    @Test
    void whateverStrangersAskForAnOwnerCanResetHisPassword() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        Client stranger = new Client("192.0.2.77", null);
        asked(AccountMail.RESET + " to " + email + " from " + stranger.network(), 249_999);
        accounts.forgot(email, "en", stranger);
        accounts.forgot(email, "en", stranger);
        assertThat(box.all(AccountMail.RESET, email))
                .as("one network gets a quarter")
                .hasSize(1);
        forgot(email);
        assertThat(box.all(AccountMail.RESET, email)).hasSize(2);
        await().until(() -> links(ada.user()).size() == 2);

        exhaust(AccountMail.RESET + " to " + email);
        forgot(email);
        assertThat(box.end(AccountMail.RESET, email))
                .as("there is a good link already")
                .isEqualTo(MailStatus.DROPPED);
        store.getCollection(MailedLinksSchema.NAME)
                .updateMany(Filters.eq("userId", ada.user().id()), Updates.set("expiresAt", clock.instant()));
        forgot(email);
        assertThat(box.end(AccountMail.RESET, email)).as("none is left").isEqualTo(MailStatus.KEPT);
    }

    @Test
    void aSpareLinkThatIsDelayedIsSentAtItsNextAttemptAndNotTwice() {
        String email = people.someone().user().email();
        ObjectId delayed = new ObjectId();

        assertThat(letters.write(spare(delayed, 1, email))).isPresent();
        assertThat(letters.write(spare(delayed, 2, email))).as("its own link").isPresent();

        assertThat(letters.write(spare(new ObjectId(), 1, email)))
                .as("another one beside a good link")
                .isEmpty();
    }

    private static MailRequest spare(ObjectId mail, int attempt, String to) {
        return new MailRequest(
                mail, attempt, AccountMail.RESET, to, "en", Map.of(AccountMail.SPARE, "true"), Duration.ofHours(1));
    }

    @Test
    void whoResetsHisPasswordWaitsForNoStrangers() {
        String email = people.someone().user().email();
        for (int guess = 0; guess < 101; guess++) {
            Client stranger = new Client("2001:db8:a:" + guess / 5 + "::1", "curl");
            assertThatThrownBy(() -> signIns.withPassword(email, "wrong wrong wrong", stranger))
                    .isInstanceOf(ProblemException.class);
        }
        Client home = new Client("2001:db8:b:1::1", "Firefox");
        assertThatThrownBy(() -> signIns.withPassword(email, TestPeople.PASSWORD, home))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("RATE001"));
        forgot(email);

        assertThat(reset(box.token(AccountMail.RESET, email), NEW).status()).isEqualTo(204);

        assertThat(signIns.withPassword(email, NEW, home)).isInstanceOf(SignIns.Done.class);
    }

    @Test
    void linksToResetAreGoodUntilOneIsUsed() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        forgot(email);
        String first = box.token(AccountMail.RESET, email);
        forgot(email);
        await().until(() -> !box.token(AccountMail.RESET, email).equals(first));
        String second = box.token(AccountMail.RESET, email);

        assertThat(reset(first, NEW).status()).as("the older one").isEqualTo(204);
        assertThat(reset(second, "another tomato ladder 9").status()).isEqualTo(400);
        assertThat(users.authenticate(email, NEW)).isPresent();
    }

    private void exhaust(String what) {
        asked(what, 1_000_000);
    }

    private void asked(String what, int times) {
        redis.opsForValue()
                .set(
                        Limits.key(SecretToken.hash(what).substring(0, 32), Endpoint.MAIL),
                        Integer.toString(times),
                        Duration.ofMinutes(1));
    }

    @Test
    void theLanguageIsThatOfThePerson() {
        TestPerson ada = people.someone();
        ada.http().patch("/api/v1/users/me", "{\"preferences\":{\"language\":\"zh\"}}");

        forgot(ada.user().email());

        assertThat(box.letter(AccountMail.RESET, ada.user().email()).subject()).isEqualTo("设置新密码");
    }

    @Test
    void aLinkThatIsOpenedDoesNothingBeforeItsFormIsSent() {
        TestPerson ada = people.someone();
        Browser browser = Browser.at(people.url());
        browser.get("/forgot");
        Answer asked = browser.post("/forgot", "email=" + encoded(ada.user().email()));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.text()).contains("Look into your mail");
        String token = box.token(AccountMail.RESET, ada.user().email());

        Answer opened = browser.get("/reset?token=" + encoded(token));
        assertThat(opened.text()).contains(token);
        assertThat(browser.get("/reset?token=" + encoded(token)).status()).isEqualTo(200);
        Answer weak = browser.post("/reset", "token=" + encoded(token) + "&password=short");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.text()).contains("at least 10 characters", token);
        Answer done = browser.post("/reset", "token=" + encoded(token) + "&password=" + encoded(NEW));

        assertThat(done.text()).contains("Your password is changed");
        assertThat(users.authenticate(ada.user().email(), NEW)).isPresent();
        assertThat(browser.post("/reset", "token=" + encoded(token) + "&password=" + encoded(NEW))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPersonChangesPasswordAndAddressOnThePageOfTheAccount() {
        TestPerson ada = people.someone();
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(ada.user().userId()));
        assertThat(browser.get("/settings/account").text()).contains(ada.user().email(), "not confirmed");

        Answer wrong = browser.post("/settings/account/password", "password=wrong&newPassword=" + encoded(NEW));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("is not your password");
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

    @Test
    void anAdministratorReadsTheMailsAndInvites() {
        TestPerson admin = people.admin();
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(admin.user().userId()));
        browser.get("/admin/invitations");
        String email = people.newEmail();

        Answer sent = browser.post("/admin/invitations", "role=user&email=" + encoded(email));

        assertThat(sent.text()).contains(email + " is invited");
        assertThat(browser.post("/admin/invitations", "email=nonsense").status())
                .isEqualTo(422);
        box.letter(AccountMail.INVITATION, email);
        String id = box.all(AccountMail.INVITATION, email).getFirst().id().toHexString();
        assertThat(browser.get("/admin/mails").text()).contains(email, "/admin/mails/" + id);
        assertThat(browser.get("/admin/mails/" + id).text())
                .contains("An administrator invites you", "/invitation?token=");
    }

    private List<String> links(User user) {
        return store.getCollection(MailedLinksSchema.NAME)
                .find(Filters.eq("userId", user.id()))
                .map(Document::toJson)
                .into(new ArrayList<>());
    }

    private User user(String email) {
        return users.byId(new UserId(users.byEmail(email).orElseThrow().id())).orElseThrow();
    }

    private Answer forgot(String email) {
        return post("/api/v1/auth/password/forgot", "{\"email\":\"" + email + "\"}");
    }

    private Answer reset(String token, String password) {
        return post("/api/v1/auth/password/reset", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    private Answer accept(String token, String password) {
        return post("/api/v1/auth/invitation", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    private static Answer changePassword(Http http, String password, String next) {
        return http.post(
                "/api/v1/users/me/password", "{\"password\":\"" + password + "\",\"newPassword\":\"" + next + "\"}");
    }

    private static Answer changeAddress(Http http, String email, String password) {
        return http.post("/api/v1/users/me/email", credentials(email, password));
    }

    private static Answer deactivate(Http http, String password) {
        return http.post("/api/v1/users/me/deactivate", "{\"password\":\"" + password + "\"}");
    }

    private Answer post(String path, String json) {
        return people.nobody().post(path, json);
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
