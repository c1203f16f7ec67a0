package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class RefreshTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase store;
    private final Clock clock;

    RefreshTests(TestPeople people, Sessions sessions, MongoDatabase store, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.store = store;
        this.clock = clock;
    }

    @Test
    void a_refresh_token_gives_the_next_pair_and_ends_the_former_after_the_grace() {
        Answer first = signedIn();

        Answer second = refresh(first);

        assertThat(second.status()).as("%s", second).isEqualTo(200);
        assertThat(second.at("/user/id")).isEqualTo(first.at("/user/id"));
        assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
        assertThat(me(second).status()).isEqualTo(200);
        assertThat(me(first).status()).as("requests under way").isEqualTo(200);
        change(first, Updates.set("exchange.at", clock.instant().minus(Duration.ofSeconds(61))));
        assertThat(me(first).at("/code")).isEqualTo("AUTH003");
        assertThat(me(second).status()).isEqualTo(200);
    }

    @Test
    void the_grace_of_an_access_token_ends_with_the_next_exchange_and_with_the_session() {
        Answer first = signedIn();
        Answer second = refresh(first);
        Answer third = refresh(second);

        assertThat(me(first).status()).isEqualTo(401);
        assertThat(me(second).status()).isEqualTo(200);
        people.nobody().withToken(accessToken(third)).post("/api/v1/auth/logout", "");
        assertThat(me(second).status()).isEqualTo(401);
    }

    @Test
    void whoever_asks_twice_at_once_gets_the_same_pair_and_stays_signed_in() throws Exception {
        Answer first = signedIn();

        List<Answer> answers = Together.call(6, () -> refresh(first));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.at("/tokens/refreshToken"))
                        .as("%s", answer)
                        .isNotEmpty()
                        .isEqualTo(refreshToken(answers.getFirst())));
        assertThat(answers).allSatisfy(answer -> assertThat(me(answer).status()).isEqualTo(200));
        assertThat(refresh(answers.getLast()).status()).isEqualTo(200);
    }

    @Test
    void after_the_grace_a_former_token_is_a_thiefs_and_closes_the_session() {
        Answer first = signedIn();
        Answer second = refresh(first);
        change(first, Updates.set("exchange.at", clock.instant().minus(Duration.ofSeconds(61))));

        Answer reused = refresh(first);

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.at("/code")).isEqualTo("AUTH003");
        assertThat(me(second).status()).isEqualTo(401);
        assertThat(refresh(second).at("/code")).isEqualTo("AUTH003");
    }

    @Test
    void within_the_grace_another_program_is_a_thief_and_closes_the_session() {
        Answer first = signedIn();
        Answer second = refresh(first);

        Answer stolen = people.nobody()
                .with("User-Agent", "curl/8.0")
                .post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + refreshToken(first) + "\"}");

        assertThat(stolen.at("/code")).as("%s", stolen).isEqualTo("AUTH003");
        assertThat(me(second).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void within_the_grace_another_network_is_a_thiefs_and_another_address_of_the_same_is_not() {
        String first = refreshToken(signedIn());
        String agent = "app/1.0";
        String second = sessions.refresh(first, new Client("2001:db8:1:1:0:0:0:1", agent))
                .tokens()
                .refreshToken();
        assertThat(sessions.refresh(first, new Client("2001:db8:1:1:0:0:0:2", agent))
                        .tokens()
                        .refreshToken())
                .isEqualTo(second);

        assertThatThrownBy(() -> sessions.refresh(first, new Client("2001:db8:1:2:0:0:0:1", agent)))
                .isInstanceOf(ProblemException.class);

        assertThatThrownBy(() -> sessions.refresh(second, new Client("2001:db8:1:1:0:0:0:1", agent)))
                .isInstanceOf(ProblemException.class);
        assertThat(isActive(first)).isFalse();
    }

    @Test
    void however_long_ago_a_token_was_exchanged_it_closes_the_session() {
        String first = refreshToken(signedIn());
        Client client = new Client("192.0.2.1", "app/1.0");
        String latest = first;
        for (int exchange = 0; exchange < 60; exchange++) {
            latest = sessions.refresh(latest, client).tokens().refreshToken();
        }
        assertThat(isActive(first)).isTrue();

        assertThatThrownBy(() -> sessions.refresh(first, client)).isInstanceOf(ProblemException.class);

        assertThat(isActive(first)).isFalse();
        String last = latest;
        assertThatThrownBy(() -> sessions.refresh(last, client)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_session_of_an_older_version_goes_on_and_knows_its_former_tokens() {
        Answer first = signedIn();
        change(first, Updates.unset("refreshKey"));

        Answer second = refresh(first);
        Answer third = refresh(second);

        assertThat(me(third).status()).isEqualTo(200);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(me(third).status()).isEqualTo(401);
    }

    @Test
    void a_token_from_before_the_latest_exchange_has_no_grace() {
        Answer first = signedIn();
        Answer third = refresh(refresh(first));

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(me(third).status()).isEqualTo(401);
    }

    @Test
    void a_closed_session_has_no_grace() {
        Answer first = signedIn();
        Answer second = refresh(first);
        people.nobody().withToken(accessToken(second)).post("/api/v1/auth/logout", "");

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void a_token_that_was_never_given_out_opens_and_closes_nothing() {
        Answer first = signedIn();
        String guessed = sessionOf(first).toHexString() + "." + "A".repeat(43);

        assertThat(refresh(guessed).at("/code")).isEqualTo("AUTH003");
        assertThat(refresh(new ObjectId() + guessed.substring(24)).at("/code")).isEqualTo("AUTH003");
        assertThat(refresh("nonsense").at("/code")).isEqualTo("AUTH003");
        assertThat(refresh("nonsense").at("/detail")).contains("refresh token");
        assertThat(refresh(accessToken(first)).at("/code")).isEqualTo("AUTH003");
        assertThat(people.nobody()
                        .withToken(refreshToken(first))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
        assertThat(me(first).status()).isEqualTo(200);
        assertThat(refresh(first).status()).isEqualTo(200);
    }

    @Test
    void a_session_that_has_ended_says_so() {
        Answer first = signedIn();
        change(first, Updates.set("expiresAt", clock.instant().minus(Duration.ofSeconds(1))));

        assertThat(refresh(first).at("/code")).isEqualTo("AUTH002");
    }

    @Test
    void no_token_lies_in_the_store() {
        Answer first = signedIn();
        Answer second = refresh(first);

        Document session = Objects.requireNonNull(store.getCollection(SessionsSchema.NAME)
                .find(Filters.eq(sessionOf(first)))
                .first());

        assertThat(session.toJson())
                .contains(SecretToken.hash(refreshToken(second)), SecretToken.hash(accessToken(second)))
                .doesNotContain(secretOf(first), secretOf(second), accessToken(first), accessToken(second));
    }

    private Answer signedIn() {
        return people.nobody().post("/api/v1/auth/register", SignInTests.credentials(people.newEmail()));
    }

    private Answer refresh(Answer signedIn) {
        return refresh(refreshToken(signedIn));
    }

    private Answer refresh(String token) {
        return people.nobody().post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
    }

    private Answer me(Answer signedIn) {
        return people.nobody().withToken(accessToken(signedIn)).get("/api/v1/users/me");
    }

    private void change(Answer signedIn, org.bson.conversions.Bson update) {
        store.getCollection(SessionsSchema.NAME).updateOne(Filters.eq(sessionOf(signedIn)), update);
    }

    private boolean isActive(String refreshToken) {
        return Objects.requireNonNull(store.getCollection(SessionsSchema.NAME)
                        .find(Filters.eq(new ObjectId(refreshToken.substring(0, 24))))
                        .first())
                .getBoolean("isActive");
    }

    private static ObjectId sessionOf(Answer signedIn) {
        return new ObjectId(refreshToken(signedIn).substring(0, 24));
    }

    private static String secretOf(Answer signedIn) {
        return refreshToken(signedIn).substring(25);
    }

    private static String accessToken(Answer signedIn) {
        return signedIn.at("/tokens/accessToken");
    }

    private static String refreshToken(Answer signedIn) {
        return signedIn.at("/tokens/refreshToken");
    }
}
