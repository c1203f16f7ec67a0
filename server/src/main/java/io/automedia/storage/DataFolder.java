package io.automedia.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/// The folder that holds what this instance keeps on its machine. Only one process holds it at a time.
public final class DataFolder implements DisposableBean {
    private static final String LOCK = "lock";
    private static final String NODE = "node";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the folder, and creates it when it is missing.
    ///
    /// @throws DataFolderException with a sentence that says what to do, when it can't be written or is taken
    static DataFolder take(Path path) {
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new DataFolderException("The data folder " + path
                        + " is in use by another AutoMedia: stop that one, or set AUTOMEDIA_DATA to another folder.");
            }
            return new DataFolder(path, channel, lock);
        } catch (IOException cause) {
            throw new DataFolderException(
                    "The data folder " + path
                            + " can't be written (" + cause.getMessage()
                            + "): make it writable, or set AUTOMEDIA_DATA to another folder.",
                    cause);
        }
    }

    /// Fails when another process holds the folder, before anything of this one is written into it. The folder is not
    /// taken by this.
    ///
    /// @throws DataFolderException with a sentence that says what to do
    public static void requireFree(Path path) {
        try {
            take(path).destroy();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Whether another process holds the folder now. Nothing is written by this. Not to be asked by who holds it: on
    /// some systems the lock would be gone afterwards.
    public static boolean isHeld(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        // shared, so that two who look do not take each other for a holder
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /// The folder itself, absolute.
    public Path path() {
        return path;
    }

    /// A folder inside, created when missing, that only its owner can read.
    public Path directory(String name) {
        Path directory = path.resolve(name);
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return directory;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Writes a file inside that only its owner can read, whole or not at all. It outlasts a loss of
    /// power when this returns.
    public Path writePrivately(String name, String text) {
        Path target = path.resolve(name);
        Path draft = path.resolve(name + ".new");
        try {
            Files.deleteIfExists(draft);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(draft, text);
            force(draft, StandardOpenOption.WRITE);
            Path written = Files.move(
                    draft,
                    target,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                force(path, StandardOpenOption.READ);
            }
            return written;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The name under which this node is known, the same after each start. Several may ask for it at
    /// once.
    public synchronized String node() {
        Path file = path.resolve(NODE);
        try {
            if (!Files.exists(file)) {
                writePrivately(NODE, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Other systems than POSIX ones open no folders.
    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }

    @Override
    public void destroy() throws IOException {
        lock.release();
        channel.close();
    }
}
