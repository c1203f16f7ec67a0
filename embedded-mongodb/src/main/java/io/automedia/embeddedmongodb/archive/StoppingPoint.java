package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.storage.CheckpointNote;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import java.time.Instant;

/// Finds the last write that belongs to a moment. Times are taken by the writers before they write, so two who write at
/// once may stand in the log the other way round; whoever was acknowledged before a moment stands before all that was
/// begun after it. So a state ends before the first write that is later than the moment.
final class StoppingPoint {
    /// A clock that went back further was set back.
    private static final long SET_BACK_MILLIS = 10_000;

    private final Moment moment;
    private long last;
    private boolean passed;
    private long passedAgain;

    StoppingPoint(CheckpointNote base, Moment moment) {
        this.moment = moment;
        this.last = base.sequence();
        requireNotBefore(base);
    }

    private void requireNotBefore(CheckpointNote checkpoint) {
        boolean before = switch (moment) {
            case Moment.Latest() -> false;
            case Moment.At(Instant instant) -> instant.isBefore(checkpoint.at());
            case Moment.Sequence(long number) -> number < checkpoint.sequence();
        };
        if (before) {
            throw new ArchiveRefused("The checkpoint stands at number " + checkpoint.sequence() + " of "
                    + checkpoint.at() + ", which is later than what is wanted: give an earlier checkpoint.");
        }
    }

    /// Looks at the next write; false when no further one matters.
    boolean see(LoggedWrite write) {
        return switch (moment) {
            case Moment.Latest() -> {
                last = write.last();
                yield true;
            }
            case Moment.Sequence(long number) -> {
                take(write, write.last() <= number);
                yield write.last() < number;
            }
            case Moment.At(Instant instant) -> {
                take(write, write.millis() <= instant.toEpochMilli());
                if (passed && write.millis() <= instant.toEpochMilli() - SET_BACK_MILLIS) {
                    passedAgain = write.last();
                }
                yield true;
            }
        };
    }

    private void take(LoggedWrite write, boolean wanted) {
        passed |= !wanted;
        if (!passed) {
            last = write.last();
        }
    }

    /// Whether a write behind the last wanted one has been seen.
    boolean isPassed() {
        return passed;
    }

    /// The number of the last wanted write; throws {@link ArchiveRefused} when it cannot be told.
    /// @param archived the last number of the archive
    /// @param completeMillis the time up to which it is complete
    long last(long archived, long completeMillis) {
        if (passedAgain > 0) {
            throw new ArchiveRefused("The clock was set back, so this moment was there twice: at number " + last
                    + ", and again up to number " + passedAgain + ". Name the number that is wanted.");
        }
        boolean beyond = switch (moment) {
            case Moment.Latest() -> false;
            case Moment.Sequence(long number) -> !passed && last < number;
            case Moment.At(Instant instant) -> !passed && instant.toEpochMilli() > completeMillis;
        };
        if (beyond) {
            throw new ArchiveRefused("The archive ends at number " + archived + ", complete up to "
                    + Instant.ofEpochMilli(completeMillis)
                    + ", before what is wanted: name an earlier moment, or none for the latest.");
        }
        return last;
    }
}
