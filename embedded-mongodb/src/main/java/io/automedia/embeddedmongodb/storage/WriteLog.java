package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LogFile;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TransactionLogIterator;
import org.rocksdb.WalFileType;
import org.rocksdb.WriteBatch;

/// What has been written, in order. Every change has a number, the next one that of the one before plus one. How far
/// it reaches back is up to RocksDB, unless the store was told to keep it.
public final class WriteLog {
    private final Path folder;
    private final RocksDB database;
    private final Durability durability;
    private final boolean kept;
    /// The number of the last change that was there at the start.
    private final long recovered;

    private volatile long released;
    private volatile @Nullable String failure;

    WriteLog(Path folder, RocksDB database, Durability durability, boolean kept) {
        this.folder = folder;
        this.database = database;
        this.durability = durability;
        this.kept = kept;
        this.recovered = database.getLatestSequenceNumber();
    }

    /// Removes what a start without keeping the log doesn't want, and what the recovery after a power cut has left
    /// out, as its numbers are used again.
    void tidy() {
        for (LogFile file : files()) {
            if (isArchived(file) && (!kept || file.startSequence() > recovered)) {
                delete(file);
            }
        }
    }

    /// The number of the last change so far; everything up to it is on the disk.
    public long durable() {
        long latest = database.getLatestSequenceNumber();
        durability.await(durability.ticket());
        return latest;
    }

    /// Tells the writes from the one with the number `from` to the one with the number `to`, which has to be durable;
    /// throws {@link LogGap} when some of them are not there any more, after those before them were told.
    public void read(long from, long to, Consumer<LoggedWrite> reader) {
        long next = from;
        while (next <= to) {
            long reached = readOnce(next, to, reader);
            if (reached == next) {
                throw new LogGap("The log in " + folder + " lacks what was written from number " + next + " on, up to "
                        + (firstBehind(next) - 1) + ": nothing kept it.");
            }
            next = reached;
        }
    }

    /// Returns the number behind the last write that was told; RocksDB may end at a place where another attempt goes
    /// on.
    private long readOnce(long from, long to, Consumer<LoggedWrite> reader) {
        long next = from;
        try (TransactionLogIterator records = database.getUpdatesSince(from)) {
            for (; records.isValid() && next <= to; records.next()) {
                for (LoggedWrite write : writes(records)) {
                    if (write.sequence() > next || write.sequence() > to) {
                        return next;
                    }
                    if (write.sequence() == next || (next == from && write.last() >= from)) {
                        reader.accept(write);
                        next = write.last() + 1;
                    }
                }
            }
            return next;
        } catch (RocksDBException unreadable) {
            throw Store.unreadable(unreadable);
        }
    }

    private static List<LoggedWrite> writes(TransactionLogIterator records) throws RocksDBException {
        try (WriteBatch record = records.getBatch().writeBatch()) {
            return record.count() == 0 ? List.of() : BatchFormat.split(record.data());
        }
    }

    private long firstBehind(long sequence) {
        return files().stream()
                .mapToLong(LogFile::startSequence)
                .filter(start -> start > sequence)
                .min()
                .orElse(database.getLatestSequenceNumber() + 1);
    }

    /// Lets go of the writes up to a number: of the files that hold nothing else.
    public void release(long sequence) {
        released = sequence;
        List<LogFile> files = files();
        for (int i = 0; i + 1 < files.size(); i++) {
            if (isArchived(files.get(i)) && files.get(i + 1).startSequence() <= sequence + 1) {
                delete(files.get(i));
            }
        }
    }

    /// Notes why the log cannot be let go, or by null that it can.
    public void failing(@Nullable String why) {
        failure = why;
    }

    /// Whether it stays until it is let go.
    public boolean isKept() {
        return kept;
    }

    /// The number of the last change that is in safety elsewhere.
    public long released() {
        return released;
    }

    /// The number of the last change.
    public long latest() {
        return database.getLatestSequenceNumber();
    }

    public @Nullable String failure() {
        return failure;
    }

    /// How many bytes RocksDB doesn't need any more and would have removed.
    public long keptBytes() {
        return files().stream()
                .filter(WriteLog::isArchived)
                .mapToLong(LogFile::sizeFileBytes)
                .sum();
    }

    private List<LogFile> files() {
        try {
            return database.getSortedWalFiles();
        } catch (RocksDBException unreadable) {
            throw Store.unreadable(unreadable);
        }
    }

    private static boolean isArchived(LogFile file) {
        return file.type() == WalFileType.kArchivedLogFile;
    }

    private void delete(LogFile file) {
        try {
            Files.deleteIfExists(
                    folder.resolve("rocksdb").resolve(file.pathName().substring(1)));
        } catch (IOException refused) {
            throw new UncheckedIOException("A part of the log cannot be removed: " + refused.getMessage(), refused);
        }
    }
}
