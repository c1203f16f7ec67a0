package io.automedia.testing;

import io.automedia.testing.TestCertificates.Made;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/// Has an application under test speak TLS, with a certificate that a test may replace, and answer HTTP
/// on a second port.
public final class TestTls implements ApplicationContextInitializer<GenericApplicationContext> {
    private final Path folder = newFolder();
    private final TestCertificates certificates = TestCertificates.in(folder);
    private Made current = certificates.made();
    private GenericApplicationContext context = new GenericApplicationContext();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("automedia-tls");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void initialize(GenericApplicationContext started) {
        context = started;
        write("fullchain.pem", current.certificatePem());
        write("privkey.pem", current.keyPem());
        started.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test tls",
                        Map.of(
                                "automedia.tls.certificate",
                                folder.resolve("fullchain.pem").toString(),
                                "automedia.tls.key",
                                folder.resolve("privkey.pem").toString(),
                                "automedia.tls.http-port",
                                "0",
                                "automedia.tls.challenges",
                                folder.toString(),
                                "automedia.tls.reload-every",
                                "50ms",
                                "automedia.http.cors-origins",
                                "https://app.example.org",
                                "automedia.security-contact",
                                "")));
        ((DefaultListableBeanFactory) started.getBeanFactory())
                .registerDisposableBean("testTlsFolder", () -> FileSystemUtils.deleteRecursively(folder));
        started.registerBean(TestTls.class, () -> this);
    }

    /// Writes a file beside those of the certificate, which are `fullchain.pem` and `privkey.pem`.
    public void write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// A certificate that nothing serves yet.
    public Made another(String... options) {
        return options.length == 0 ? certificates.made() : certificates.made(options);
    }

    /// Writes a certificate where the application reads it, one file after the other.
    public void replace(Made next) {
        write("fullchain.pem", next.certificatePem());
        write("privkey.pem", next.keyPem());
        current = next;
    }

    /// The one that is to be served.
    public Made current() {
        return current;
    }

    /// For clients that trust who signed it.
    public SSLContext trusting() {
        return certificates.trusting();
    }

    /// Calls the application over HTTPS as nobody.
    public Http nobody() {
        return Http.to(url(), client());
    }

    /// A client that trusts the application.
    public HttpClient client() {
        return HttpClient.newBuilder().sslContext(trusting()).build();
    }

    /// Where the application answers over HTTPS.
    public String url() {
        return "https://localhost:" + port(true);
    }

    /// The port that speaks HTTPS, or the other one.
    public int port(boolean isSecure) {
        if (context instanceof WebServerApplicationContext web
                && web.getWebServer() instanceof TomcatWebServer tomcat) {
            return List.of(tomcat.getTomcat().getService().findConnectors()).stream()
                    .filter(connector -> connector.getSecure() == isSecure)
                    .mapToInt(Connector::getLocalPort)
                    .findFirst()
                    .orElseThrow();
        }
        throw new AssertionError("the application has no web server");
    }
}
