package io.automedia.accounts;

import static io.automedia.accounts.AccountFixtures.credentials;
import static io.automedia.accounts.AccountFixtures.user;
import static io.automedia.accounts.AccountFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.mail.MailStatus;
import io.automedia.mail.Mails;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.Users;
import org.junit.jupiter.api.Test;

/// Registering and confirming the address afterwards, where no mail server is configured.
@AutoMediaTest
class AddressConfirmationTests {
    private final TestPeople people;
    private final Users users;
    private final Accounts accounts;
    private final MailBox box;

    AddressConfirmationTests(TestPeople people, Users users, Accounts accounts, Mails mails) {
        this.people = people;
        this.users = users;
        this.accounts = accounts;
        this.box = new MailBox(mails, people);
    }

    @Test
    void whoRegistersConfirmsHisAddressByALinkThatIsGoodOnce() {
        String email = people.newEmail();
        Answer made = people.nobody()
                .with("Accept-Language", "zh")
                .post("/api/v1/auth/register", credentials(email, TestPeople.PASSWORD));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(user(users, email).isVerified()).isFalse();
        String token = box.token(AccountMail.CONFIRM, email);

        Answer confirmed = verify(people, token);

        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        assertThat(confirmed.at("/email")).isEqualTo(email);
        assertThat(user(users, email).isVerified()).isTrue();
        Answer again = verify(people, token);
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
        assertThat(verify(people, first).status()).isEqualTo(400);
        accounts.confirm(box.token(AccountMail.CONFIRM, ada.user().email()), null);
        ada.http().post("/api/v1/auth/verify/resend", "{}");
        assertThat(box.end(AccountMail.CONFIRM, ada.user().email()))
                .as("there is nothing to confirm any more")
                .isEqualTo(MailStatus.DROPPED);
    }
}
