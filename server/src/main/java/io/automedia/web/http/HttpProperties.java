package io.automedia.web.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a request may bring.
///
/// @param jsonLimit the largest body that is read as a whole; files are streamed and don't count
@ConfigurationProperties("automedia.http")
record HttpProperties(@DefaultValue("1MB") DataSize jsonLimit) {
    HttpProperties {
        if (jsonLimit.toBytes() < 1) {
            throw new IllegalArgumentException("automedia.http.json-limit must be at least one byte");
        }
    }
}
