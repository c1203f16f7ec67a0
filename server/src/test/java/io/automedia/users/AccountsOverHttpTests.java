package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.Tokens;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.updates.SocketClient;
import io.automedia.users.AdminChange.Deactivated;
import io.automedia.users.AdminChange.LimitsChanged;
import io.automedia.users.AdminChange.Reactivated;
import io.automedia.users.AdminChange.RoleChanged;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/// What administrators see and change of accounts.
@AutoMediaTest
class AccountsOverHttpTests {
    private static final String USERS = "/api/v1/users";
    private static final Client CLIENT = new Client("127.0.0.1", "test");

    private final TestPeople people;
    private final Sessions sessions;
    private final AccountAdministration accounts;
    private final MongoDatabase store;
    private final ConfigurableApplicationContext context;
    private final List<AdminChange> told = new CopyOnWriteArrayList<>();
    private final ApplicationListener<ApplicationEvent> listener = this::hear;

    AccountsOverHttpTests(
            TestPeople people,
            Sessions sessions,
            AccountAdministration accounts,
            MongoDatabase store,
            ConfigurableApplicationContext context) {
        this.people = people;
        this.sessions = sessions;
        this.accounts = accounts;
        this.store = store;
        this.context = context;
        context.addApplicationListener(listener);
    }

    private void hear(ApplicationEvent event) {
        if (event instanceof PayloadApplicationEvent<?> published
                && published.getPayload() instanceof AdminChange changed) {
            told.add(changed);
        }
    }

    @AfterEach
    void stopListening() {
        context.removeApplicationListener(listener);
    }

    @Test
    void what_makes_administrators_or_shuts_people_out_takes_a_recent_proof_and_no_token() {
        TestPerson admin = people.admin();
        TestPerson ada = people.someone();
        String token = admin.http()
                .post("/api/v1/tokens", "{\"name\":\"admin\",\"scopes\":[\"admin\"]}")
                .at("/token");
        String path = USERS + "/" + ada.user().id();
        Http program = people.nobody().withToken(token);
        assertThat(List.of(
                        program.patch(path, "{\"role\":\"admin\"}"),
                        program.patch(path, "{\"role\":\"user\"}"),
                        program.patch(path, "{\"isActive\":false}"),
                        program.delete(path + "/sessions")))
                .as("by a token")
                .extracting(Answer::status)
                .containsOnly(403);
        store.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", admin.user().id()),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(Duration.ofMinutes(11)))));

        Answer refused = admin.http().patch(path, "{\"role\":\"admin\"}");
        Answer invited = admin.http()
                .post("/api/v1/admin/invitations", "{\"email\":\"" + people.newEmail() + "\",\"role\":\"admin\"}");

        Answer demoted = admin.http().patch(path, "{\"role\":\"user\"}");
        Answer closed = admin.http().patch(path, "{\"isActive\":false}");
        Answer signedOut = admin.http().delete(path + "/sessions");

        assertThat(List.of(refused, invited, demoted, closed, signedOut)).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
            assertThat(answer.at("/type")).isEqualTo("urn:automedia:problem:confirmation");
        });
        assertThat(admin.http().get(path).at("/role")).isEqualTo("user");
        assertThat(admin.http().patch(path, "{\"isActive\":true}").status())
                .as("what is less")
                .isEqualTo(200);
        admin.http().post("/api/v1/auth/confirm", "{\"password\":\"" + TestPeople.PASSWORD + "\"}");
        assertThat(admin.http().patch(path, "{\"role\":\"admin\"}").status()).isEqualTo(200);
        assertThat(ada.http().get("/api/v1/users/me").status())
                .as("nobody was signed out meanwhile")
                .isEqualTo(200);
        assertThat(admin.http().delete(path + "/sessions").status()).isEqualTo(204);
    }

    @Test
    void accounts_are_listed_and_filtered_without_what_people_keep_to_themselves() {
        Http admin = people.admin().http();
        TestPerson shy = people.someone();
        shy.http().patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"Lena\"}}");
        TestPerson open = people.someone();
        open.http()
                .patch(
                        "/api/v1/users/me",
                        "{\"profile\":{\"firstName\":\"Mia\"},\"preferences\":{\"privacy\":{\"profileVisibility\":\"public\"}}}");

        Answer first = admin.get(USERS + "?limit=1&role=user");
        Answer second = admin.get(USERS + "?limit=1&role=user&after=" + first.at("/page/next"));

        assertThat(first.at("/items/0/id")).isEqualTo(open.user().id().toHexString());
        assertThat(first.at("/items/0/profile/firstName")).isEqualTo("Mia");
        assertThat(second.at("/items/0/id")).isEqualTo(shy.user().id().toHexString());
        assertThat(second.text()).doesNotContain("Lena", "profile", "preferences", "password", "apiKeys");
        Answer found = admin.get(USERS + "?email=" + shy.user().email().toUpperCase(Locale.ROOT));
        assertThat(found.json().at("/items").size()).isEqualTo(1);
        assertThat(shy.http().get("/api/v1/users/me").at("/statistics/lastActivity"))
                .isNotEmpty();
        assertThat(found.at("/items/0/statistics/lastActivity"))
                .as("he keeps what he does to himself")
                .isEmpty();
        shy.http().patch("/api/v1/users/me", "{\"preferences\":{\"privacy\":{\"activityVisibility\":\"public\"}}}");
        assertThat(admin.get(USERS + "/" + shy.user().id()).at("/statistics/lastActivity"))
                .isNotEmpty();
        assertThat(found.at("/items/0/settings/rateLimits/monthlyCollectionLimit"))
                .isEqualTo("10000");
        Answer beginning = admin.get(USERS + "?search="
                + shy.user().email().replaceFirst("@.*", "%40").toUpperCase(Locale.ROOT));
        assertThat(beginning.json().at("/items").findValuesAsString("email"))
                .containsExactly(shy.user().email());
        assertThat(admin.get(USERS + "?email=nobody@example.org").at("/page/total"))
                .isEqualTo("0");
        assertThat(admin.get(USERS + "?isActive=true&plan=free&status=active&limit=1")
                        .json()
                        .at("/items")
                        .size())
                .isEqualTo(1);
        assertThat(shy.http().get(USERS).at("/code")).isEqualTo("AUTH004");
    }

    @Test
    void a_plan_brings_its_limits_and_what_is_named_is_changed() {
        Http admin = people.admin().http();
        String path = USERS + "/" + people.someone().user().id();

        Answer subscribed = admin.patch(
                path,
                "{\"subscription\":{\"plan\":\"pro\",\"currentPeriodEnd\":\"2030-01-01T00:00:00Z\"},\"features\":{\"betaAccess\":true}}");

        assertThat(subscribed.status()).as("%s", subscribed).isEqualTo(200);
        assertThat(subscribed.at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("1000");
        assertThat(subscribed.at("/settings/features/betaAccess")).isEqualTo("true");
        assertThat(subscribed.at("/settings/features/advancedAnalytics")).isEqualTo("false");
        assertThat(subscribed.at("/subscription/status")).isEqualTo("active");
        Answer limited = admin.with("If-Match", subscribed.header("ETag"))
                .patch(path, "{\"rateLimits\":{\"dailyGenerationLimit\":7}}");
        assertThat(limited.at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("7");
        assertThat(limited.at("/settings/rateLimits/monthlyCollectionLimit")).isEqualTo("100000");
        assertThat(admin.with("If-Match", subscribed.header("ETag"))
                        .patch(path, "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(412);
        Answer free = admin.patch(path, "{\"subscription\":{\"plan\":\"free\"}}");
        assertThat(free.json().at("/subscription/currentPeriodEnd").isNull()).isTrue();
        assertThat(free.at("/settings/rateLimits/dailyGenerationLimit")).isEqualTo("100");
        assertThat(told).hasSize(3).hasOnlyElementsOfType(LimitsChanged.class);
    }

    @Test
    void that_limits_were_chosen_is_remembered_until_the_free_plan_brings_its_own() {
        Http admin = people.admin().http();
        TestPerson ada = people.someone();
        String path = USERS + "/" + ada.user().id();

        admin.patch(path, "{\"rateLimits\":{\"dailyGenerationLimit\":100,\"monthlyCollectionLimit\":10000}}");
        assertThat(limitsSet(ada)).isEqualTo(true);
        admin.patch(path, "{\"features\":{\"betaAccess\":true}}");
        assertThat(limitsSet(ada)).isEqualTo(true);
        admin.patch(path, "{\"subscription\":{\"plan\":\"team\"}}");
        assertThat(limitsSet(ada)).isEqualTo(true);
        admin.patch(path, "{\"subscription\":{\"plan\":\"free\"}}");
        assertThat(limitsSet(ada)).isNull();
    }

    private @Nullable Object limitsSet(TestPerson person) {
        Document user = store.getCollection("users")
                .find(Filters.eq("_id", person.user().id()))
                .first();
        return user == null ? null : user.get("settings", Document.class).get("limitsSet");
    }

    @Test
    void all_that_is_wrong_is_told() {
        Http admin = people.admin().http();
        String path = USERS + "/" + people.someone().user().id();

        Answer refused = admin.patch(
                path,
                "{\"role\":\"king\",\"subscription\":{\"plan\":\"gold\",\"status\":\"odd\"},\"rateLimits\":{\"dailyGenerationLimit\":-1}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "role", "subscription.plan", "subscription.status", "rateLimits.dailyGenerationLimit");
        assertThat(admin.patch(USERS + "/" + new ObjectId(), "{}").status()).isEqualTo(404);
    }

    @Test
    void who_is_deactivated_is_out_at_once() throws Exception {
        TestPerson admin = people.admin();
        TestPerson person = people.someone();
        Tokens tokens = sessions.open(person.user(), CLIENT);
        Http session = people.nobody().withToken(tokens.accessToken());
        Http program = people.nobody()
                .withToken(person.http()
                        .post("/api/v1/tokens", "{\"name\":\"a program\"}")
                        .at("/token"));
        assertThat(session.get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(program.get("/api/v1/users/me").status()).isEqualTo(200);
        String path = USERS + "/" + person.user().id();
        try (SocketClient socket =
                SocketClient.connect(Integer.toString(URI.create(people.url()).getPort()))) {
            socket.say("{\"type\":\"authenticate\",\"token\":\"" + tokens.accessToken() + "\"}");
            assertThat(socket.next().path("type").asString()).isEqualTo("ready");

            assertThat(admin.http().patch(path, "{\"isActive\":false}").at("/isActive"))
                    .isEqualTo("false");

            assertThat(session.get("/api/v1/users/me").status()).isEqualTo(401);
            assertThat(program.get("/api/v1/users/me").status()).isEqualTo(401);
            assertThat(people.nobody()
                            .post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + tokens.refreshToken() + "\"}")
                            .status())
                    .isEqualTo(401);
            assertThat(signIn(person).at("/code")).isEqualTo("AUTH004");
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
        assertThat(admin.http().patch(path, "{\"isActive\":true}").status()).isEqualTo(200);
        assertThat(session.get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(program.get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(signIn(person).status()).isEqualTo(200);
        assertThat(told)
                .containsExactly(
                        new Deactivated(person.user().userId(), admin.user().userId()),
                        new Reactivated(person.user().userId(), admin.user().userId()));
    }

    private Answer signIn(TestPerson person) {
        return people.nobody()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"" + person.user().email() + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}");
    }

    @Test
    void a_role_counts_at_once() {
        TestPerson admin = people.admin();
        TestPerson second = people.admin();
        assertThat(second.http().get(USERS).status()).isEqualTo(200);

        assertThat(admin.http()
                        .patch(USERS + "/" + second.user().id(), "{\"role\":\"user\"}")
                        .status())
                .isEqualTo(200);

        assertThat(second.http().get(USERS).status()).isEqualTo(403);
        assertThat(told)
                .containsExactly(new RoleChanged(
                        second.user().userId(), admin.user().userId(), Caller.Person.ADMIN, Caller.Person.USER));
    }

    @Test
    void one_administrator_is_always_left_whoever_changes_them_at_once() throws Exception {
        List<TestPerson> two = List.of(people.admin(), people.admin());
        List<ObjectId> others = withoutOtherAdmins(two);
        try {
            AtomicInteger next = new AtomicInteger();
            List<Boolean> done = Together.call(8, () -> {
                int turn = next.getAndIncrement() % 2;
                return isChanged(
                        two.get(turn).caller(), two.get(1 - turn).user().id());
            });

            assertThat(done).contains(true, false);
            assertThat(admins()).hasSize(1);
            TestPerson left = two.stream()
                    .filter(person -> admins().contains(person.user().id()))
                    .findFirst()
                    .orElseThrow();
            String path = USERS + "/" + left.user().id();
            assertThat(left.http().patch(path, "{\"role\":\"user\"}").at("/code"))
                    .isEqualTo("DATA003");
            assertThat(left.http().patch(path, "{\"isActive\":false}").at("/code"))
                    .isEqualTo("DATA003");
            assertThat(left.http().get(USERS).status()).isEqualTo(200);
        } finally {
            setRole(others, Caller.Person.ADMIN);
        }
    }

    /// As if both had been let in before either was changed.
    private boolean isChanged(Caller admin, ObjectId other) {
        try {
            accounts.change(
                    admin, other, new AccountChange(null, Caller.Person.USER, null, null, null), OptionalLong.empty());
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isInstanceOf(Problem.Conflict.class);
            return false;
        }
    }

    private List<ObjectId> withoutOtherAdmins(List<TestPerson> except) {
        List<ObjectId> others = new ArrayList<>(admins());
        except.forEach(person -> others.remove(person.user().id()));
        setRole(others, Caller.Person.USER);
        await().until(() -> admins().size() == except.size());
        return others;
    }

    private List<ObjectId> admins() {
        return store.getCollection("users")
                .find(new Document("isActive", true).append("role", Caller.Person.ADMIN))
                .map(document -> document.getObjectId("_id"))
                .into(new ArrayList<>());
    }

    private void setRole(List<ObjectId> accountIds, String role) {
        store.getCollection("users")
                .updateMany(
                        new Document("_id", new Document("$in", accountIds)),
                        new Document("$set", new Document("role", role)));
    }
}
