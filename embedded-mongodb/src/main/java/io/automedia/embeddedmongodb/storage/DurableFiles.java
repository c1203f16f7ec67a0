package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/// Small files and folders that are there after a power cut, with all of their content or not at all.
public final class DurableFiles {
    /// What the name of a file ends with that is not complete yet.
    public static final String UNFINISHED = ".new";

    private DurableFiles() {}

    /// Writes a file in the place of any that was there.
    public static void write(Path file, String content, FileAttribute<?>... attributes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(unfinished, options, attributes)) {
            for (ByteBuffer rest = StandardCharsets.UTF_8.encode(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.getParent();
        if (folder != null) {
            syncFolder(folder);
        }
    }

    /// Copies a file to a place where there is none.
    static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to);
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Creates a folder and those above it where they are missing.
    public static void createFolder(Path folder) throws IOException {
        createAbsolute(folder.toAbsolutePath().normalize());
    }

    private static void createAbsolute(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder) || parent == null) {
            return;
        }
        createAbsolute(parent);
        Files.createDirectories(folder);
        syncFolder(parent);
    }

    /// Makes the names in a folder durable, where the system knows such a thing.
    public static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
