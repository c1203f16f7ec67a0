package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a data folder ours: one process at a time, a format we know, and no folder that belongs to something else.
final class FolderLock implements AutoCloseable {
    /// The newest format this version reads and writes.
    static final int FORMAT = 1;

    private static final String FORMAT_FILE = "format";
    private static final String FORMAT_PREFIX = "embedded-mongodb ";
    private static final String LOCK_FILE = "lock";
    private static final Set<String> BEFORE_FORMAT = Set.of(LOCK_FILE, FORMAT_FILE + DurableFiles.UNFINISHED);

    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Creates the folder where it is missing; throws {@link UnusableFolder} with a sentence for people.
    static FolderLock acquire(Path folder) {
        try {
            DurableFiles.createFolder(folder);
            refuseForeign(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new UnusableFolder("The data folder " + folder + " is in use by another process.");
            }
            checkFormat(folder);
            return new FolderLock(channel, lock);
        } catch (IOException unusable) {
            throw new UnusableFolder("The data folder " + folder + " cannot be used: " + unusable, unusable);
        }
    }

    static boolean isOurs(Path folder) {
        return Files.isRegularFile(folder.resolve(FORMAT_FILE));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static void refuseForeign(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            boolean foreign = !Files.exists(folder.resolve(FORMAT_FILE))
                    && content.anyMatch(
                            file -> !BEFORE_FORMAT.contains(file.getFileName().toString()));
            if (foreign) {
                throw new UnusableFolder("The folder " + folder
                        + " holds files that are not of this database; give it an empty folder of its own.");
            }
        }
    }

    /// Marks a folder as one of ours.
    static void writeFormat(Path folder) throws IOException {
        DurableFiles.write(folder.resolve(FORMAT_FILE), FORMAT_PREFIX + FORMAT + "\n");
    }

    private static void checkFormat(Path folder) throws IOException {
        Path file = folder.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            writeFormat(folder);
            return;
        }
        String content = Files.readString(file, StandardCharsets.UTF_8).strip();
        int format = content.matches(FORMAT_PREFIX + "\\d{1,6}")
                ? Integer.parseInt(content.substring(FORMAT_PREFIX.length()))
                : Integer.MAX_VALUE;
        if (format > FORMAT) {
            throw new UnusableFolder("The data folder " + folder + " has the format '" + content
                    + "'; this version knows formats up to '" + FORMAT_PREFIX + FORMAT + "'. Use a newer version.");
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
