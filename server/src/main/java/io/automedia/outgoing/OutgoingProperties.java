package io.automedia.outgoing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How addresses that people give are fetched.
///
/// @param allow hosts, addresses and networks (`10.0.0.0/8`) that may be fetched although they are private
/// @param connectTimeout for the lookup of the name, and for each address that is tried
/// @param responseTimeout how long a server may say nothing
/// @param totalTimeout for everything, redirects and body too
/// @param largestBody of an answer, unpacked
/// @param connectionsPerHost at a time
/// @param userAgent what we call ourselves
@ConfigurationProperties("automedia.outgoing")
public record OutgoingProperties(
        @DefaultValue List<String> allow,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("20s") Duration responseTimeout,
        @DefaultValue("60s") Duration totalTimeout,
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("4") int connectionsPerHost,
        @DefaultValue("AutoMedia/0.1 (feed reader)") String userAgent) {
    public OutgoingProperties {
        allow = List.copyOf(allow);
        if (!isWait(connectTimeout) || !isWait(responseTimeout) || !isWait(totalTimeout)) {
            throw new IllegalArgumentException("automedia.outgoing: the timeouts must be between 1ms and 1h");
        }
        if (largestBody.toBytes() < 1 || largestBody.toBytes() > Integer.MAX_VALUE / 2 || connectionsPerHost < 1) {
            throw new IllegalArgumentException("automedia.outgoing: largest-body must be between 1B and 1023MB, and"
                    + " connections-per-host at least 1");
        }
    }

    private static boolean isWait(Duration timeout) {
        return timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(Duration.ofHours(1)) <= 0;
    }
}
