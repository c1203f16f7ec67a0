package io.automedia.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What a request may bring, and from where.
///
/// @param jsonLimit the largest body that is read as a whole; files are streamed and don't count
/// @param corsOrigins the sites, such as `https://app.example.org`, whose pages may call the API
@ConfigurationProperties("automedia.http")
record HttpProperties(
        @DefaultValue("1MB") DataSize jsonLimit,
        @DefaultValue List<String> corsOrigins) {
    private static final DataSize MOST = DataSize.ofGigabytes(1);

    HttpProperties {
        corsOrigins = corsOrigins.stream()
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .filter(one -> !one.isEmpty())
                .toList();
        corsOrigins.stream().filter(one -> !isOrigin(one)).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException("automedia.http.cors-origins takes sites such as"
                    + " https://app.example.org, and not '" + wrong + "'");
        });
        if (jsonLimit.toBytes() < 1 || jsonLimit.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("automedia.http.json-limit must be between one byte and 1GB");
        }
    }

    private static boolean isOrigin(String written) {
        try {
            URI uri = new URI(written);
            boolean isUsualPort = ("https".equals(uri.getScheme()) && uri.getPort() == 443)
                    || ("http".equals(uri.getScheme()) && uri.getPort() == 80);
            // browsers leave the usual port out
            return uri.getHost() != null
                    && !isUsualPort
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && written.equals(
                            uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
