package io.automedia.web.http;

import io.automedia.mail.PublicUrl;
import io.automedia.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells whom to write to who finds a weakness of this instance, as RFC 9116 has it; nothing when
/// nobody is named.
@RestController
@EnableConfigurationProperties(SecurityContactProperties.class)
class SecurityContactController {
    private static final String PATH = "/.well-known/security.txt";
    private static final Duration BELIEVED = Duration.ofDays(180);

    private final SecurityContactProperties properties;
    private final PublicUrl publicUrl;
    private final Instant expires;

    SecurityContactController(SecurityContactProperties properties, PublicUrl publicUrl, Clock clock) {
        this.properties = properties;
        this.publicUrl = publicUrl;
        this.expires = Objects.requireNonNullElseGet(
                properties.expires(), () -> clock.instant().plus(BELIEVED).truncatedTo(ChronoUnit.DAYS));
    }

    @GetMapping(PATH)
    ResponseEntity<String> securityText() {
        if (properties.securityContact().isEmpty()) {
            throw new Problem.NotFound("Nobody is named here for reports of weaknesses.").exception();
        }
        StringBuilder text = new StringBuilder();
        properties.securityContact().forEach(contact -> line(text, "Contact", contact));
        line(text, "Expires", expires.toString());
        publicUrl
                .configured()
                .ifPresent(url -> line(text, "Canonical", publicUrl.of(PATH).toString()));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
