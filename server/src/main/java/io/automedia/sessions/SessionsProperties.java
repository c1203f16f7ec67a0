package io.automedia.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people stay signed in.
///
/// @param refreshGrace how long a refresh token that was just exchanged gives the same answer again, and
/// the access token it replaced still opens the session, for programs that ask several things at once; 0
/// for not at all
/// @param rotateSigningKeyAfter how old the key that signs access tokens gets before another one takes its
/// place; 0 for as old as it is
@ConfigurationProperties("automedia.sessions")
record SessionsProperties(
        @DefaultValue("10s") Duration refreshGrace,
        @DefaultValue("90d") Duration rotateSigningKeyAfter) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// Former keys stay for more than an hour: with a shorter one they would pile up.
    private static final Duration YOUNGEST = Duration.ofDays(1);

    SessionsProperties {
        if (refreshGrace.isNegative() || refreshGrace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("automedia.sessions.refresh-grace must be between 0s and 60s");
        }
        if (!rotateSigningKeyAfter.isZero() && rotateSigningKeyAfter.compareTo(YOUNGEST) < 0) {
            throw new IllegalArgumentException("automedia.sessions.rotate-signing-key-after must be 1d or more, or 0");
        }
    }
}
