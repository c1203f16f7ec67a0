package io.automedia.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import io.automedia.users.NewAccounts;
import io.automedia.users.Users;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Registration where a mail server is configured: nobody learns from it which addresses have an account.
@AutoMediaTest
class ConfirmedRegistrationTests {
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private static final String MALLORYS = "another long secret of somebody";
    private static final Pattern LINK = Pattern.compile("https://media\\.example\\.org/verify\\?token=(\\S+)");

    private final TestPeople people;
    private final Users users;
    private final NewAccounts newAccounts;
    private final MongoDatabase store;

    ConfirmedRegistrationTests(TestPeople people, Users users, NewAccounts newAccounts, MongoDatabase store) {
        this.people = people;
        this.users = users;
        this.newAccounts = newAccounts;
        this.store = store;
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        SERVER.start();
        registry.add("automedia.public-url", () -> "https://media.example.org");
        registry.add("automedia.mail.host", () -> "127.0.0.1");
        registry.add("automedia.mail.port", () -> SERVER.getSmtp().getPort());
        registry.add("automedia.mail.security", () -> "none");
        registry.add("automedia.mail.timeout", () -> "1m");
        registry.add("automedia.mail.from", () -> "media@example.org");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void whatIsSharedWithAnAccountWaitsUntilItsAddressIsConfirmed() {
        TestPeople.TestPerson owner = people.someone();
        TestPeople.TestPerson squatter = people.someone();
        String email = squatter.user().email();
        String collections = "/api/v1/collections";
        String path =
                owner.http().post(collections, "{\"name\": \"Not his yet\"}").header("Location");
        owner.http().put(path + "/permissions", "{\"person\": \"" + email + "\", \"role\": \"editor\"}");
        Answer seen = owner.http().get(path);

        assertThat(squatter.http().get(collections + "?scope=shared").text()).doesNotContain("Not his yet");
        assertThat(squatter.http().get(path).status()).isEqualTo(404);
        assertThat(squatter.http().get("/api/v1/activity").text()).doesNotContain("collection:shared");
        assertThat(squatter.http().get("/api/v1/audit").text()).doesNotContain("permission.changed");

        users.confirm(squatter.user().userId(), email);

        Answer after = owner.http().get(path);
        assertThat(after.text()).isEqualTo(seen.text()).contains(email);
        assertThat(after.header("ETag")).isEqualTo(seen.header("ETag"));
        assertThat(squatter.http().get(path).at("/role")).isEqualTo("editor");
    }

    @Test
    void anAccountIsMadeWhenItsAddressIsConfirmed() throws Exception {
        String email = "new.person@example.org";

        Answer answer = register(email, TestPeople.PASSWORD);

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(answer.text()).isEmpty();
        assertThat(users.byEmail(email)).isEmpty();
        assertThat(login(email).status()).isEqualTo(401);
        String token = token(mailTo(email));
        assertThat(stored()).as("its token is in the mail only").doesNotContain(token.substring(25));
        assertThat(verify(token, TestPeople.PASSWORD).status()).isEqualTo(200);
        assertThat(users.byEmail(email))
                .hasValueSatisfying(made -> assertThat(made.isVerified()).isTrue());
        assertThat(login(email).status()).isEqualTo(200);
        Answer again = verify(token, TestPeople.PASSWORD);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/errors/0/field")).isEqualTo("token");
    }

    @Test
    void whoseAddressSomebodyElseRegisteredGetsNoAccountWithHisPassword() throws Exception {
        String lena = "lena@example.org";
        register(lena, MALLORYS);
        String token = token(mailTo(lena));

        Answer clicked = people.nobody().post("/api/v1/auth/verify", "{\"token\":\"" + token + "\"}");
        Answer own = verify(token, TestPeople.PASSWORD);

        assertThat(clicked.status()).isEqualTo(400);
        assertThat(clicked.at("/errors/0/field")).isEqualTo("password");
        assertThat(own.status()).isEqualTo(400);
        assertThat(own.at("/errors/0/field")).isEqualTo("password");
        assertThat(users.byEmail(lena)).isEmpty();
        assertThat(verify(token, MALLORYS).status())
                .as("the link stays good for who made it")
                .isEqualTo(200);
        assertThat(users.authenticate(lena, MALLORYS)).isPresent();
    }

    @Test
    void whoRegisteredTooGetsHisOwnAccountByHisOwnLink() throws Exception {
        String lena = "lena.too@example.org";
        register(lena, MALLORYS);
        String mallorys = token(mailTo(lena));
        register(lena, TestPeople.PASSWORD);
        await().until(() -> all(lena).size() == 2);

        assertThat(verify(mallorys, TestPeople.PASSWORD).status()).isEqualTo(400);
        assertThat(verify(token(all(lena).getLast()), TestPeople.PASSWORD).status())
                .isEqualTo(200);

        assertThat(users.authenticate(lena, TestPeople.PASSWORD)).isPresent();
        assertThat(users.authenticate(lena, MALLORYS)).isEmpty();
    }

    @Test
    void thePasswordOfALinkIsGuessedTenTimesWhereverTheGuessesComeFrom() throws Exception {
        String email = "guessed@example.org";
        register(email, TestPeople.PASSWORD);
        String token = token(mailTo(email));
        for (int guess = 0; guess < 10; guess++) {
            assertThat(verify(token, "a guess of " + guess).status()).isEqualTo(400);
        }

        Answer refused = verify(token, TestPeople.PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("RATE001");
        assertThat(refused.header("Retry-After")).isEqualTo("900");
        assertThat(users.byEmail(email)).isEmpty();
        register("another@example.org", TestPeople.PASSWORD);
        assertThat(verify(token(mailTo("another@example.org")), TestPeople.PASSWORD)
                        .status())
                .as("another link")
                .isEqualTo(200);
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneMakesTheAccount() throws Exception {
        String email = "at.once@example.org";
        register(email, TestPeople.PASSWORD);
        String token = token(mailTo(email));

        List<Integer> answers =
                Together.call(4, () -> verify(token, TestPeople.PASSWORD).status());

        assertThat(answers).containsExactlyInAnyOrder(200, 400, 400, 400);
    }

    @Test
    void thePageAsksForThePassword() throws Exception {
        String email = "form@example.org";
        register(email, TestPeople.PASSWORD);
        String token = URLEncoder.encode(token(mailTo(email)), StandardCharsets.UTF_8);
        Browser browser = Browser.at(people.url());
        assertThat(browser.get("/verify?token=nonsense").text()).doesNotContain("name=\"password\"");
        assertThat(browser.get("/verify?token=" + token).text()).contains("name=\"password\"", "Make the account");

        Answer wrong = browser.post("/verify", "token=" + token + "&password=wrong");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("is not the one that was chosen", "name=\"password\"");
        Answer none = browser.post("/verify", "token=" + token);
        assertThat(none.status()).isEqualTo(400);
        Answer done = browser.post(
                "/verify",
                "token=" + token + "&password=" + URLEncoder.encode(TestPeople.PASSWORD, StandardCharsets.UTF_8));

        assertThat(done.text()).contains("Your address is confirmed");
        assertThat(users.authenticate(email, TestPeople.PASSWORD)).isPresent();
    }

    @Test
    void anAddressThatHasAnAccountIsAnsweredAlikeAndItsOwnerIsTold() throws Exception {
        String owner = "owner@example.org";
        newAccounts.createUser(owner, TestPeople.PASSWORD);

        Answer taken = register(owner, MALLORYS);
        Answer free = register("free@example.org", MALLORYS);

        assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(202);
        assertThat(taken.text()).isEqualTo(free.text());
        MimeMessage told = mailTo(owner);
        assertThat(told.getSubject()).isEqualTo("You have an account already");
        assertThat(text(told)).doesNotContain("token=");
        assertThat(users.authenticate(owner, TestPeople.PASSWORD)).isPresent();
        assertThat(register("free@example.org", "short").at("/errors/0/field"))
                .as("what can be told without looking is told")
                .isEqualTo("password");
    }

    @Test
    void ofTwoWhoWantAnAddressTheFirstThatConfirmsGetsIt() throws Exception {
        String email = "wanted@example.org";
        register(email, TestPeople.PASSWORD);
        String first = token(mailTo(email));
        register(email, MALLORYS);
        await().until(() -> all(email).size() == 2);
        String second = token(all(email).getLast());

        assertThat(verify(first, TestPeople.PASSWORD).status()).isEqualTo(200);

        assertThat(verify(second, MALLORYS).status()).isEqualTo(409);
        assertThat(users.authenticate(email, TestPeople.PASSWORD)).isPresent();
    }

    @Test
    void thePageTellsToLookIntoTheMail() {
        Browser browser = Browser.at(people.url());
        browser.get("/register");

        Answer told = browser.post(
                "/register",
                "email=page@example.org&password=" + URLEncoder.encode(TestPeople.PASSWORD, StandardCharsets.UTF_8));

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text()).contains("Look into your mail");
        assertThat(told.cookie("automedia_session")).isEmpty();
    }

    private Answer register(String email, String password) {
        return people.nobody().post("/api/v1/auth/register", credentials(email, password));
    }

    private Answer login(String email) {
        return people.nobody().post("/api/v1/auth/login", credentials(email, TestPeople.PASSWORD));
    }

    private Answer verify(String token, String password) {
        return people.nobody()
                .post("/api/v1/auth/verify", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    private static MimeMessage mailTo(String email) {
        await().until(() -> !all(email).isEmpty());
        return all(email).getLast();
    }

    private static List<MimeMessage> all(String email) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(email))
                .toList();
    }

    private static Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private static String token(MimeMessage mail) throws Exception {
        Matcher found = LINK.matcher(text(mail));
        assertThat(found.find()).isTrue();
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private String stored() {
        List<String> all = new ArrayList<>();
        for (String name : List.of("mails", MailedLinksSchema.NAME)) {
            store.getCollection(name).find().map(Document::toJson).into(all);
        }
        return all.toString();
    }
}
