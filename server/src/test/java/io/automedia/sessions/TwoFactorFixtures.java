package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.factors.TestAuthenticator;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Clock;
import java.util.List;

/// People with two-factor authentication, and how programs sign in with it.
final class TwoFactorFixtures {
    static final String TWO_FACTOR = "/api/v1/auth/two-factor";
    static final String CONFIRM = "/api/v1/auth/confirm";
    static final String ENABLE = "{\"action\":\"enable\"}";

    private final TestPeople people;
    private final MongoDatabase database;
    private final Clock clock;

    TwoFactorFixtures(TestPeople people, MongoDatabase database, Clock clock) {
        this.people = people;
        this.database = database;
        this.clock = clock;
    }

    /// A phone with which somebody signs in from now on, and what he wrote down.
    record Kit(TestAuthenticator phone, List<String> recoveryCodes) {}

    Kit enable(TestPerson person) {
        Answer enabled = person.http().post(TWO_FACTOR, ENABLE);
        assertThat(enabled.status()).as("%s", enabled).isEqualTo(200);
        TestAuthenticator phone = new TestAuthenticator(enabled.at("/secret"), clock);
        Answer confirmed =
                person.http().post(TWO_FACTOR, "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()));
        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        List<String> codes = confirmed
                .json()
                .at("/recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
        forgetUsedCodes(person);
        return new Kit(phone, codes);
    }

    /// As if the code that was used last were of long ago.
    private void forgetUsedCodes(TestPerson person) {
        database.getCollection("secondFactors")
                .updateOne(Filters.eq("_id", person.user().id()), Updates.set("lastStep", 0L));
    }

    Answer login(TestPerson person) {
        return login(person.user().email(), TestPeople.PASSWORD);
    }

    Answer login(String email, String password) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    /// Signs in from the beginning, by the password and this code.
    Answer loginWith(TestPerson person, String code) {
        return code(login(person).at("/challenge"), code);
    }

    Answer code(String challenge, String code) {
        return people.nobody()
                .post("/api/v1/auth/login", "{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code));
    }
}
