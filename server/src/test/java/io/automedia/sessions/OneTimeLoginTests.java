package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.access.Authenticator;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import io.automedia.users.User;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class OneTimeLoginTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase store;
    private final Clock clock;

    OneTimeLoginTests(TestPeople people, Sessions sessions, MongoDatabase store, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.store = store;
        this.clock = clock;
    }

    @Test
    void it_signs_its_person_in_once() {
        User person = people.someone().user();
        String token = sessions.oneTimeLogin(person.userId());

        Answer first = open(token);

        assertThat(first.status()).as("%s", first).isEqualTo(302);
        assertThat(first.header("Location")).isEqualTo("/");
        assertThat(sessions.ofCookie(first.cookie(Authenticator.COOKIE)))
                .hasValueSatisfying(it -> assertThat(it.userId()).isEqualTo(person.userId()));
        Answer second = open(token);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.cookie(Authenticator.COOKIE)).isEmpty();
        assertThat(second.text()).contains("used already or has expired");
    }

    @Test
    void of_many_who_try_at_once_one_is_signed_in() throws Exception {
        String token = sessions.oneTimeLogin(people.someone().user().userId());

        List<Answer> answers = Together.call(8, () -> open(token));

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
    }

    @Test
    void it_ends_after_its_time() {
        String token = sessions.oneTimeLogin(people.someone().user().userId());
        store.getCollection(OneTimeLogins.Schema.NAME)
                .updateOne(Filters.eq(new ObjectId(token.substring(0, 24))), Updates.set("expiresAt", clock.instant()));

        assertThat(open(token).status()).isEqualTo(401);
    }

    @Test
    void a_guessed_one_uses_none_up() {
        User person = people.someone().user();
        String token = sessions.oneTimeLogin(person.userId());

        assertThat(open(token.substring(0, 25) + "A".repeat(43)).status()).isEqualTo(401);
        assertThat(open("nonsense").status()).isEqualTo(401);
        assertThat(open("").status()).isEqualTo(401);

        assertThat(store.getCollection(OneTimeLogins.Schema.NAME)
                        .find(Filters.eq("userId", person.id()))
                        .map(Document::toJson)
                        .first())
                .doesNotContain(token.substring(25));
        assertThat(open(token).status()).isEqualTo(302);
    }

    private Answer open(String token) {
        return people.nobody().with("Accept", "text/html").get("/login/once?token=" + token);
    }
}
