package io.automedia.mail;

import io.automedia.tls.TlsProperties;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The addresses of pages, as they stand in mails: as configured, and never as a request names the host.
@Component
public final class PublicUrl {
    private final MailProperties.Reached reached;
    private final TlsProperties tls;
    private final Environment environment;

    PublicUrl(MailProperties.Reached reached, TlsProperties tls, Environment environment) {
        this.reached = reached;
        this.tls = tls;
        this.environment = environment;
    }

    /// What is configured; none: people reach this instance on this machine only.
    public Optional<URI> configured() {
        return Optional.ofNullable(reached.publicUrl());
    }

    /// The address of a page that is opened with a token.
    ///
    /// @param path such as `/reset`
    public URI of(String path, String token) {
        return URI.create(base() + path + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    /// Its host, to which passkeys belong.
    public String host() {
        return Objects.requireNonNull(of("/").getHost(), "host").toLowerCase(Locale.ROOT);
    }

    /// The address of a page.
    public URI of(String path) {
        return URI.create(base() + path);
    }

    private String base() {
        URI configured = reached.publicUrl();
        if (configured == null) {
            return tls.scheme() + "://localhost:" + environment.getProperty("local.server.port", "8080");
        }
        String text = configured.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
