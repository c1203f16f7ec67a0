package io.automedia.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where the data of a track lie in a film: chunks at offsets, so many samples in each, samples of these sizes.
final class SampleTable {
    private static final int HEADER = 8;

    private final ByteBuffer offsets;
    private final boolean isLong;
    private final ByteBuffer runs;
    private final ByteBuffer sizes;
    private long sample;

    /// @param offsets content of `stco`, or of `co64` when `isLong`
    /// @param runs content of `stsc`
    /// @param sizes content of `stsz`
    SampleTable(ByteBuffer offsets, boolean isLong, ByteBuffer runs, ByteBuffer sizes) {
        this.offsets = offsets;
        this.isLong = isLong;
        this.runs = runs;
        this.sizes = sizes;
    }

    /// Takes a part of the file: its first byte, and the one after its last.
    interface Range {
        void take(long from, long to) throws IOException;
    }

    void forEachRange(Range range) throws IOException {
        int chunks = entries(offsets, HEADER, isLong ? 8 : 4);
        int runCount = entries(runs, HEADER, 12);
        int run = 0;
        for (int chunk = 0; chunk < chunks && runCount > 0; chunk++) {
            while (run + 1 < runCount && runs.getInt(HEADER + (run + 1) * 12) <= chunk + 1) {
                run++;
            }
            long offset =
                    isLong ? offsets.getLong(HEADER + chunk * 8) : offsets.getInt(HEADER + chunk * 4) & 0xffffffffL;
            long length = length(runs.getInt(HEADER + run * 12 + 4) & 0xffffffffL);
            if (offset >= 0 && length > 0) {
                range.take(offset, offset + length);
            }
        }
    }

    /// How many bytes the next so many samples have.
    private long length(long samples) {
        long same = sizes.getInt(4) & 0xffffffffL;
        if (same > 0) {
            return same * samples;
        }
        int known = entries(sizes, 12, 4);
        long length = 0;
        long end = Math.min(known, sample + samples);
        for (; sample < end; sample++) {
            length += sizes.getInt(12 + (int) sample * 4) & 0xffffffffL;
        }
        return length;
    }

    private static int entries(ByteBuffer table, int header, int width) {
        long said = table.getInt(header - 4) & 0xffffffffL;
        return (int) Math.min(said, (table.limit() - header) / width);
    }
}
