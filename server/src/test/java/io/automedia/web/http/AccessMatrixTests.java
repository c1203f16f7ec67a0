package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.generations.Generations;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.updates.SocketClient;
import io.automedia.web.http.AccessPolicy.Named;
import io.automedia.web.http.AccessPolicy.Outcome;
import io.automedia.web.http.AccessTable.Row;
import io.automedia.web.http.Endpoints.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// The access matrix: every endpoint of the description of the API, and every page, is asked by everybody for what is
/// the owner's, public and missing, and answers as `access.txt` says. No answer tells others what is the owner's alone.
@AutoMediaTest
@TestInstance(Lifecycle.PER_CLASS)
class AccessMatrixTests {
    private static final Set<String> OF_THE_CONTAINER = Set.of("GET /error");

    /// How an incomplete call is refused.
    private static final Set<Integer> INCOMPLETE = Set.of(400, 413, 415, 422);

    private final TestPeople people;
    private final ApplicationContext context;
    private final MongoDatabase store;
    private final Cast cast;
    private final MatrixThings things;
    private final List<Row> table;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private final Map<String, String> told = new HashMap<>();
    private int combinations;

    AccessMatrixTests(
            TestPeople people,
            ApplicationContext context,
            MongoDatabase store,
            Sessions sessions,
            Generations generations)
            throws IOException {
        this.people = people;
        this.context = context;
        this.store = store;
        this.table = AccessTable.read();
        this.cast = new Cast(people, sessions, store);
        this.things = new MatrixThings(cast, generations, store);
    }

    @BeforeEach
    void renew() {
        cast.renew();
    }

    @BeforeAll
    void askEverything() {
        table.forEach(this::ask);
    }

    @Test
    void every_endpoint_has_one_expectation_and_every_expectation_an_endpoint() {
        Set<String> endpoints = new TreeSet<>(described());
        Endpoints.of(context).stream().map(Endpoint::toString).forEach(endpoints::add);
        endpoints.removeAll(OF_THE_CONTAINER);
        endpoints.removeIf(endpoint -> endpoint.contains("*"));

        assertThat(table.stream().map(Row::endpoint)).doesNotHaveDuplicates();
        Set<String> expected = new TreeSet<>(table.stream().map(Row::endpoint).toList());
        assertThat(minus(endpoints, expected))
                .as("endpoints without a line in access.txt")
                .isEmpty();
        assertThat(minus(expected, endpoints))
                .as("lines of access.txt without an endpoint")
                .isEmpty();
    }

    @Test
    void the_description_names_all_that_programs_may_call() {
        Set<String> ours = new TreeSet<>();
        for (Row row : table) {
            if (row.pattern().startsWith("/api/") && row.policy() != AccessPolicy.COMMAND) {
                ours.add(row.endpoint());
            }
        }
        assertThat(minus(ours, described())).isEmpty();
    }

    @Test
    void everybody_gets_what_the_table_says(TestReporter reporter) {
        reporter.publishEntry("combinations", Integer.toString(combinations));
        assertThat(wrong).as("of %d combinations", combinations).isEmpty();
        assertThat(combinations).isGreaterThan(2_000);
    }

    @Test
    void nothing_of_the_owner_reaches_others() {
        assertThat(leaks).isEmpty();
    }

    @Test
    void no_answer_holds_a_secret_of_the_store() {
        Set<String> secrets = secrets();
        assertThat(secrets).hasSizeGreaterThan(100);
        List<String> found = new ArrayList<>();
        told.forEach((text, who) -> {
            if (text.contains("$2b$")
                    || text.contains("$2a$")
                    || text.contains("enc1:")
                    || text.contains("sk-planted")) {
                found.add(who + ": " + text);
            }
            for (String word : text.split("[\"\\s<>&;,:=]+", -1)) {
                if (secrets.contains(word)) {
                    found.add(who + " was told " + word);
                }
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void a_socket_opens_to_whom_the_api_opens() throws Exception {
        String port = Integer.toString(URI.create(people.url()).getPort());
        for (Asker asker : Asker.values()) {
            try (SocketClient client = SocketClient.connect(port)) {
                client.say("{\"type\":\"authenticate\",\"token\":\"" + cast.token(asker) + "\"}");
                JsonNode answer = client.next();
                assertThat(answer.path("type").asString(""))
                        .as("%s %s", asker, answer)
                        .isEqualTo(asker.isKnown() ? "ready" : "error");
                if (!asker.isKnown()) {
                    assertThat(client.closeCode()).as("%s", asker).isEqualTo(4401);
                }
            }
        }
    }

    @Test
    void a_socket_tells_a_stranger_nothing_of_the_owner() throws Exception {
        String port = Integer.toString(URI.create(people.url()).getPort());
        try (SocketClient owner = SocketClient.connect(port);
                SocketClient stranger = SocketClient.connect(port)) {
            owner.say("{\"type\":\"authenticate\",\"token\":\"" + cast.token(Asker.OWNER) + "\"}");
            stranger.say("{\"type\":\"authenticate\",\"token\":\"" + cast.token(Asker.STRANGER) + "\"}");
            assertThat(owner.next().path("type").asString()).isEqualTo("ready");
            assertThat(stranger.next().path("type").asString()).isEqualTo("ready");

            things.make("collections", "", false);
            assertThat(owner.next().path("type").asString()).isNotEmpty();
            stranger.say("{\"type\":\"ping\"}");
            assertThat(stranger.next().path("type").asString()).isEqualTo("pong");
        }
    }

    private void ask(Row row) {
        Set<String> absences = new HashSet<>();
        for (Named named : named(row)) {
            Subject subject = subject(row, named);
            for (Asker asker : Asker.values()) {
                Outcome expected = row.policy().expected(asker, named, subject.shared(), row.reads());
                Answer answer = call(row, asker, subject.path());
                combinations++;
                check(row, asker, named, expected, answer);
                lookForLeaks(row, asker, answer);
                if (expected == Outcome.ABSENT && answer.status() == 404 && !row.isPage()) {
                    absences.add(answer.at("/detail"));
                }
                if (expected == Outcome.ALLOWED && !row.reads() && row.hasVariable()) {
                    subject = subject(row, named);
                }
            }
        }
        if (!row.reads()) {
            cast.renew();
        }
        if (absences.size() > 1) {
            wrong.add(row.endpoint() + " tells what is there from what is not: " + absences);
        }
    }

    private Set<Named> named(Row row) {
        if (!row.hasVariable()) {
            return EnumSet.of(Named.NOTHING);
        }
        boolean canBePublic = row.policy() != AccessPolicy.LEAVES
                && MatrixThings.PUBLISHED.stream()
                        .anyMatch(kind -> row.pattern().contains("/" + kind + "/{"));
        return canBePublic
                ? EnumSet.of(Named.THE_OWNERS, Named.PUBLIC, Named.MISSING)
                : EnumSet.of(Named.THE_OWNERS, Named.MISSING);
    }

    /// What a call is about.
    private record Subject(String path, boolean shared) {}

    private Subject subject(Row row, Named named) {
        StringBuilder path = new StringBuilder();
        String before = "";
        String around = "";
        boolean shared = false;
        for (String step : row.pattern().substring(1).split("/", -1)) {
            String value = step;
            if (step.startsWith("{") && named == Named.MISSING) {
                value = new ObjectId().toHexString();
            } else if (step.startsWith("{")) {
                boolean isPublic = named == Named.PUBLIC;
                MatrixThings.Thing thing =
                        row.reads() ? things.lasting(before, around, isPublic) : things.make(before, around, isPublic);
                shared = thing.shared();
                value = thing.id();
                around = value;
            }
            path.append('/').append(value);
            before = step;
        }
        return new Subject(path + cast.filled(row.query(), things), shared);
    }

    private Answer call(Row row, Asker asker, String path) {
        Http http = cast.http(asker, row.isPage());
        if (row.reads()) {
            return http.get(path);
        }
        String body = row.body();
        if (row.isPage()) {
            return http.postForm(path, body == null ? "" : body);
        }
        if (body == null) {
            body = row.method().equals("DELETE") ? null : "{}";
        }
        return http.send(
                row.method(),
                path,
                body == null ? null : cast.filled(body, things),
                body == null ? null : "application/json");
    }

    private void check(Row row, Asker asker, Named named, Outcome expected, Answer answer) {
        @Nullable Outcome got = row.policy() == AccessPolicy.ANYONE ? openly(answer) : outcome(row, answer);
        boolean codeIsRight = row.isPage()
                || expected == Outcome.ALLOWED
                || code(expected, asker).equals(answer.at("/code"));
        if (got != expected || !codeIsRight) {
            wrong.add("%s: %s of %s: expected %s, got %d %s"
                    .formatted(
                            row.endpoint(),
                            asker,
                            named.name().toLowerCase(Locale.ROOT),
                            expected,
                            answer.status(),
                            brief(answer)));
        }
    }

    private static String code(Outcome expected, Asker asker) {
        return switch (expected) {
            case SIGN_IN -> asker == Asker.EXPIRED_TOKEN ? "AUTH002" : "AUTH003";
            case FORBIDDEN -> "AUTH004";
            case ABSENT -> "DATA001";
            case ALLOWED -> "";
        };
    }

    /// What an open endpoint says: it may refuse credentials, but asks nobody to sign in first.
    private static @Nullable Outcome openly(Answer answer) {
        boolean json = answer.header("Content-Type").contains("json");
        return switch (answer.status()) {
            case 401 -> json && !answer.at("/code").equals("AUTH001") ? Outcome.SIGN_IN : Outcome.ALLOWED;
            case 403 -> Outcome.FORBIDDEN;
            case 404 -> Outcome.ABSENT;
            default -> answer.status() < 500 ? Outcome.ALLOWED : null;
        };
    }

    private static @Nullable Outcome outcome(Row row, Answer answer) {
        int status = answer.status();
        if (status == 401 || (status == 302 && answer.header("Location").startsWith("/login?next="))) {
            return Outcome.SIGN_IN;
        }
        if (status == 403) {
            return Outcome.FORBIDDEN;
        }
        if (status == 404) {
            return Outcome.ABSENT;
        }
        boolean mayBeIncomplete = !row.reads() && row.body() == null;
        return status < 400 || (mayBeIncomplete && INCOMPLETE.contains(status)) ? Outcome.ALLOWED : null;
    }

    private void lookForLeaks(Row row, Asker asker, Answer answer) {
        String text = answer.text();
        told.putIfAbsent(text, row.endpoint() + " to " + asker);
        if (asker.isOwner()) {
            return;
        }
        // the audit trail tells administrators what was done to which thing
        boolean tellsIds = row.pattern().equals("/api/v1/audit") && asker == Asker.ADMIN;
        List<String> secret = new ArrayList<>(tellsIds ? List.of() : things.secretIds());
        secret.add(MatrixThings.PLANTED);
        if (row.policy() != AccessPolicy.ADMIN) {
            secret.add(cast.owner().user().email());
        }
        if (asker.role() == null) {
            secret.add(MatrixThings.SHARED + " ");
        }
        for (String word : secret) {
            if (text.contains(word)) {
                leaks.add("%s tells %s “%s”: %s".formatted(row.endpoint(), asker, word, around(text, word)));
            }
        }
    }

    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + word.length() + 40));
    }

    private static String brief(Answer answer) {
        String text = answer.header("Location") + " " + answer.text().replaceAll("\\s+", " ");
        return text.substring(0, Math.min(200, text.length()));
    }

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        JsonNode paths = cast.owner().http().get("/v3/api-docs").json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return described;
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private Set<String> secrets() {
        Set<String> secrets = new HashSet<>();
        collect(secrets, "users", "password");
        collect(secrets, "sessions", "token", "refreshToken", "formerRefreshTokens", "exchange.secret");
        collect(secrets, "apiTokens", "hash");
        collect(secrets, "signingKeys", "privateKey");
        collect(secrets, "mailedLinks", "token", "pending.password");
        collect(secrets, "mails", "letter");
        collect(secrets, "oneTimeLogins", "token");
        collect(secrets, "signInChallenges", "token", "password");
        collect(secrets, "secondFactors", "secret", "recoveryCodes");
        collect(secrets, "passkeys", "publicKey");
        collect(secrets, "idempotencyKeys", "fingerprint");
        collect(secrets, "auditKeys", "key");
        collect(secrets, "fingerprintKeys", "key");
        for (Document user : store.getCollection("users").find()) {
            Document settings = user.get("settings", new Document());
            settings.getList("apiKeys", Document.class, List.of()).forEach(key -> secrets.add(key.getString("key")));
        }
        return secrets;
    }

    private void collect(Set<String> secrets, String collection, String... fields) {
        for (Document document : store.getCollection(collection).find()) {
            Arrays.stream(fields)
                    .map(field -> document.getEmbedded(List.of(field.split("\\.", -1)), Object.class))
                    .flatMap(value -> value instanceof List<?> several ? several.stream() : Stream.ofNullable(value))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(secret -> secret.length() > 10)
                    .forEach(secrets::add);
        }
    }
}
