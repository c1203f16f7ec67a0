package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.storage.DurableFiles;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Writes a segment, which has its name only when it is complete and on the disk.
final class SegmentWriter implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final Path file;
    private final Path unfinished;
    private final UUID history;
    private final long first;
    private final int before;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long last;
    private long bytes;

    SegmentWriter(Path folder, UUID history, long first, int before) throws IOException {
        this.folder = folder;
        this.file = folder.resolve(Segment.name(first));
        this.unfinished = file.resolveSibling(file.getFileName() + DurableFiles.UNFINISHED);
        this.history = history;
        this.first = first;
        this.before = before;
        this.last = first - 1;
        this.channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        buffer.put(Segment.MAGIC)
                .putLong(history.getMostSignificantBits())
                .putLong(history.getLeastSignificantBits())
                .putLong(first)
                .putInt(before);
    }

    void add(LoggedWrite write) throws IOException {
        room(Integer.BYTES).putInt(write.batch().length);
        for (int from = 0; from < write.batch().length; ) {
            int part = Math.min(write.batch().length - from, room(1).remaining());
            buffer.put(write.batch(), from, part);
            from += part;
        }
        last = write.last();
        bytes += write.batch().length;
    }

    long bytes() {
        return bytes;
    }

    /// Completes the segment and gives it its name.
    Segment finish(long completeMillis) throws IOException {
        room(Integer.BYTES + 2 * Long.BYTES).putInt(0).putLong(last).putLong(completeMillis);
        drain();
        int sum = (int) checksum.getValue();
        buffer.putInt(sum);
        drain();
        channel.force(true);
        channel.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(folder);
        return new Segment(file, history, first, before, last, completeMillis, sum);
    }

    private ByteBuffer room(int wanted) throws IOException {
        if (buffer.remaining() < wanted) {
            drain();
        }
        return buffer;
    }

    private void drain() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /// Leaves nothing behind when it was not finished.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
