package io.automedia.embeddedmongodb.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.management.ThreadMXBean;
import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WireConnectionsTests {
    private static final int MANY = 300;
    private static final Credential CREDENTIAL = new Credential("u", "p");

    @Test
    void messages_that_come_at_once_are_answered_in_their_order() throws Exception {
        try (WireServer server = start(_ -> new Reply.Fields(RawDocument.EMPTY), 10);
                Socket client = connect(server)) {
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            for (int i = 0; i < MANY; i++) {
                messages.write(TestMessages.hello(i));
            }
            client.getOutputStream().write(messages.toByteArray());
            DataInputStream answers = new DataInputStream(client.getInputStream());

            for (int i = 0; i < MANY; i++) {
                assertThat(answered(answers)).isEqualTo(i);
            }
        }
    }

    @Test
    void whoever_promises_a_long_message_gets_no_memory_for_it() throws Exception {
        byte[] begun = new byte[100];
        LittleEndian.writeInt(begun, 0, MessageFrames.MAXIMUM_LENGTH);
        MessageFrames frames = new MessageFrames(new ByteArrayInputStream(begun));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(frames.next(MessageFrames.MAXIMUM_LENGTH))
                .as("it breaks off")
                .isNull();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MessageFrames.MAXIMUM_LENGTH / 10);
    }

    @Test
    void who_has_not_proved_who_he_is_sends_short_messages_only() throws Exception {
        try (WireServer server = start(_ -> new Reply.Fields(RawDocument.EMPTY), 10);
                Socket stranger = connect(server)) {
            byte[] header = new byte[16];
            LittleEndian.writeInt(header, 0, MessageFrames.MAXIMUM_LENGTH_OF_STRANGERS + 1);
            stranger.getOutputStream().write(header);
            assertThat(stranger.getInputStream().read()).as("closed").isNegative();

            try (MongoClient driver = MongoClients.create("mongodb://u:p@127.0.0.1:" + server.port())) {
                String text = "x".repeat(2 * MessageFrames.MAXIMUM_LENGTH_OF_STRANGERS);
                assertThat(driver.getDatabase("x").runCommand(new Document("work", text)))
                        .containsEntry("ok", 1.0);
            }
        }
    }

    @Test
    void more_connections_than_are_allowed_are_closed_until_others_end() throws Exception {
        try (WireServer server = start(_ -> new Reply.Fields(RawDocument.EMPTY), 2);
                Socket first = connect(server);
                Socket second = connect(server)) {
            assertThat(isServed(first)).isTrue();
            assertThat(isServed(second)).isTrue();
            try (Socket third = connect(server)) {
                assertThat(isServed(third)).isFalse();
            }
            first.shutdownOutput();
            first.getInputStream().readAllBytes();

            boolean served = false;
            while (!served) {
                try (Socket next = connect(server)) {
                    served = isServed(next);
                }
            }
        }
    }

    @Test
    void closing_waits_for_what_runs() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
        WireServer server = start(
                _ -> {
                    running.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException given) {
                        ended.add("given up");
                    }
                    ended.add("command");
                    return new Reply.Fields(RawDocument.EMPTY);
                },
                10);
        Thread client = Thread.ofVirtual().start(() -> {
            try (MongoClient driver = MongoClients.create("mongodb://u:p@127.0.0.1:" + server.port())) {
                driver.getDatabase("x").runCommand(new Document("work", 1));
            } catch (RuntimeException closed) {
                ended.add("client");
            }
        });
        running.await();
        Thread closing = Thread.ofPlatform().start(() -> {
            server.close();
            ended.add("server");
        });
        assertThat(ended.take()).as("its connection is closed at once").isEqualTo("client");
        goOn.countDown();
        closing.join();
        client.join();

        assertThat(ended).containsExactly("command", "server");
    }

    @Test
    void what_runs_for_too_long_is_interrupted_and_waited_for() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
        WireServer server = start(
                _ -> {
                    running.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    ended.add("command");
                    return new Reply.Fields(RawDocument.EMPTY);
                },
                10);
        Thread client = Thread.ofVirtual().start(() -> {
            try (MongoClient driver = MongoClients.create("mongodb://u:p@127.0.0.1:" + server.port())) {
                driver.getDatabase("x").runCommand(new Document("work", 1));
            } catch (RuntimeException closed) {
                running.countDown();
            }
        });
        running.await();

        server.close();
        ended.add("server");

        client.join();
        assertThat(ended).containsExactly("command", "server");
    }

    private static WireServer start(CommandHandler handler, int mostConnections) throws IOException {
        return WireServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CREDENTIAL, handler, mostConnections);
    }

    private static Socket connect(WireServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static boolean isServed(Socket client) throws IOException {
        try {
            client.getOutputStream().write(TestMessages.hello(1));
            return client.getInputStream().read() >= 0;
        } catch (SocketException closed) {
            return false;
        }
    }

    /// Reads one answer; the number of the message that it is for.
    private static int answered(DataInputStream answers) throws IOException {
        byte[] header = new byte[16];
        answers.readFully(header);
        answers.skipNBytes(LittleEndian.readInt(header, 0) - header.length);
        return LittleEndian.readInt(header, 8);
    }
}
