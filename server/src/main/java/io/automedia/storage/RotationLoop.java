package io.automedia.storage;

import java.time.Duration;
import org.springframework.stereotype.Component;

/// Has one node at a time go on with the rotation of keys.
@Component
final class RotationLoop implements RunsLoop {
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final LeasedLoop loop;

    RotationLoop(Rotator rotator, Leases leases) {
        this.loop = new LeasedLoop(leases, "key rotation", IDLE, rotator::step);
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
