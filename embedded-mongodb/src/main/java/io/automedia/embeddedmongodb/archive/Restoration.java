package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.storage.CheckpointNote;
import io.automedia.embeddedmongodb.storage.RollForward;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a data folder out of a checkpoint and the log after it.
public final class Restoration {
    private final Path checkpoint;
    private final Archive archive;
    private final Moment moment;

    public Restoration(Path checkpoint, Path archive, Moment moment) {
        this.checkpoint = checkpoint;
        this.archive = new Archive(archive);
        this.moment = moment;
    }

    /// Looks through what is needed before anything is written, then restores. Returns where the new folder
    /// stands, which is a checkpoint itself until it is served. Throws {@link ArchiveRefused} or
    /// {@link UnusableFolder}, and leaves nothing in the target then.
    /// @param target a missing or an empty folder
    /// @param key which the documents are encrypted with at the moment, or null
    /// @param formerKeys further ones, where the key was being changed
    public CheckpointNote into(Path target, long memoryBudgetBytes, byte @Nullable [] key, List<byte[]> formerKeys) {
        CheckpointNote base = CheckpointNote.read(checkpoint);
        if (base == null) {
            throw new ArchiveRefused("There is no checkpoint in " + checkpoint
                    + ", or it has been served and went its own way: give one as it was made.");
        }
        long to = end(base);
        try (RollForward rolling = RollForward.begin(checkpoint, base, target, memoryBudgetBytes)) {
            if (to > base.sequence()) {
                archive.read(base.history(), base.sequence(), write -> {
                    rolling.add(write);
                    return write.last() < to;
                });
            }
            return rolling.finish(key, formerKeys);
        }
    }

    /// The number of the last wanted write.
    private long end(CheckpointNote base) {
        StoppingPoint end = new StoppingPoint(base, moment);
        try {
            Segment last = archive.read(base.history(), base.sequence(), end::see);
            return end.last(last.last(), last.completeMillis());
        } catch (ArchiveRefused refused) {
            if (end.isPassed()) {
                // what is wrong lies behind the moment
                return end.last(0, 0);
            }
            throw refused;
        }
    }
}
