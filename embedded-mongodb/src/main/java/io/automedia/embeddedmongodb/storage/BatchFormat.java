package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// RocksDB's format of a write batch (source: `db/write_batch.cc`), as far as this store writes it: a header with the
/// number of the first change and how many they are, a stamp with the time, and the changes. RocksDB puts the batches
/// of several writers into one record of its log; their stamps tell where each of them begins.
final class BatchFormat {
    /// Where the header has the number of changes; the sequence number stands at 0.
    static final int COUNT = 8;

    static final int HEADER = 12;

    static final int STAMP = 0x3;
    static final int DELETION = 0x4;
    static final int VALUE = 0x5;
    static final int MERGE = 0x6;
    static final int RANGE_DELETION = 0xE;

    private static final int STAMP_BYTES = 8;
    private static final int STAMP_RECORD = 2 + STAMP_BYTES;

    /// Where the changes begin.
    static final int CONTENT = HEADER + STAMP_RECORD;

    private final byte[] record;
    private int position = HEADER;

    private BatchFormat(byte[] record) {
        this.record = record;
    }

    /// Writes the time into a batch that begins here.
    static void stamp(byte[] batch, int offset, long millis) {
        batch[offset] = STAMP;
        batch[offset + 1] = STAMP_BYTES;
        LittleEndian.writeLong(batch, offset + 2, millis);
    }

    static boolean isStamp(byte[] bytes, int offset) {
        return bytes.length - offset >= STAMP_RECORD && bytes[offset] == STAMP && bytes[offset + 1] == STAMP_BYTES;
    }

    static long stamp(byte[] bytes, int offset) {
        return LittleEndian.readLong(bytes, offset + 2);
    }

    /// The batches of a record of the log, in their order.
    static List<LoggedWrite> split(byte[] record) {
        return new BatchFormat(record).split();
    }

    private List<LoggedWrite> split() {
        List<LoggedWrite> writes = new ArrayList<>();
        long sequence = LittleEndian.readLong(record, 0);
        while (position < record.length) {
            if (!isStamp(record, position)) {
                throw new IllegalStateException("A record of the log has no time: an older version has written it");
            }
            int from = position;
            position += STAMP_RECORD;
            int changes = 0;
            while (position < record.length && record[position] != STAMP) {
                skipChange();
                changes++;
            }
            if (changes > 0) {
                writes.add(write(sequence, changes, from));
                sequence += changes;
            }
        }
        return writes;
    }

    private LoggedWrite write(long sequence, int changes, int from) {
        byte[] batch = new byte[HEADER + position - from];
        LittleEndian.writeLong(batch, 0, sequence);
        LittleEndian.writeInt(batch, COUNT, changes);
        System.arraycopy(record, from, batch, HEADER, position - from);
        return new LoggedWrite(sequence, changes, stamp(record, from), batch);
    }

    private void skipChange() {
        int tag = record[position++];
        int slices = switch (tag) {
            case DELETION -> 1;
            case VALUE, MERGE, RANGE_DELETION -> 2;
            default -> throw new IllegalStateException("The log has a change of an unknown kind: " + tag);
        };
        variable();
        for (int i = 0; i < slices; i++) {
            int length = variable();
            position += length;
        }
    }

    private int variable() {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = record[position++];
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /// The header of a batch; the sequence number is RocksDB's to fill in.
    static byte[] finished(byte[] draft, int length, int changes, long millis) {
        byte[] batch = Arrays.copyOf(draft, length);
        LittleEndian.writeInt(batch, COUNT, changes);
        stamp(batch, HEADER, millis);
        return batch;
    }
}
