package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/// Consistent copies of an open data folder: hard links to its immutable files and a copy of the log's end. What a copy
/// holds is what a crash at one moment of the call would have left, and a start on it recovers in the same way.
final class Checkpoints {
    /// For reading where a copy stands.
    private static final long LITTLE_MEMORY = 16L << 20;

    private Checkpoints() {}

    static CheckpointNote make(Store store, Path target) {
        try {
            DurableFiles.createFolder(target);
            refuseUsed(target);
            Path files = target.resolve("rocksdb");
            try (Checkpoint checkpoint = Checkpoint.create(store.database())) {
                checkpoint.createCheckpoint(files.toString());
            } catch (RocksDBException refused) {
                throw new UnusableFolder("No copy can be made in " + target + ": " + refused.getMessage(), refused);
            }
            Instant at = store.clock().instant();
            CheckpointNote note = new CheckpointNote(store.history(), lastSequence(files), at);
            // a crash must not take from the original what the copy has
            store.awaitDurable();
            note.write(target);
            // last, so that a copy that was interrupted is refused as a foreign folder
            FolderLock.writeFormat(target);
            return note;
        } catch (IOException unusable) {
            throw new UnusableFolder("No copy can be made in " + target + ": " + unusable, unusable);
        }
    }

    private static long lastSequence(Path files) {
        try (RocksFiles copy = new RocksFiles(files, LITTLE_MEMORY, RocksFiles.Use.READING)) {
            return copy.database().getLatestSequenceNumber();
        }
    }

    static void refuseUsed(Path target) throws IOException {
        try (Stream<Path> content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new UnusableFolder("No copy is made in " + target + ": the folder is not empty.");
            }
        }
    }
}
