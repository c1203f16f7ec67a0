package io.automedia.web.http;

import io.automedia.mail.PublicUrl;
import io.automedia.tls.ServerTls;
import io.automedia.tls.TlsProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// A second port that speaks HTTP and only tells where HTTPS is: the same page at the address that is
/// configured, else at the host that was asked, if the certificate is for that. A host that nobody
/// vouches for leads nowhere.
@Component
final class HttpsRedirect implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS_PORT = 443;

    private final TlsProperties properties;
    private final ServerTls tls;
    private final PublicUrl publicUrl;

    HttpsRedirect(TlsProperties properties, ServerTls tls, PublicUrl publicUrl) {
        this.properties = properties;
        this.tls = tls;
        this.publicUrl = publicUrl;
    }

    @Override
    public void customize(TomcatWebServerFactory factory) {
        Integer port = properties.httpPort();
        if (port == null) {
            return;
        }
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            // whoever sends slowly holds up nobody else, and not for long
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            protocol.setConnectionTimeout(PATIENCE_MILLIS);
            protocol.setMaxConnections(MOST_CONNECTIONS);
            InetAddress address = factory.getAddress();
            if (address != null) {
                protocol.setAddress(address);
            }
        }
        factory.addAdditionalConnectors(connector);
        factory.addEngineValves(new Redirecting(connector));
    }

    /// Where HTTPS is for who asked this host; none when it can't be told.
    private Optional<String> authority(String host, int port) {
        Optional<String> configured = publicUrl
                .configured()
                .filter(url -> "https".equals(url.getScheme()))
                .map(URI::getRawAuthority);
        if (configured.isPresent()) {
            return configured;
        }
        String name =
                AddressRanges.address(host).map(InetAddress::getHostAddress).orElse(host);
        return tls.certificate()
                .filter(certificate -> certificate.isFor(name))
                .map(certificate -> host + (port == HTTPS_PORT ? "" : ":" + port));
    }

    /// What a program that renews certificates has put there for who checks that this host is ours.
    private static final class Challenges {
        private static final Pattern PATH = Pattern.compile("/\\.well-known/acme-challenge/([A-Za-z0-9_-]{1,200})");

        private Challenges() {}

        static Optional<Path> file(@Nullable String folder, String path) {
            Matcher asked = PATH.matcher(path);
            return folder != null && asked.matches()
                    ? Optional.of(Path.of(folder, ".well-known", "acme-challenge", asked.group(1)))
                            .filter(Files::isRegularFile)
                    : Optional.empty();
        }
    }

    private final class Redirecting extends ValveBase {
        private final Connector http;

        Redirecting(Connector http) {
            super(true);
            this.http = http;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (!Objects.equals(request.getConnector(), http)) {
                getNext().invoke(request, response);
                return;
            }
            String path = request.getRequestURI();
            Optional<Path> challenge = Challenges.file(properties.challenges(), path);
            if (challenge.isPresent()) {
                answer(response, HttpServletResponse.SC_OK, Files.readString(challenge.get()));
                return;
            }
            Optional<String> authority = authority(request.getServerName(), httpsPort());
            if (authority.isEmpty() || !path.startsWith("/")) {
                answer(
                        response,
                        HttpServletResponse.SC_MISDIRECTED_REQUEST,
                        "This server speaks HTTPS, and its certificate is not for this name.\n");
                return;
            }
            String query = request.getQueryString();
            response.setHeader("Location", "https://" + authority.get() + path + (query == null ? "" : "?" + query));
            response.setStatus(HttpServletResponse.SC_PERMANENT_REDIRECT);
            response.finishResponse();
        }

        private int httpsPort() {
            for (Connector connector : http.getService().findConnectors()) {
                if (connector.getSecure()) {
                    return connector.getLocalPort();
                }
            }
            throw new IllegalStateException("no port speaks HTTPS");
        }

        private static void answer(Response response, int status, String text) throws IOException {
            response.setStatus(status);
            response.setContentType("text/plain");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        }
    }
}
