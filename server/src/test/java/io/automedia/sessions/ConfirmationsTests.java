package io.automedia.sessions;

import static io.automedia.sessions.TwoFactorFixtures.CONFIRM;
import static io.automedia.sessions.TwoFactorFixtures.ENABLE;
import static io.automedia.sessions.TwoFactorFixtures.TWO_FACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.sessions.TwoFactorFixtures.Kit;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/// What is asked for again before a dangerous act.
@AutoMediaTest
class ConfirmationsTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final Confirmations confirmations;
    private final MongoDatabase database;
    private final TwoFactorFixtures twoFactor;
    private TestPerson ada;

    ConfirmationsTests(
            TestPeople people, Sessions sessions, Confirmations confirmations, MongoDatabase database, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.confirmations = confirmations;
        this.database = database;
        this.twoFactor = new TwoFactorFixtures(people, database, clock);
        this.ada = people.someone();
    }

    @Test
    void a_one_time_link_takes_no_code_and_is_none() {
        String cookie = sessions.openForBrowser(ada.user(), new Client("127.0.0.1", "test"), Proof.LINK);
        Caller caller = sessions.ofCookie(cookie).orElseThrow();
        confirmations.require(caller);

        twoFactor.enable(ada);

        assertThat(sessions.ofCookie(cookie)).isPresent();
        assertThat(catchThrowableOfType(ProblemException.class, () -> confirmations.require(caller))
                        .problem())
                .isEqualTo(new Problem.ConfirmationNeeded("code"));
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
        Kit kit = twoFactor.enable(ada);
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

    /// As if the session had been opened so much earlier.
    private void grow(Duration age) {
        database.getCollection("sessions")
                .updateOne(
                        Filters.eq("_id", ((Caller.Person) ada.caller()).sessionId()),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(age))));
    }
}
