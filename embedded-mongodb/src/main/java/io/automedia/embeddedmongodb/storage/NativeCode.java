package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/// Loads the native code of RocksDB, which unpacks it into the folder for temporary files and takes it away when the
/// process ends by
/// itself. A process that is killed would leave its 16 MB there, so it goes as soon as it is loaded, where the system
/// permits that.
final class NativeCode {
    private NativeCode() {}

    static void load() {
        if (System.getenv("ROCKSDB_SHAREDLIB_DIR") == null) {
            try {
                loadAndRemove(Files.createTempDirectory("rocksdb"));
            } catch (IOException | UnsatisfiedLinkError notSo) {
                // RocksDB tries it in its own way, and says what is in the way
            }
        }
        RocksDB.loadLibrary();
    }

    private static void loadAndRemove(Path folder) throws IOException {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
