package io.automedia.platforms;

import io.automedia.shared.Problem;
import io.automedia.storage.Lease;
import io.automedia.storage.Leases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Lets one caller at a time replace what a connection monitors, so that nobody replaces a list that he hasn't read.
/// Several connections share a turn: there are as many leases as turns, and they stay.
@Component
final class SourceListTurns {
    private static final int TURNS = 1_024;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Leases leases;
    private final List<ReentrantLock> here =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    SourceListTurns(Leases leases) {
        this.leases = leases;
    }

    /// The name of the lease for a connection.
    static String lease(ObjectId platformId) {
        return "source-list-" + turn(platformId);
    }

    private static int turn(ObjectId platformId) {
        return Math.floorMod(platformId.hashCode(), TURNS);
    }

    /// Does what is over in a moment, in this connection's turn.
    ///
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when another node is at it
    <T> T take(ObjectId platformId, Supplier<T> work) {
        ReentrantLock lock = here.get(turn(platformId));
        lock.lock();
        try {
            Lease lease = leases.acquire(lease(platformId), LEASE)
                    .orElseThrow(() ->
                            new Problem.Conflict("Sources are being replaced at the moment: try again.").exception());
            try {
                return work.get();
            } finally {
                leases.release(lease);
            }
        } finally {
            lock.unlock();
        }
    }
}
