package io.automedia.embeddedmongodb.archive;

import java.nio.file.Path;
import java.util.UUID;

/// A file of an archive: a header, the batches from one number to another, and an end with the checksum of it all.
/// ```
/// header   "EMDBLOG1", history (16), number of the first change (8), checksum of the segment before (4, or 0)
/// batch    length (4), batch in RocksDB's format, which has the number of its first change, and the time
/// end      0 (4), number of the last change (8), time up to which the archive is complete (8), CRC-32C so far (4)
/// ```
/// Numbers have the highest byte first.
/// @param history whose writes they are
/// @param first the number of the first change
/// @param before the checksum of the segment that it follows on, 0 for the first one
/// @param last the number of the last change
/// @param completeMillis all that was acknowledged before is in this segment or one before it; since 1970
/// @param checksum of its content
record Segment(Path file, UUID history, long first, int before, long last, long completeMillis, int checksum) {
    static final byte[] MAGIC = {'E', 'M', 'D', 'B', 'L', 'O', 'G', '1'};
    static final int HEADER = MAGIC.length + 16 + 8 + 4;
    static final String SUFFIX = ".log";
    private static final int DIGITS = 20;

    /// The name of a segment; names sort as the numbers do.
    static String name(long first) {
        String digits = Long.toString(first);
        return "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    static boolean isName(String name) {
        return name.matches("0\\d{" + (DIGITS - 1) + "}\\.log");
    }

    /// The number that a name says.
    static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, DIGITS));
    }
}
