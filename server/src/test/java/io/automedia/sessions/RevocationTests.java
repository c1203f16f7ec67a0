package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A closed session is closed at once: for the node that closes it, for one that has just seen it in Redis, and
/// when the one that closes it can't reach Redis.
@AutoMediaTest
class RevocationTests {
    private final TestPeople people;
    private final Sessions sessions;
    private final SessionsRepository repository;
    private final Users users;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final StringRedisTemplate redis;
    private final MongoDatabase database;
    private final InstalledSchema installed;
    private final Clock clock;
    private final LostRedis lost = new LostRedis();

    RevocationTests(
            TestPeople people,
            Sessions sessions,
            SessionsRepository repository,
            Users users,
            SecondFactors factors,
            PasskeyProofs passkeys,
            StringRedisTemplate redis,
            MongoDatabase database,
            InstalledSchema installed,
            Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.repository = repository;
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.redis = redis;
        this.database = database;
        this.installed = installed;
        this.clock = clock;
    }

    @AfterEach
    void close() {
        lost.close();
        // what is noted here makes later classes slower, and proves nothing there
        database.getCollection(UntoldClosings.Schema.NAME).deleteMany(new org.bson.Document());
    }

    @Test
    void a_session_closed_by_another_node_is_closed_here_at_once() {
        TestPerson person = people.someone();
        assertThat(isSignedIn(person)).isTrue();

        node(redis).close(List.of(session(person)));

        assertThat(isSignedIn(person)).isFalse();
        assertThat(sessions.isOpen(person.caller())).isFalse();
    }

    @Test
    void a_session_closed_by_a_node_without_redis_is_closed_here_at_once() {
        TestPerson person = people.someone();
        TestPerson other = people.someone();
        assertThat(isSignedIn(person)).isTrue();

        node(lost.template()).close(List.of(session(person)));

        assertThat(redis.opsForHash().get("session:" + session(person).id(), "token"))
                .as("what Redis still believes")
                .isEqualTo(session(person).token());
        assertThat(isSignedIn(person)).isFalse();
        assertThat(sessions.isOpen(person.caller())).isFalse();
        assertThat(isSignedIn(other)).isTrue();
    }

    @Test
    void a_node_without_redis_knows_what_the_others_closed() {
        TestPerson person = people.someone();
        OpenSessions alone = node(lost.template());
        Session session = session(person);
        assertThat(alone.person(session.id(), session.token())).contains((Caller.Person) person.caller());

        node(redis).close(List.of(session));

        assertThat(alone.person(session.id(), session.token())).isEmpty();
        assertThat(alone.isOpen(session.id())).isFalse();
    }

    @Test
    void what_was_read_just_before_a_closing_does_not_bring_the_session_back() {
        TestPerson person = people.someone();
        Session readBefore = session(person);
        FastSessions fast = new FastSessions(redis, clock);
        node(redis).close(List.of(readBefore));

        fast.remember(readBefore, readBefore.token());
        fast.remember(readBefore, null);

        assertThat(isSignedIn(person)).isFalse();
    }

    @Test
    void what_is_spoilt_in_redis_is_read_from_mongodb() {
        TestPerson person = people.someone();
        assertThat(isSignedIn(person)).isTrue();
        String key = "session:" + session(person).id();
        assertThat(redis.opsForHash().keys(key))
                .containsExactlyInAnyOrder("userId", "token", "expiresAt", "lastActivity");
        for (String spoilt : List.of("soon", "", "-1", "99999999999999999999999")) {
            redis.opsForHash().put(key, "expiresAt", spoilt);
            redis.opsForHash().put(key, "lastActivity", spoilt);
            assertThat(isSignedIn(person)).as(spoilt).isTrue();
        }
    }

    @Test
    void a_person_was_active_when_he_signed_in_and_when_a_session_is_used_later() {
        TestPerson person = people.someone();
        Session session = session(person);
        assertThat(lastActivity(person)).isEqualTo(session.createdAt());
        Clock later = Clock.offset(clock, Duration.ofMinutes(2));

        node(redis, later).person(session.id(), session.token());

        assertThat(lastActivity(person)).isAfter(session.createdAt().plusSeconds(60));
        assertThat(users.byId(person.user().userId()).orElseThrow().version()).isZero();
    }

    private @Nullable Instant lastActivity(TestPerson person) {
        return users.byId(person.user().userId()).orElseThrow().statistics().lastActivity();
    }

    private OpenSessions node(StringRedisTemplate itsRedis) {
        return node(itsRedis, clock);
    }

    private OpenSessions node(StringRedisTemplate itsRedis, Clock itsClock) {
        return new OpenSessions(
                repository,
                new FastSessions(itsRedis, itsClock),
                new UntoldClosings(database, itsClock, installed),
                new Standings(
                        users,
                        factors,
                        passkeys,
                        repository,
                        new TwoFactorProperties(TwoFactorProperties.Who.NOBODY),
                        itsClock),
                new SessionsProperties(Duration.ofSeconds(10), Duration.ZERO),
                itsClock);
    }

    private Session session(TestPerson person) {
        ObjectId id = ((Caller.Person) person.caller()).sessionId();
        return repository.byId(id).orElseThrow();
    }

    private static boolean isSignedIn(TestPerson person) {
        return person.http().get("/api/v1/users/me").status() == 200;
    }
}
