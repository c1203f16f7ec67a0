package io.automedia.embeddedmongodb.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireServerTests {
    private final List<Command> seen = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private WireServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Credential("tester", "s3cret"),
                this::handle);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply handle(Command command) {
        seen.add(command);
        if (command.name().equals("fail")) {
            RawDocument details = new BsonBuilder()
                    .beginDocument("keyValue")
                    .add("a", 1)
                    .end()
                    .build();
            throw new MongoError(ErrorCode.DUPLICATE_KEY, "E11000 duplicate key error", details);
        }
        Reply reply = replies.poll();
        return reply == null ? new Reply.Fields(RawDocument.EMPTY) : reply;
    }

    private MongoClient client(String password) {
        return MongoClients.create(
                "mongodb://tester:" + password + "@127.0.0.1:" + server.port() + "/?authMechanism=SCRAM-SHA-256");
    }

    @Test
    void aDriverWithTheRightPasswordIsAnswered() {
        try (MongoClient client = client("s3cret")) {
            Document answer = client.getDatabase("x").runCommand(new Document("ping", 1));
            assertThat(answer.getDouble("ok")).isEqualTo(1.0);
            Document build = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));
            assertThat(build.getList("versionArray", Integer.class)).containsExactly(7, 0, 0, 0);
            Document status = client.getDatabase("admin").runCommand(new Document("connectionStatus", 1));
            assertThat(status.toJson()).contains("\"user\": \"tester\"");
        }
    }

    @Test
    void aDriverThatNegotiatesTheMechanismIsAnsweredToo() {
        try (MongoClient client =
                MongoClients.create("mongodb://tester:s3cret@127.0.0.1:" + server.port() + "/?authSource=admin")) {
            assertThat(client.getDatabase("x")
                            .runCommand(new Document("ping", 1))
                            .getDouble("ok"))
                    .isEqualTo(1.0);
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (MongoClient client = client("guess")) {
            assertThatThrownBy(() -> client.getDatabase("x").runCommand(new Document("ping", 1)))
                    .isInstanceOf(MongoSecurityException.class);
        }
    }

    @Test
    void withoutAPasswordNothingIsAllowed() {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + server.port())) {
            assertThatThrownBy(() -> client.getDatabase("x").runCommand(new Document("ping", 1)))
                    .isInstanceOfSatisfying(
                            MongoCommandException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(13));
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void documentSequencesArriveWholeAndBatchesAreCopiedOut() {
        RawDocument stored = new BsonBuilder().add("a", 1).build();
        try (MongoClient client = client("s3cret")) {
            replies.add(new Reply.Fields(new BsonBuilder().add("n", 2).build()));
            client.getDatabase("x").getCollection("c").insertMany(List.of(new Document("a", 1), new Document("a", 2)));
            assertThat(seen.getFirst().name()).isEqualTo("insert");
            assertThat(seen.getFirst().sequences().get("documents")).hasSize(2);

            replies.add(new Reply.Batch("x.c", 0, true, List.of(stored, stored)));
            List<Document> found =
                    client.getDatabase("x").getCollection("c").find().into(new ArrayList<>());
            assertThat(found).containsExactly(new Document("a", 1), new Document("a", 1));
        }
    }

    @Test
    void errorsCarryCodeNameAndDetails() {
        try (MongoClient client = client("s3cret")) {
            assertThatThrownBy(() -> client.getDatabase("x").runCommand(new Document("fail", 1)))
                    .isInstanceOfSatisfying(MongoCommandException.class, e -> {
                        assertThat(e.getErrorCode()).isEqualTo(11000);
                        assertThat(e.getErrorCodeName()).isEqualTo("DuplicateKey");
                        assertThat(e.getResponse()
                                        .getDocument("keyValue")
                                        .getInt32("a")
                                        .getValue())
                                .isEqualTo(1);
                    });
        }
    }
}
