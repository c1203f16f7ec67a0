package io.automedia.accounts;

import static io.automedia.accounts.AccountFixtures.NEW;
import static io.automedia.accounts.AccountFixtures.encoded;
import static io.automedia.accounts.AccountFixtures.forgot;
import static io.automedia.accounts.AccountFixtures.links;
import static io.automedia.accounts.AccountFixtures.reset;
import static io.automedia.accounts.AccountFixtures.user;
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
import io.automedia.sessions.SignIns;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A forgotten password is replaced by a link in a mail, whatever strangers ask for.
@AutoMediaTest
class ForgottenPasswordTests {
    private final TestPeople people;
    private final Users users;
    private final SignIns signIns;
    private final Accounts accounts;
    private final AccountLetters letters;
    private final MongoDatabase store;
    private final StringRedisTemplate redis;
    private final Clock clock;
    private final MailBox box;

    ForgottenPasswordTests(
            TestPeople people,
            Users users,
            SignIns signIns,
            Accounts accounts,
            AccountLetters letters,
            MongoDatabase store,
            StringRedisTemplate redis,
            Clock clock,
            Mails mails) {
        this.people = people;
        this.users = users;
        this.signIns = signIns;
        this.accounts = accounts;
        this.letters = letters;
        this.store = store;
        this.redis = redis;
        this.clock = clock;
        this.box = new MailBox(mails, people);
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
        assertThat(forgot(people, " " + email.toUpperCase(Locale.ROOT)).status())
                .isEqualTo(202);
        Letter letter = box.letter(AccountMail.RESET, email);
        String token = MailBox.token(letter);
        assertThat(Objects.requireNonNull(letter.action()).address().toString())
                .startsWith(people.url() + "/reset?token=");
        assertThat(links(store, ada.user())).hasSize(1).noneMatch(link -> link.contains(token.substring(25)));

        Answer weak = reset(people, token, "qwertyuiop");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.at("/errors/0/message")).contains("most common");
        List<Integer> answers = Together.call(4, () -> reset(people, token, NEW).status());

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
        assertThat(user(users, email).isVerified())
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
        Answer known = forgot(people, people.someone().user().email());
        Answer unknown = forgot(people, nobody);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(box.end(AccountMail.RESET, nobody)).isEqualTo(MailStatus.DROPPED);
        assertThat(forgot(people, "nonsense").at("/errors/0/field")).isEqualTo("email");
    }

    @Test
    void aLinkEndsAfterHalfAnHourAndAGuessedOneOpensNothing() {
        TestPerson ada = people.someone();
        forgot(people, ada.user().email());
        String token = box.token(AccountMail.RESET, ada.user().email());
        assertThat(ada.http().get("/api/v1/audit?action=mail.read").at("/items/0/object/type"))
                .as("she is told that her mail was read")
                .isEqualTo("mail");
        Document link = store.getCollection(MailedLinksSchema.NAME)
                .find(Filters.eq("userId", ada.user().id()))
                .first();
        assertThat(Objects.requireNonNull(link).getDate("expiresAt").toInstant())
                .isBetween(clock.instant().plusSeconds(25 * 60), clock.instant().plusSeconds(30 * 60));

        assertThat(reset(people, token.substring(0, 25) + "A".repeat(43), NEW).status())
                .isEqualTo(400);
        assertThat(reset(people, "", NEW).status()).isEqualTo(400);
        store.getCollection(MailedLinksSchema.NAME)
                .updateOne(Filters.eq(new ObjectId(token.substring(0, 24))), Updates.set("expiresAt", clock.instant()));
        assertThat(reset(people, token, NEW).status()).isEqualTo(400);
        assertThat(users.authenticate(ada.user().email(), TestPeople.PASSWORD)).isPresent();
    }

    @Test
    void aLinkForOneThingOpensNoOther() {
        TestPerson ada = people.someone();
        ada.http().post("/api/v1/auth/verify/resend", "{}");
        String confirm = box.token(AccountMail.CONFIRM, ada.user().email());

        assertThat(reset(people, confirm, NEW).status()).isEqualTo(400);

        assertThat(users.authenticate(ada.user().email(), NEW)).isEmpty();
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
        forgot(people, email);
        assertThat(box.all(AccountMail.RESET, email)).hasSize(2);
        await().until(() -> links(store, ada.user()).size() == 2);

        exhaust(AccountMail.RESET + " to " + email);
        forgot(people, email);
        assertThat(box.end(AccountMail.RESET, email))
                .as("there is a good link already")
                .isEqualTo(MailStatus.DROPPED);
        store.getCollection(MailedLinksSchema.NAME)
                .updateMany(Filters.eq("userId", ada.user().id()), Updates.set("expiresAt", clock.instant()));
        forgot(people, email);
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
        forgot(people, email);

        assertThat(reset(people, box.token(AccountMail.RESET, email), NEW).status())
                .isEqualTo(204);

        assertThat(signIns.withPassword(email, NEW, home)).isInstanceOf(SignIns.Done.class);
    }

    @Test
    void linksToResetAreGoodUntilOneIsUsed() {
        TestPerson ada = people.someone();
        String email = ada.user().email();
        forgot(people, email);
        String first = box.token(AccountMail.RESET, email);
        forgot(people, email);
        await().until(() -> !box.token(AccountMail.RESET, email).equals(first));
        String second = box.token(AccountMail.RESET, email);

        assertThat(reset(people, first, NEW).status()).as("the older one").isEqualTo(204);
        assertThat(reset(people, second, "another tomato ladder 9").status()).isEqualTo(400);
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

        forgot(people, ada.user().email());

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
}
