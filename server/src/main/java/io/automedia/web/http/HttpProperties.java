package io.automedia.web.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a request may bring.
///
/// @param jsonLimit the largest body that is read as a whole; files are streamed and don't count
@ConfigurationProperties("automedia.http")
record HttpProperties(@DefaultValue("1MB") DataSize jsonLimit) {
    private static final DataSize MOST = DataSize.ofGigabytes(1);

    HttpProperties {
        if (jsonLimit.toBytes() < 1 || jsonLimit.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("automedia.http.json-limit must be between one byte and 1GB");
        }
    }
}
