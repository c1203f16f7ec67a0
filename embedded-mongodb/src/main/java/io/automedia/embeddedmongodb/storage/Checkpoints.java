package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/// Consistent copies of an open data folder: hard links to its immutable files and a copy of the log's end. What a copy
/// holds is what a crash at one moment of the call would have left, and a start on it recovers in the same way.
final class Checkpoints {
    private Checkpoints() {}

    static void make(Store store, Path target) {
        try {
            DurableFiles.createFolder(target);
            refuseUsed(target);
            try (Checkpoint checkpoint = Checkpoint.create(store.database())) {
                checkpoint.createCheckpoint(target.resolve("rocksdb").toString());
            } catch (RocksDBException refused) {
                throw new UnusableFolder("No copy can be made in " + target + ": " + refused.getMessage(), refused);
            }
            // last, so that a copy that was interrupted is refused as a foreign folder
            FolderLock.writeFormat(target);
        } catch (IOException unusable) {
            throw new UnusableFolder("No copy can be made in " + target + ": " + unusable, unusable);
        }
    }

    private static void refuseUsed(Path target) throws IOException {
        try (Stream<Path> content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new UnusableFolder("No copy is made in " + target + ": the folder is not empty.");
            }
        }
    }
}
