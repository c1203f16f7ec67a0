package io.automedia.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertOneOptions;
import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import io.automedia.testing.Part;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;

class UpdateSocketTests {
    @TempDir
    private static Path data;

    private static Part part;
    private static OpenSessions sessions;
    private static String port = "";

    private final Caller.Person ada = new Caller.Person(new UserId(new ObjectId()), "user", new ObjectId());
    private final String token = "token-of-" + ada.userId();
    private int written;

    /// Updates with a web server that lets everybody in.
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"io.automedia.storage", "io.automedia.access", "io.automedia.limits", "io.automedia.updates"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = org.springframework.context.annotation.FilterType.ASSIGNABLE_TYPE,
                            classes = UpdatesApplication.class))
    static class Application {
        @Bean
        SecurityFilterChain open(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    @BeforeAll
    static void start() {
        part = Part.start(
                Application.class,
                data,
                WebApplicationType.SERVLET,
                context -> {
                    context.registerBean(Notes.class);
                    context.registerBean(OpenSessions.class);
                },
                "automedia.updates.authenticate-within=3s",
                "automedia.updates.slow-after=40",
                "automedia.updates.send-patience=20s",
                "automedia.limits.websocket=20/min",
                "automedia.updates.check-sessions-every=1s");
        sessions = part.bean(OpenSessions.class);
        port = part.property("local.server.port");
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @Test
    void aChangeReachesTheClientAsAnEventOfExactlyFourFields() throws InterruptedException {
        try (SocketClient client = connected()) {
            JsonNode ready = client.next();
            assertThat(ready.path("type").asString()).isEqualTo("ready");
            assertThat(ready.path("data").path("seq").asLong()).isZero();
            write("hello");
            JsonNode event = client.next();
            assertThat(event.propertyNames()).containsExactly("seq", "type", "data", "timestamp");
            assertThat(event.path("seq").asLong()).isEqualTo(1);
            assertThat(event.path("type").asString()).isEqualTo("content:collected");
            assertThat(event.path("data").path("text").asString()).isEqualTo("hello");
            assertThat(Instant.parse(event.path("timestamp").asString())).isNotNull();
        }
    }

    @Test
    void aClientThatComesBackGetsWhatItMissedInOrderAndOnce() throws InterruptedException {
        for (int i = 1; i <= 450; i++) {
            write("note" + i);
        }
        await().until(() -> part.bean(Updates.class).latestSeq(ada.userId()) == 450);
        try (SocketClient client = SocketClient.connect(port)) {
            client.say("{'type':'authenticate','token':'%s','after':200}"
                    .replace('\'', '"')
                    .formatted(token(ada)));
            assertThat(client.next().path("data").path("seq").asLong()).isEqualTo(450);
            write("note451");
            for (long seq = 201; seq <= 451; seq++) {
                JsonNode event = client.next();
                assertThat(event.path("seq").asLong()).isEqualTo(seq);
                assertThat(event.path("data").path("text").asString()).isEqualTo("note" + seq);
            }
            assertThat(client.isSilent()).isTrue();
        }
    }

    @Test
    void aClientThatWasAwayTooLongIsToldToStartAnew() throws InterruptedException {
        write("old");
        write("newer");
        await().until(() -> part.bean(Updates.class).latestSeq(ada.userId()) == 2);
        part.bean(MongoDatabase.class)
                .getCollection(UpdateEventsSchema.NAME)
                .deleteOne(new Document("userId", ada.userId().value()).append("seq", 1L));
        try (SocketClient client = SocketClient.connect(port)) {
            client.say("{\"type\":\"authenticate\",\"token\":\"" + token(ada) + "\",\"after\":0}");
            assertThat(client.next().path("type").asString()).isEqualTo("ready");
            JsonNode resync = client.next();
            assertThat(resync.path("type").asString()).isEqualTo("resync");
            assertThat(resync.path("data").path("seq").asLong()).isEqualTo(2);
        }
    }

    @Test
    void everybodyGetsOnlyHisOwnEvents() throws InterruptedException {
        Caller.Person ben = new Caller.Person(new UserId(new ObjectId()), "user", new ObjectId());
        try (SocketClient client = connected()) {
            client.next();
            part.bean(MongoDatabase.class)
                    .getCollection("notes")
                    .insertOne(Notes.note(ben.userId(), "not for ada", now()));
            write("for ada");
            assertThat(client.next().path("data").path("text").asString()).isEqualTo("for ada");
        }
    }

    @Test
    void typesAreChosenBySubscribing() throws InterruptedException {
        try (SocketClient client = connected()) {
            client.next();
            client.say("{\"type\":\"unsubscribe\",\"types\":[\"content:collected\"]}");
            assertThat(client.next().path("type").asString()).isEqualTo("unsubscribed");
            write("unseen");
            await().until(() -> part.bean(Updates.class).latestSeq(ada.userId()) == 1);
            client.say("{\"type\":\"subscribe\",\"types\":[\"content:collected\"]}");
            assertThat(client.next().path("type").asString()).isEqualTo("subscribed");
            write("seen");
            assertThat(client.next().path("data").path("text").asString()).isEqualTo("seen");
        }
    }

    @Test
    void whoDoesNotSayWhoHeIsIsClosed() throws Exception {
        try (SocketClient client = SocketClient.connect(port)) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aWrongTokenIsAnsweredAndClosed() throws Exception {
        try (SocketClient client = SocketClient.connect(port)) {
            client.say("{\"type\":\"authenticate\",\"token\":\"wrong\"}");
            assertThat(client.next().path("data").path("code").asString()).isEqualTo("AUTH003");
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void garbageIsAnsweredAndTheConnectionLives() throws InterruptedException {
        try (SocketClient client = connected()) {
            client.next();
            for (String garbage :
                    List.of("{", "[]", "7", "{\"type\":\"dance\"}", "{\"type\":\"subscribe\",\"types\":3}")) {
                client.say(garbage);
                assertThat(client.next().path("type").asString()).isEqualTo("error");
            }
            client.say("{\"type\":\"ping\"}");
            assertThat(client.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aHugeMessageClosesTheConnection() throws Exception {
        try (SocketClient client = connected()) {
            client.next();
            client.say("{\"type\":\"" + "x".repeat(40_000) + "\"}");
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void tooManyMessagesAreIgnoredAfterOneWarning() throws InterruptedException {
        try (SocketClient client = connected()) {
            client.next();
            for (int i = 0; i < 30; i++) {
                client.say("{\"type\":\"ping\"}");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.next().path("type").asString()).isEqualTo("pong");
            }
            assertThat(client.next().path("data").path("code").asString()).isEqualTo("RATE001");
            try (SocketClient second = connected()) {
                second.next();
                second.say("{\"type\":\"ping\"}");
                assertThat(second.next().path("data").path("code").asString())
                        .as("all connections of a person count together")
                        .isEqualTo("RATE001");
            }
            write("still there");
            assertThat(client.next().path("type").asString()).isEqualTo("content:collected");
        }
    }

    @Test
    void aClosedSessionEndsItsConnections() throws Exception {
        try (SocketClient client = connected()) {
            client.next();
            sessions.close(token);
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aClosedSessionEndsItsConnectionsAlsoWhenLookingForUpdatesFails() throws Exception {
        try (SocketClient client = connected()) {
            client.next();
            // its number can't be read, so that no look for updates comes to its end
            part.bean(MongoClient.class)
                    .getDatabase(part.bean(MongoDatabase.class).getName())
                    .getCollection(UpdateCountersSchema.NAME)
                    .insertOne(
                            new Document("_id", ada.userId().value()).append("seq", "spoilt"),
                            new InsertOneOptions().bypassDocumentValidation(true));
            sessions.close(token);
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aPageFromAnotherSiteIsRefused() {
        assertThatThrownBy(() -> SocketClient.connectFrom(port, "https://evil.example"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void aSlowClientIsDroppedAndTheOthersAreNot() throws Exception {
        try (SocketClient slow = SocketClient.connectWithoutReading(port);
                SocketClient quick = connected()) {
            slow.say("{\"type\":\"authenticate\",\"token\":\"" + token(ada) + "\"}");
            quick.next();
            await().until(() -> connectionsOf(ada) == 2);
            String large = "x".repeat(100_000);
            for (int seq = 1; seq <= 100; ) {
                part.bean(MongoDatabase.class)
                        .getCollection("notes")
                        .insertMany(IntStream.range(0, 20)
                                .mapToObj(n -> Notes.note(ada.userId(), large + written++, now()))
                                .toList());
                part.bean(Updates.class).hint();
                // who reads is never more than twenty behind, however slow the machine is
                for (int last = seq + 20; seq < last; seq++) {
                    assertThat(quick.next().path("seq").asLong()).isEqualTo(seq);
                }
            }
            await().until(() -> part.bean(SocketConnections.class).countSlow(ada.userId()) == 1);
            slow.read();
            assertThat(slow.closeCode()).isEqualTo(4408);
        }
    }

    private long connectionsOf(Caller.Person person) {
        return part.bean(SocketConnections.class).count(person.userId());
    }

    private SocketClient connected() {
        return SocketClient.connect(port).say("{\"type\":\"authenticate\",\"token\":\"" + token(ada) + "\"}");
    }

    private String token(Caller.Person person) {
        sessions.open(token, person);
        return token;
    }

    private void write(String text) {
        part.bean(MongoDatabase.class).getCollection("notes").insertOne(Notes.note(ada.userId(), text, now()));
        part.bean(Updates.class).hint();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
