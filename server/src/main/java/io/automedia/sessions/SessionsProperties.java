package io.automedia.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people stay signed in.
///
/// @param refreshGrace how long a refresh token that was just exchanged gives the same answer again, and
/// the access token it replaced still opens the session, for programs that ask several things at once; 0
/// for not at all
@ConfigurationProperties("automedia.sessions")
record SessionsProperties(@DefaultValue("10s") Duration refreshGrace) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    SessionsProperties {
        if (refreshGrace.isNegative() || refreshGrace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("automedia.sessions.refresh-grace must be between 0s and 60s");
        }
    }
}
