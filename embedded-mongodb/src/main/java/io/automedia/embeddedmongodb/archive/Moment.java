package io.automedia.embeddedmongodb.archive;

import java.time.Instant;

/// Which state of the data is wanted.
public sealed interface Moment {
    /// The latest that the archive has.
    record Latest() implements Moment {}

    /// With all that was acknowledged up to an instant and nothing that was begun after it, by the clock of the machine
    /// that wrote.
    record At(Instant instant) implements Moment {}

    /// With all writes up to a number.
    record Sequence(long number) implements Moment {}
}
