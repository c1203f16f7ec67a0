package io.automedia.embeddedmongodb.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MutatedMessagesTests {
    private static final int CASES = 10_000;
    private static final int MESSAGES_A_CONNECTION = 20;

    @Test
    void tenThousandBrokenMessagesDoNotKillTheServer() throws Exception {
        try (WireServer server = WireServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Credential("u", "p"),
                command -> new Reply.Fields(RawDocument.EMPTY))) {
            Random random = new Random(20_261_122);
            List<byte[]> seeds = List.of(TestMessages.hello(7), saslStart(), find(), legacyHello(), sequence());
            for (int i = 0; i < CASES / MESSAGES_A_CONNECTION; i++) {
                attack(server.port(), seeds, random);
            }
            try (MongoClient client = MongoClients.create("mongodb://u:p@127.0.0.1:" + server.port())) {
                assertThat(client.getDatabase("x")
                                .runCommand(new Document("ping", 1))
                                .getDouble("ok"))
                        .isEqualTo(1.0);
            }
        }
    }

    private static void attack(int port, List<byte[]> seeds, Random random) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            for (int i = 0; i < MESSAGES_A_CONNECTION; i++) {
                messages.write(mutate(seeds.get(random.nextInt(seeds.size())), random));
            }
            socket.getOutputStream().write(messages.toByteArray());
            socket.shutdownOutput();
            drain(socket.getInputStream());
        } catch (IOException closedByServer) {
            assertThat(closedByServer).isNotNull();
        }
    }

    private static void drain(InputStream input) throws IOException {
        byte[] buffer = new byte[4096];
        while (input.read(buffer) >= 0) {
            Thread.onSpinWait();
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int position = 4 + random.nextInt(bytes.length - 4);
            bytes[position] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) (bytes[position] ^ (1 << random.nextInt(8)));
        }
        if (random.nextInt(20) == 0) {
            LittleEndian.writeInt(bytes, 0, random.nextInt());
        }
        return bytes;
    }

    private static byte[] saslStart() {
        byte[] payload = "n,,n=u,r=abcdefgh".getBytes(StandardCharsets.UTF_8);
        RawDocument body = new BsonBuilder()
                .add("saslStart", 1)
                .add("mechanism", "SCRAM-SHA-256")
                .add("payload", payload)
                .add("$db", "admin")
                .build();
        return TestMessages.message(7, body, new byte[0]);
    }

    private static byte[] find() {
        RawDocument body = new BsonBuilder()
                .add("find", "c")
                .add("filter", Map.of("a", List.of(1, 2.5, "x")))
                .add("$db", "x")
                .build();
        return TestMessages.message(7, body, new byte[0]);
    }

    private static byte[] sequence() {
        RawDocument document = new BsonBuilder().add("a", 1).build();
        byte[] name = "documents".getBytes(StandardCharsets.UTF_8);
        byte[] section = new byte[1 + 4 + name.length + 1 + document.length()];
        section[0] = 1;
        LittleEndian.writeInt(section, 1, section.length - 1);
        System.arraycopy(name, 0, section, 5, name.length);
        System.arraycopy(document.toBytes(), 0, section, 6 + name.length, document.length());
        return TestMessages.message(
                7, new BsonBuilder().add("insert", "c").add("$db", "x").build(), section);
    }

    private static byte[] legacyHello() {
        RawDocument body =
                new BsonBuilder().add("isMaster", 1).add("helloOk", true).build();
        byte[] name = "admin.$cmd\0".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[20 + name.length + 8 + body.length()];
        LittleEndian.writeInt(bytes, 0, bytes.length);
        LittleEndian.writeInt(bytes, 12, 2004);
        System.arraycopy(name, 0, bytes, 20, name.length);
        System.arraycopy(body.toBytes(), 0, bytes, 28 + name.length, body.length());
        return bytes;
    }
}
