package io.automedia.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.automedia.testing.OverTls;
import io.automedia.testing.TestCertificates.Made;
import io.automedia.testing.TestTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What clients see of the server's certificate, over sockets.
@OverTls
@ExtendWith(OutputCaptureExtension.class)
class ServerTlsTests {
    private static final int CLIENTS = 4;
    private static final int MANY = 25;

    private final TestTls tls;

    ServerTlsTests(TestTls tls) {
        this.tls = tls;
    }

    @Test
    void onlyTheNewestProtocolIsSpoken() throws Exception {
        assertThat(connect("TLSv1.3", "TLSv1.2")).startsWith("TLSv1.3 ");
        assertThatThrownBy(() -> connect("TLSv1.2"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("protocol_version");
    }

    private String connect(String... protocols) throws Exception {
        try (SSLSocket socket = socket(tls.trusting())) {
            socket.setEnabledProtocols(protocols);
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + serial(socket);
        }
    }

    @Test
    void aRenewedCertificateIsServedWithoutOneRequestLost() {
        try (Hammer hammer = new Hammer()) {
            String first = tls.current().serial();
            await().until(() -> hammer.served(first) >= MANY);
            for (int times = 0; times < 2; times++) {
                Made next = tls.another();
                tls.replace(next);
                await().until(() -> hammer.served(next.serial()) >= MANY);
            }
            await().until(hammer::isSettledOnOne);
            assertThat(hammer.failures).isEmpty();
            assertThat(hammer.last()).isEqualTo(tls.current().serial());
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsSaidOnceAndTheOneBeforeStays(CapturedOutput output) {
        Made good = tls.current();
        Made other = tls.another();
        Made over = tls.another("-startdate", "-90d", "-validity", "30", "-ext", "SAN=dns:localhost");

        tls.write("privkey.pem", other.keyPem());
        awaitRefusal(output, "is not that of the first certificate");
        assertServes(good);

        // each is over before files are written again that fit no better while they are
        tls.write("fullchain.pem", "");
        awaitRefusal(output, "fullchain.pem holds no certificate in PEM");
        assertServes(good);
        assertThat(refusals(output, "is not that of the first")).hasSize(1);

        tls.replace(over);
        awaitRefusal(output, "The certificate is over since");
        assertServes(good);
        assertThat(refusals(output, "holds no certificate")).hasSize(1);

        tls.replace(other);
        await().untilAsserted(() -> assertServes(other));
        assertThat(refusals(output, "is over since")).hasSize(1);
    }

    private static void awaitRefusal(CapturedOutput output, String why) {
        await().until(() -> !refusals(output, why).isEmpty());
    }

    private static List<String> refusals(CapturedOutput output, String why) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("is not used, and the one before stays") && line.contains(why))
                .toList();
    }

    private void assertServes(Made certificate) {
        try {
            assertThat(connect("TLSv1.3")).isEqualTo("TLSv1.3 " + certificate.serial());
        } catch (Exception cause) {
            throw new AssertionError(cause);
        }
    }

    private SSLSocket socket(SSLContext trusting) throws IOException {
        return (SSLSocket) trusting.getSocketFactory().createSocket("localhost", tls.port(true));
    }

    private static String serial(SSLSocket socket) throws IOException {
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return shown.getSerialNumber().toString(16);
    }

    /// Clients that ask again and again, each time over a new connection that knows nothing of those
    /// before.
    private final class Hammer implements AutoCloseable {
        private final Map<String, AtomicInteger> served = new ConcurrentHashMap<>();
        private final Map<Integer, String> lastOfEach = new ConcurrentHashMap<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean ends = new AtomicBoolean();
        private final List<Thread> clients = new ArrayList<>();

        Hammer() {
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(Thread.ofVirtual().start(() -> hammer(number)));
            }
        }

        private void hammer(int number) {
            while (!ends.get()) {
                try (SSLSocket socket = socket(tls.trusting())) {
                    socket.getOutputStream()
                            .write(
                                    "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"UP\"");
                    String serial = serial(socket);
                    served.computeIfAbsent(serial, _ -> new AtomicInteger()).incrementAndGet();
                    lastOfEach.put(number, serial);
                } catch (IOException | AssertionError failure) {
                    failures.add(failure);
                }
            }
        }

        int served(String serial) {
            AtomicInteger count = served.get(serial);
            return count == null ? 0 : count.get();
        }

        boolean isSettledOnOne() {
            return lastOfEach.values().stream().distinct().count() == 1;
        }

        String last() {
            return String.valueOf(lastOfEach.get(0));
        }

        @Override
        public void close() {
            ends.set(true);
            clients.forEach(client -> {
                try {
                    client.join();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(interrupted);
                }
            });
        }
    }
}
