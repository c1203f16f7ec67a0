package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.LogGap;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import io.automedia.embeddedmongodb.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes the log of an open store to an archive, from where the archive ends, and lets the store forget what is there.
/// How far it is stands in the archive alone. Closed before the store is.
public final class Archiver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Archiver.class.getName());
    private static final long SEGMENT_BYTES = 64L << 20;

    private final Store store;
    private final Archive archive;
    private final ScheduledExecutorService background;
    private Segment last;
    private @Nullable String failure;

    private Archiver(Store store, Archive archive, Segment last) {
        this.store = store;
        this.archive = archive;
        this.last = last;
        background = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("mongodb-archive").daemon().factory());
    }

    /// Goes on with the archive in a folder, or begins one in an empty folder; throws {@link ArchiveRefused} when it is
    /// that of another data folder, or ends before the log that is left begins.
    /// @param store is one that keeps its log
    /// @param every how often the log is archived
    public static Archiver open(Store store, Path folder, Duration every) {
        Archive archive = new Archive(folder);
        Archiver archiver;
        try {
            archive.prepare();
            Segment last = end(archive);
            archiver = new Archiver(store, archive, last == null ? begin(store, folder) : ours(store, last));
        } catch (IOException unusable) {
            throw new ArchiveRefused("The archive " + folder + " cannot be used: " + unusable, unusable);
        } catch (MongoError refused) {
            throw new ArchiveRefused("Nothing can be archived: " + refused.getMessage(), refused);
        }
        try {
            archiver.archive();
        } catch (RuntimeException refused) {
            archiver.background.shutdown();
            throw refused;
        }
        var _ = archiver.background.scheduleWithFixedDelay(
                archiver::attempt, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return archiver;
    }

    private static @Nullable Segment end(Archive archive) {
        try {
            return archive.last();
        } catch (ArchiveRefused damaged) {
            throw new ArchiveRefused(
                    damaged.getMessage() + " To archive without it, name an empty folder, and make a checkpoint.",
                    damaged);
        }
    }

    /// The first segment is there before anything is written that belongs to it, so that a crash leaves no doubt where
    /// the archive begins.
    private static Segment begin(Store store, Path folder) throws IOException {
        long behind = store.log().durable();
        store.markHistory();
        long complete = store.clock().millis();
        long to = store.log().durable();
        try (SegmentWriter writer = new SegmentWriter(folder, store.history(), behind + 1, 0)) {
            store.log().read(behind + 1, to, write -> add(writer, write));
            return writer.finish(complete);
        }
    }

    private static Segment ours(Store store, Segment last) {
        if (!last.history().equals(store.history())) {
            throw new ArchiveRefused("The segment " + last.file()
                    + " belongs to another data folder, or to this one before it was restored or copied: archive into"
                    + " an empty folder, and make a checkpoint.");
        }
        long durable = store.log().durable();
        if (last.last() > durable) {
            throw new ArchiveRefused("The segment " + last.file() + " holds number " + last.last()
                    + ", and the data folder only goes up to number " + durable
                    + ": the folder was put back to an older state. Archive into an empty folder, and make a"
                    + " checkpoint.");
        }
        return last;
    }

    private static void add(SegmentWriter writer, LoggedWrite write) {
        try {
            writer.add(write);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Archives all that has been acknowledged so far; returns the number of the last write. Throws
    /// {@link ArchiveRefused} when that cannot be done; the next call goes on where the archive ends.
    public synchronized long archive() {
        try {
            long complete = store.clock().millis();
            long durable = store.log().durable();
            if (last.last() < durable) {
                write(durable, complete);
            }
            store.log().release(last.last());
            return last.last();
        } catch (IOException | UncheckedIOException failed) {
            throw new ArchiveRefused("The archive " + archive.folder() + " cannot be written: " + failed, failed);
        } catch (LogGap gap) {
            throw new ArchiveRefused(
                    "The archive " + archive.folder() + " ends at number " + last.last() + ". " + gap.getMessage()
                            + " Archive into an empty folder, and make a checkpoint.",
                    gap);
        }
    }

    private void write(long to, long complete) throws IOException {
        try (Pieces pieces = new Pieces()) {
            store.log().read(last.last() + 1, to, pieces::add);
            pieces.finish(complete);
        }
    }

    /// Segments that are closed when they are large enough. One that others follow in the same go says nothing of how
    /// far it is complete.
    private final class Pieces implements AutoCloseable {
        private SegmentWriter writer = next();

        Pieces() throws IOException {}

        private SegmentWriter next() throws IOException {
            return new SegmentWriter(archive.folder(), store.history(), last.last() + 1, last.checksum());
        }

        void add(LoggedWrite write) {
            try {
                if (writer.bytes() >= SEGMENT_BYTES) {
                    finish(0);
                    writer = next();
                }
                writer.add(write);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void finish(long complete) throws IOException {
            last = writer.finish(complete);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private synchronized void attempt() {
        try {
            archive();
            if (failure != null) {
                LOG.log(System.Logger.Level.INFO, "The archive {0} is being written again.", archive.folder());
            }
            failure = null;
        } catch (RuntimeException refused) {
            if (failure == null) {
                LOG.log(System.Logger.Level.ERROR, refused.getMessage() + " The log is kept until then.");
            }
            failure = refused.getMessage();
        }
        store.log().failing(failure);
    }

    /// Archives what is left.
    @Override
    public void close() {
        background.close();
        attempt();
    }
}
