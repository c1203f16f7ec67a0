package io.automedia.accounts;

import static io.automedia.accounts.AccountFixtures.NEW;
import static io.automedia.accounts.AccountFixtures.accept;
import static io.automedia.accounts.AccountFixtures.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.mail.Mails;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.NewAccounts;
import io.automedia.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Whoever runs the server brings people in: by invitations and by the command line.
@AutoMediaTest
class InvitationsTests {
    private final TestPeople people;
    private final Users users;
    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final MailBox box;

    InvitationsTests(TestPeople people, Users users, NewAccounts newAccounts, Sessions sessions, Mails mails) {
        this.people = people;
        this.users = users;
        this.newAccounts = newAccounts;
        this.sessions = sessions;
        this.box = new MailBox(mails, people);
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
    void theCommandLineMakesAnAdministratorOfWhoHasAnAccount() {
        Http cli = people.nobody().withToken(sessions.localToken());
        TestPerson ada = people.someone();
        String named = "{\"email\":\"" + ada.user().email().toUpperCase(Locale.ROOT) + "\"}";

        Answer refused = cli.post("/api/v1/local/administrators", named);
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text())
                .contains("create-admin --unconfirmed " + ada.user().email());
        assertThat(ada.http().get("/api/v1/users/me").at("/role")).isEqualTo("user");
        Answer raised = cli.post("/api/v1/local/administrators", named.replace("}", ",\"unconfirmed\":true}"));

        assertThat(raised.status()).as("%s", raised).isEqualTo(200);
        assertThat(raised.at("/before")).isEqualTo("user");
        assertThat(raised.json().at("/password").isString()).isFalse();
        assertThat(ada.http().get("/api/v1/users/me").at("/role")).isEqualTo("admin");
        assertThat(users.authenticate(ada.user().email(), TestPeople.PASSWORD)).isPresent();
        assertThat(ada.http()
                        .get("/api/v1/audit?action=account.changed&object="
                                + ada.user().id())
                        .at("/items/0/details/changed"))
                .isEqualTo("role");
        assertThat(cli.post("/api/v1/local/administrators", named).at("/before"))
                .isEqualTo("admin");
        TestPerson closed = people.someone();
        users.setActive(closed.user().userId(), false);
        assertThat(cli.post(
                                "/api/v1/local/administrators",
                                "{\"email\":\"" + closed.user().email() + "\"}")
                        .status())
                .isEqualTo(409);
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
        assertThat(accept(people, token, "short").status()).isEqualTo(400);
        Answer accepted = accept(people, token, NEW);
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(201);
        assertThat(accepted.at("/role")).isEqualTo("admin");
        assertThat(accepted.json().at("/isVerified").asBoolean()).isTrue();
        assertThat(users.authenticate(email, NEW)).isPresent();
        assertThat(accept(people, token, NEW).status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/admin/invitations").text()).doesNotContain(email);
        assertThat(admin.post("/api/v1/admin/invitations", wanted).status()).isEqualTo(409);
    }

    @Test
    void aLaterInvitationTakesThePlaceOfTheFormer() throws Exception {
        Http admin = people.admin().http();
        String email = people.newEmail();
        String invite = "/api/v1/admin/invitations";
        admin.post(invite, "{\"email\":\"" + email + "\",\"role\":\"admin\"}");
        String former = box.token(AccountMail.INVITATION, email);

        assertThat(admin.post(invite, "{\"email\":\"" + email + "\"}").status()).isEqualTo(201);

        assertThat(accept(people, former, NEW).status()).isEqualTo(400);
        assertThat(open(admin, email)).containsExactly("user");
        String other = people.newEmail();
        assertThat(Together.call(
                        4,
                        () -> admin.post(invite, "{\"email\":\"" + other + "\"}")
                                .status()))
                .containsOnly(201);
        assertThat(open(admin, other)).containsExactly("user");
    }

    private static List<String> open(Http admin, String email) {
        List<String> roles = new ArrayList<>();
        admin.get("/api/v1/admin/invitations?limit=100").json().at("/items").forEach(item -> {
            if (item.path("email").asString().equals(email)) {
                roles.add(item.path("role").asString());
            }
        });
        return roles;
    }

    @Test
    void anInvitationOfAnAddressThatGotAnAccountMeanwhileIsGone() {
        Http admin = people.admin().http();
        String email = people.newEmail();
        admin.post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\"}");
        String token = box.token(AccountMail.INVITATION, email);
        newAccounts.createUser(email, TestPeople.PASSWORD);

        assertThat(accept(people, token, NEW).status()).isEqualTo(409);

        assertThat(admin.get("/api/v1/admin/invitations?limit=100").text()).doesNotContain(email);
        assertThat(accept(people, token, NEW).status()).isEqualTo(400);
    }

    @Test
    void anInvitationThatIsTakenBackOpensNothing() {
        Http admin = people.admin().http();
        String email = people.newEmail();
        String id = admin.post("/api/v1/admin/invitations", "{\"email\":\"" + email + "\"}")
                .at("/id");
        String token = box.token(AccountMail.INVITATION, email);

        assertThat(admin.delete("/api/v1/admin/invitations/" + id).status()).isEqualTo(204);

        assertThat(accept(people, token, NEW).status()).isEqualTo(400);
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

        assertThat(accept(people, token, NEW).status()).isEqualTo(400);
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
}
