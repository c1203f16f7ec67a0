package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// A copy of a checkpoint in a new folder, to which the writes are added that came after it. What it becomes is a
/// checkpoint too. Until it is finished the folder is refused as a foreign one; closed before, nothing stays in it.
public final class RollForward implements AutoCloseable {
    private final Path target;
    private final RocksFiles files;
    private final CheckpointNote base;
    private long sequence;
    private long latestMillis;
    private boolean open = true;
    private boolean finished;

    private RollForward(Path target, RocksFiles files, CheckpointNote base) {
        this.target = target;
        this.files = files;
        this.base = base;
        this.sequence = base.sequence();
        this.latestMillis = base.at().toEpochMilli();
    }

    /// Copies a checkpoint.
    /// @param checkpoint stays as it is; its immutable files are linked where that can be done
    /// @param base its note
    /// @param target a missing or an empty folder; throws {@link UnusableFolder} otherwise
    public static RollForward begin(Path checkpoint, CheckpointNote base, Path target, long memoryBudgetBytes) {
        try {
            DurableFiles.createFolder(target);
            Checkpoints.refuseUsed(target);
        } catch (IOException unusable) {
            throw unusable(target, unusable);
        }
        try {
            copy(checkpoint.resolve("rocksdb"), target.resolve("rocksdb"));
            RocksFiles files = new RocksFiles(target.resolve("rocksdb"), memoryBudgetBytes, RocksFiles.Use.WRITING);
            RollForward begun = new RollForward(target, files, base);
            begun.requireAsNoted(checkpoint);
            return begun;
        } catch (IOException unusable) {
            empty(target);
            throw unusable(target, unusable);
        } catch (RuntimeException refused) {
            empty(target);
            throw refused;
        }
    }

    private static UnusableFolder unusable(Path target, IOException cause) {
        return new UnusableFolder("Nothing can be restored in " + target + ": " + cause, cause);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> content = Files.list(from)) {
            for (Path file : content.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("LO")) { // LOCK, and LOG for people
                    copyOrLink(file, to.resolve(name));
                }
            }
        }
        DurableFiles.syncFolder(to);
    }

    private static void copyOrLink(Path from, Path to) throws IOException {
        if (from.toString().endsWith(".sst")) {
            try {
                Files.createLink(to, from);
                return;
            } catch (FileSystemException | UnsupportedOperationException anotherFileSystem) {
                // copied below
            }
        }
        DurableFiles.copy(from, to);
    }

    private void requireAsNoted(Path checkpoint) {
        long found = files.database().getLatestSequenceNumber();
        if (found != base.sequence()) {
            files.close();
            throw new UnusableFolder("The checkpoint " + checkpoint + " says that it stands at number "
                    + base.sequence() + " and holds number " + found
                    + ": it was written to since it was made; use another one.");
        }
    }

    /// Adds what follows on the last write.
    public void add(LoggedWrite write) {
        if (write.sequence() != sequence + 1) {
            throw new IllegalArgumentException("number " + write.sequence() + " does not follow on " + sequence);
        }
        try {
            files.write(write.batch());
        } catch (RocksDBException refused) {
            throw new UnusableFolder(
                    "The folder " + target + " cannot be written: " + refused.getMessage() + "; restore again.",
                    refused);
        }
        sequence = write.last();
        latestMillis = Math.max(latestMillis, write.millis());
    }

    /// Makes the folder a data folder; throws {@link UnusableFolder} when it needs other keys.
    public CheckpointNote finish(byte @Nullable [] key, List<byte[]> formerKeys) {
        try {
            checkKeys(new KeyCheck(target, new ValueCipher(key, formerKeys)));
            long held = files.database().getLatestSequenceNumber();
            if (held != sequence) {
                throw new UnusableFolder("The log led to number " + held + " instead of " + sequence
                        + ": the archive does not fit the checkpoint.");
            }
            files.database().syncWal();
            closeFiles();
            CheckpointNote note = new CheckpointNote(base.history(), sequence, Instant.ofEpochMilli(latestMillis));
            note.write(target);
            FolderLock.writeFormat(target);
            finished = true;
            return note;
        } catch (IOException unusable) {
            throw unusable(target, unusable);
        } catch (RocksDBException failed) {
            throw new UnusableFolder("The folder " + target + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private void checkKeys(KeyCheck check) throws RocksDBException {
        byte[] stored = files.database().get(files.handle(Columns.CATALOGUE), KeyCheck.NAME);
        byte[] next = files.database().get(files.handle(Columns.CATALOGUE), KeyCheck.NEXT_NAME);
        if (stored != null) {
            check.require(stored, next);
        }
    }

    private void closeFiles() {
        if (open) {
            open = false;
            files.close();
        }
    }

    @Override
    public void close() {
        closeFiles();
        if (!finished) {
            empty(target);
        }
    }

    /// Removes what was made in the folder, which had been empty.
    private static void empty(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException kept) {
            System.getLogger(RollForward.class.getName())
                    .log(System.Logger.Level.WARNING, "What was begun in " + folder + " cannot be removed", kept);
        }
    }
}
