package io.automedia.web.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which proxies stand before this server.
///
/// @param trustedProxies addresses, and ranges such as `10.0.0.0/8`, of those that are believed
@ConfigurationProperties("automedia")
record ProxyProperties(@DefaultValue List<String> trustedProxies) {
    ProxyProperties {
        trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        // what is no range is told before anything starts
        AddressRanges.of(trustedProxies);
    }
}
