package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.access.Authenticator;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class SignInTests {
    private final TestPeople people;
    private final NewAccounts newAccounts;
    private final MongoDatabase store;

    SignInTests(TestPeople people, NewAccounts newAccounts, MongoDatabase store) {
        this.people = people;
        this.newAccounts = newAccounts;
        this.store = store;
    }

    @Test
    void who_registers_gets_an_account_and_is_signed_in() {
        String email = people.newEmail();

        Answer registered = people.nobody().post("/api/v1/auth/register", credentials(email));

        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        assertThat(registered.at("/user/email")).isEqualTo(email);
        assertThat(registered.at("/user/role")).isEqualTo("user");
        assertThat(registered.at("/tokens/tokenType")).isEqualTo("Bearer");
        assertThat(registered.json().at("/tokens/expiresIn").asInt()).isEqualTo(3600);
        assertThat(registered.text()).doesNotContain("password");
        Answer me =
                people.nobody().withToken(registered.at("/tokens/accessToken")).get("/api/v1/users/me");
        assertThat(me.status()).as("%s", me).isEqualTo(200);
        assertThat(me.at("/id")).isEqualTo(registered.at("/user/id"));
        assertThat(me.header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void the_right_password_signs_in_however_the_address_is_written() {
        String email = people.someone().user().email();

        Answer signedIn = login(" " + email.toUpperCase(Locale.ROOT), TestPeople.PASSWORD);

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.at("/user/email")).isEqualTo(email);
        assertThat(people.nobody()
                        .withToken(signedIn.at("/tokens/accessToken"))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_has_no_numbers_since_another_program_left_null_there_signs_in() {
        User user = people.someone().user();
        store.getCollection("users").updateOne(Filters.eq("_id", user.id()), Updates.set("statistics", null));

        Answer signedIn = login(user.email(), TestPeople.PASSWORD);

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        Answer me =
                people.nobody().withToken(signedIn.at("/tokens/accessToken")).get("/api/v1/users/me");
        assertThat(me.at("/statistics/lastActivity")).isNotEmpty();
    }

    @Test
    void a_sign_in_with_another_device_is_told_by_mail_and_the_first_one_is_not() {
        String email = people.newEmail();
        newAccounts.createUser(email, TestPeople.PASSWORD);
        String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";
        String newer = firefox.replace("146", "147");
        String phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1";

        for (String userAgent : List.of(firefox, newer, firefox, phone, phone)) {
            Answer signedIn =
                    people.nobody().with("User-Agent", userAgent).post("/api/v1/auth/login", credentials(email));
            assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        }

        List<Document> mails = store.getCollection("mails")
                .find(Filters.and(Filters.eq("to", email), Filters.eq("kind", "new-sign-in")))
                .into(new ArrayList<>());
        assertThat(mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.get("facts", Document.class))
                        .containsEntry("browser", "Safari")
                        .containsEntry("os", "iOS"));
        await().untilAsserted(() -> assertThat(store.getCollection("mails")
                        .find(Filters.eq("_id", mails.getFirst().get("_id"))))
                .allSatisfy(mail -> assertThat(mail.getString("subject")).isEqualTo("A new sign-in to your account")));
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        Answer wrong = login(people.someone().user().email(), "blue tomato ladder 8");
        Answer unknown = login(people.newEmail(), TestPeople.PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/code")).isEqualTo("AUTH001");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(login("no address", TestPeople.PASSWORD).text()).isEqualTo(wrong.text());
    }

    @Test
    void that_an_account_is_closed_is_told_to_the_right_password_alone() {
        User user = people.someone().user();
        store.getCollection("users").updateOne(Filters.eq("_id", user.id()), Updates.set("isActive", false));

        Answer right = login(user.email(), TestPeople.PASSWORD);
        Answer wrong = login(user.email(), "blue tomato ladder 8");

        assertThat(right.status()).isEqualTo(403);
        assertThat(right.at("/code")).isEqualTo("AUTH004");
        assertThat(right.at("/detail")).contains("This account is closed", "Ask an administrator");
        assertThat(right.text()).doesNotContain("accessToken");
        assertThat(wrong.text())
                .isEqualTo(login(people.newEmail(), TestPeople.PASSWORD).text());
        Browser browser = Browser.at(people.url());
        browser.get("/login");
        Answer page =
                browser.post("/login", "email=" + user.email() + "&password=" + TestPeople.PASSWORD.replace(' ', '+'));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("This account is closed", "name=\"password\"");
        assertThat(page.cookie(Authenticator.COOKIE)).isEmpty();
    }

    @Test
    void what_is_missing_is_named() {
        Answer refused = people.nobody().post("/api/v1/auth/login", "{\"email\":\"ada@example.org\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("password");
    }

    @Test
    void who_signs_out_leaves_a_token_that_opens_nothing() {
        Http person = people.someone().http();

        assertThat(person.post("/api/v1/auth/logout", "").status()).isEqualTo(204);

        assertThat(person.get("/api/v1/users/me").at("/code")).isEqualTo("AUTH003");
        assertThat(person.post("/api/v1/auth/logout", "").status()).isEqualTo(401);
    }

    private Answer login(String email, String password) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    static String credentials(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}";
    }
}
