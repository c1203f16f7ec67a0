package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/// Consistent copies of an open data folder: hard links to its immutable files and a copy of the log's end. What a copy
/// holds is what a crash at one moment of the call would have left, and a start on it recovers in the same way.
final class Checkpoints {
    private Checkpoints() {}

    static void make(Store store, Path target) {
        try {
            Files.createDirectories(target);
            refuseUsed(target);
            try (Checkpoint checkpoint = Checkpoint.create(store.database())) {
                checkpoint.createCheckpoint(target.resolve("rocksdb").toString());
            } catch (RocksDBException refused) {
                throw Store.refused(refused);
            }
            // last, so that a copy that was interrupted is refused as a foreign folder
            FolderLock.writeFormat(target);
            syncFolder(target);
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

    /// Makes the names in the folder durable, where the system knows such a thing.
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
