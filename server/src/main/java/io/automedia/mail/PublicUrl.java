package io.automedia.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The addresses of pages, as they stand in mails: as configured, and never as a request names the host.
@Component
public final class PublicUrl {
    private final MailProperties.Reached reached;
    private final Environment environment;

    PublicUrl(MailProperties.Reached reached, Environment environment) {
        this.reached = reached;
        this.environment = environment;
    }

    /// The address of a page that is opened with a token.
    ///
    /// @param path such as `/reset`
    public URI of(String path, String token) {
        return URI.create(base() + path + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    /// The address of a page.
    public URI of(String path) {
        return URI.create(base() + path);
    }

    private String base() {
        URI configured = reached.publicUrl();
        if (configured == null) {
            return "http://localhost:" + environment.getProperty("local.server.port", "8080");
        }
        String text = configured.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
