package io.automedia.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/// Servers that are slow, endless, exploding or broken.
class HostileServerTests {
    private static final int MOST = 100_000;

    private volatile Thread asked = Thread.currentThread();
    private final Outgoing patient = outgoing(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final Outgoing hasty = outgoing(Duration.ofMillis(200), Duration.ofSeconds(30));
    private final Outgoing strict = outgoing(Duration.ofSeconds(30), Duration.ofMillis(300));

    private static Outgoing outgoing(Duration response, Duration total) {
        return new Outgoing(
                new OutgoingProperties(
                        List.of("feeds.test"),
                        Duration.ofSeconds(5),
                        response,
                        total,
                        DataSize.ofBytes(MOST),
                        2,
                        "AutoMedia/test"),
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    @AfterEach
    void close() {
        List.of(patient, hasty, strict).forEach(Outgoing::close);
    }

    @Test
    void aServerThatSaysNothingIsLeft() throws Exception {
        try (RawServer silent = RawServer.that((out, in) -> in.read())) {
            assertThat(failure(hasty, silent)).contains("says nothing for 200 ms");
        }
    }

    @Test
    void aBodyThatStopsInTheMiddleIsLeft() throws Exception {
        try (RawServer stopping = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
            in.read();
        })) {
            assertThat(failure(hasty, stopping)).contains("says nothing");
        }
    }

    @Test
    void aServerThatDripsIsLeftWhenTheTimeIsOver() throws Exception {
        try (RawServer dripping = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            drip(out, "x");
        })) {
            assertThat(failure(strict, dripping)).contains("took longer than 300 ms");
        }
    }

    @Test
    void preliminaryAnswersWithoutEndAreLeft() throws Exception {
        try (RawServer polite = RawServer.that((out, in) -> drip(out, "HTTP/1.1 102 Processing\r\n\r\n"))) {
            assertThat(failure(strict, polite)).contains("took longer");
        }
    }

    @Test
    void headersThatDripAreLeft() throws Exception {
        try (RawServer dripping = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            drip(out, "x");
        })) {
            assertThat(failure(strict, dripping)).contains("took longer");
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsLeft() throws Exception {
        try (RawServer silent = RawServer.that((out, in) -> in.read())) {
            Answer answer = strict.get(URI.create("https://feeds.test:" + silent.port() + "/"), Map.of());
            assertThat(answer).isInstanceOf(Answer.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "x"})
    void headersWithoutEndAreLeft(String piece) throws Exception {
        try (RawServer endless = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nX-Start: ");
            forEver(out, piece);
        })) {
            assertThat(failure(patient, endless)).contains("endless headers");
        }
    }

    @Test
    void aBodyWithoutEndIsLeftWhenItIsTooLarge() throws Exception {
        try (RawServer endless = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            forEver(out, "x".repeat(1_000));
        })) {
            assertThat(failure(patient, endless)).contains("larger than");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 100000000\r\n"})
    void ofWhatIsVeryLongOnlyTheBeginningIsReadWhenThatIsEnough(String length) throws Exception {
        try (RawServer endless = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\n" + length + "\r\n");
            forEver(out, "x".repeat(1_000));
        })) {
            assertThat(beginning(patient, endless, MOST / 2))
                    .isInstanceOfSatisfying(
                            Answer.Received.class,
                            answer -> assertThat(answer.body()).hasSize(MOST / 2));
        }
    }

    @Test
    void ofWhatIsPackedTheBeginningIsUnpacked() throws Exception {
        byte[] words = "hello ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        try (RawServer exploding = packed("gzip", gzip(words))) {
            assertThat(beginning(patient, exploding, 12))
                    .isInstanceOfSatisfying(
                            Answer.Received.class,
                            answer -> assertThat(answer.body()).asString().isEqualTo("hello hello "));
        }
    }

    @Test
    void aBeginningThatDripsIsLeftWhenItsTimeIsOver() throws Exception {
        try (RawServer dripping = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            drip(out, "x");
        })) {
            Answer answer = patient.getBeginning(at(dripping), Map.of(), MOST, Duration.ofMillis(300));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.reason()).contains("took longer than 300 ms"));
            assertThat(beginning(strict, dripping, MOST)).isInstanceOf(Answer.Failed.class);
        }
    }

    private static Answer beginning(Outgoing outgoing, RawServer server, int most) throws InterruptedException {
        return outgoing.getBeginning(at(server), Map.of(), most, Duration.ofMinutes(1));
    }

    @Test
    void piecesWithoutEndAreLeft() throws Exception {
        try (RawServer endless = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            forEver(out, "5\r\nhello\r\n");
        })) {
            assertThat(failure(patient, endless)).contains("larger than");
        }
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws Exception {
        try (RawServer large = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n");
            in.read();
        })) {
            assertThat(failure(patient, large)).contains("larger than");
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        try (RawServer server = packed(null, new byte[MOST])) {
            assertThat(body(server)).hasSize(MOST);
        }
    }

    @Test
    void packedBodiesAreUnpacked() throws Exception {
        byte[] words = "words, words, words".getBytes(StandardCharsets.UTF_8);
        try (RawServer gzip = packed("gzip", gzip(words));
                RawServer zlib = packed("Deflate", deflate(words, false));
                RawServer bare = packed("deflate", deflate(words, true));
                RawServer plain = packed("identity", words)) {
            for (RawServer server : List.of(gzip, zlib, bare, plain)) {
                assertThat(body(server)).isEqualTo(words);
            }
        }
    }

    @Test
    void aBombIsLeftBeforeItIsUnpacked() throws Exception {
        byte[] zeros = new byte[50_000_000];
        try (RawServer gzip = packed("gzip", gzip(zeros));
                RawServer deflate = packed("deflate", deflate(zeros, false))) {
            assertThat(failure(patient, gzip)).contains("larger than");
            assertThat(failure(patient, deflate)).contains("larger than");
        }
    }

    @Test
    void packedNothingWithoutEndIsLeft() throws Exception {
        byte[] nothing = gzip(new byte[0]);
        try (RawServer endless = RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            while (true) {
                out.write(nothing);
            }
        })) {
            assertThat(failure(patient, endless)).contains("larger than");
        }
    }

    @Test
    void wronglyPackedBodiesAreFailures() throws Exception {
        byte[] packed = gzip("words, words, words".getBytes(StandardCharsets.UTF_8));
        byte[] damaged = packed.clone();
        damaged[12] ^= 0x55;
        try (RawServer garbage = packed("gzip", "not packed at all".getBytes(StandardCharsets.UTF_8));
                RawServer wrong = packed("gzip", damaged);
                RawServer cut = packed("gzip", Arrays.copyOf(packed, packed.length - 10));
                RawServer empty = packed("gzip", new byte[0]);
                RawServer unknown = packed("br", packed)) {
            assertThat(failure(patient, garbage)).contains("packed wrongly");
            assertThat(failure(patient, wrong)).contains("packed wrongly");
            assertThat(failure(patient, cut)).contains("ends too early");
            assertThat(failure(patient, empty)).contains("ends too early");
            assertThat(failure(patient, unknown)).contains("packs its answer as br");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "\0\0\0\0",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\n"
            })
    void whatIsNotHttpIsAFailure(String words) throws Exception {
        try (RawServer server = RawServer.saying(words)) {
            assertThat(failure(patient, server)).endsWith(".");
        }
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        try (RawServer silent = RawServer.that((out, in) -> {
            asked.interrupt();
            in.read();
        })) {
            Thread test = Thread.ofVirtual()
                    .unstarted(() -> assertThatThrownBy(() -> failure(patient, silent))
                            .isInstanceOf(InterruptedException.class));
            asked = test;
            test.start();
            test.join();
        }
    }

    private static void write(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void forEver(OutputStream out, String words) throws IOException {
        while (true) {
            write(out, words);
        }
    }

    /// A little now and then, until the other end leaves.
    private static void drip(OutputStream out, String words) throws IOException {
        while (true) {
            write(out, words);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static RawServer packed(@Nullable String encoding, byte[] body) {
        return RawServer.that((out, in) -> {
            write(out, "HTTP/1.1 200 OK\r\n" + (encoding == null ? "" : "Content-Encoding: " + encoding + "\r\n"));
            write(out, "Content-Type: text/plain\r\n\r\n");
            out.write(body);
        });
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed, deflater)) {
            deflate.write(bytes);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private byte[] body(RawServer server) throws InterruptedException {
        Answer answer = patient.get(at(server), Map.of());
        assertThat(answer).isInstanceOf(Answer.Received.class);
        return ((Answer.Received) answer).body();
    }

    private static String failure(Outgoing outgoing, RawServer server) throws InterruptedException {
        Answer answer = outgoing.get(at(server), Map.of());
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed) answer).reason();
    }

    private static URI at(RawServer server) {
        return URI.create("http://feeds.test:" + server.port() + "/");
    }
}
