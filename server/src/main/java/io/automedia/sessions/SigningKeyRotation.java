package io.automedia.sessions;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Has another key sign access tokens: when that is asked for, and when the present one is old. Former keys
/// are removed when the last token that they signed is over.
@Component
public final class SigningKeyRotation implements RunsLoop {
    private static final Logger log = LoggerFactory.getLogger(SigningKeyRotation.class);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final SessionsProperties properties;
    private final ApplicationEventPublisher events;
    private final LeasedLoop loop;

    SigningKeyRotation(
            SigningKeys keys, SessionsProperties properties, ApplicationEventPublisher events, Leases leases) {
        this.keys = keys;
        this.properties = properties;
        this.events = events;
        this.loop = new LeasedLoop(leases, "signing keys", IDLE, this::step);
    }

    /// Makes a key that signs from a moment later on; tokens that were signed before stay good, and nobody is
    /// logged out.
    public void rotate() {
        keys.rotate();
    }

    /// Rotates when the key is old enough, and removes keys whose tokens are over.
    ///
    /// @return false: there is nothing more to do at once
    boolean step() {
        Duration longest = properties.rotateSigningKeyAfter();
        if (!longest.isZero() && keys.age().compareTo(longest) >= 0) {
            events.publishEvent(new SigningKeyAged());
            keys.rotate();
            log.info("A new key signs access tokens: the one before was {} days old", longest.toDays());
        }
        long removed = keys.removeFormer();
        if (removed > 0) {
            log.info("{} former keys of access tokens were removed: all that they signed is over", removed);
        }
        return false;
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
