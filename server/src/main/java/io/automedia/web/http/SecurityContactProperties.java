package io.automedia.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whom to tell of a weakness of this instance.
///
/// @param securityContact mail addresses, and addresses that begin with `https:`, `mailto:` or `tel:`,
/// the best first
/// @param securityContactExpires a day such as `2027-06-30` until which that is right; null: 180 days
/// from the start
@ConfigurationProperties("automedia")
record SecurityContactProperties(
        @DefaultValue List<String> securityContact,
        @Nullable String securityContactExpires) {
    private static final Set<String> SCHEMES = Set.of("https", "mailto", "tel");

    SecurityContactProperties {
        securityContact = securityContact.stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(SecurityContactProperties::uri)
                .toList();
        securityContactExpires = securityContactExpires == null || securityContactExpires.isBlank()
                ? null
                : securityContactExpires.strip();
        expires(securityContactExpires);
    }

    /// The end of the day that is configured; null when none is.
    @Nullable
    Instant expires() {
        return expires(securityContactExpires);
    }

    private static @Nullable Instant expires(@Nullable String day) {
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(
                    "automedia.security-contact-expires takes a day such as 2027-06-30, and not '" + day + "'", none);
        }
    }

    private static String uri(String contact) {
        String address = contact.contains("@") && contact.indexOf(':') < 0 ? "mailto:" + contact : contact;
        try {
            URI uri = new URI(address);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme())) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException none) {
            // as wrong as an address of another kind
        }
        throw new IllegalArgumentException("automedia.security-contact takes mail addresses, and addresses that begin"
                + " with https:, mailto: or tel:, and not '" + contact + "'");
    }
}
