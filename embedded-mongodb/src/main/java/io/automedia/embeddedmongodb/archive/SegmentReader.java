package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.storage.LoggedWrite;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// Reads a segment to its end.
final class SegmentReader {
    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final CheckedInputStream checked;
    private final DataInputStream input;

    private SegmentReader(Path file, CheckedInputStream checked) {
        this.file = file;
        this.checked = checked;
        this.input = new DataInputStream(checked);
    }

    /// Tells the batches, of which only the end shows whether they are undamaged; throws {@link ArchiveRefused} when
    /// they are not.
    static Segment read(Path file, Consumer<LoggedWrite> reader) {
        try (var checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32C())) {
            return new SegmentReader(file, checked).read(reader);
        } catch (EOFException cut) {
            throw damaged(file, "it ends in the middle");
        } catch (IOException unreadable) {
            throw new ArchiveRefused("The segment " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    /// Looks whether a segment is undamaged.
    static Segment check(Path file) {
        return read(file, _ -> {});
    }

    private static ArchiveRefused damaged(Path file, String how) {
        return new ArchiveRefused("The segment " + file + " is damaged (" + how
                + "): get it from another copy of the archive, or restore to a moment before number "
                + Segment.first(file) + ".");
    }

    private Segment read(Consumer<LoggedWrite> reader) throws IOException {
        byte[] magic = input.readNBytes(Segment.MAGIC.length);
        if (!Arrays.equals(magic, Segment.MAGIC)) {
            throw damaged(file, "it does not begin as one");
        }
        UUID history = new UUID(input.readLong(), input.readLong());
        long first = input.readLong();
        int before = input.readInt();
        if (first != Segment.first(file)) {
            throw damaged(file, "it has the content of " + Segment.name(first));
        }
        long next = first;
        for (int length = input.readInt(); length != 0; length = input.readInt()) {
            LoggedWrite write = batch(length);
            if (write.sequence() != next) {
                throw damaged(file, "number " + write.sequence() + " stands where " + next + " belongs");
            }
            reader.accept(write);
            next = write.last() + 1;
        }
        long last = input.readLong();
        long complete = input.readLong();
        int expected = (int) checked.getChecksum().getValue();
        if (input.readInt() != expected || last != next - 1 || input.read() >= 0) {
            throw damaged(file, "its checksum is another");
        }
        return new Segment(file, history, first, before, last, complete, expected);
    }

    private LoggedWrite batch(int length) throws IOException {
        byte[] bytes = length < 0 || length > Files.size(file) ? new byte[0] : input.readNBytes(length);
        if (bytes.length != length) {
            throw damaged(file, "it ends in the middle");
        }
        try {
            return LoggedWrite.of(bytes);
        } catch (IllegalArgumentException none) {
            throw damaged(file, String.valueOf(none.getMessage()));
        }
    }
}
