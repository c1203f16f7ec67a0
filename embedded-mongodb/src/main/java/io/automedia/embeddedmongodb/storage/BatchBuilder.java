package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;

/// Several changes as one, in RocksDB's own format of a write batch, so that they cross into native code once
/// (source: `db/write_batch.cc`).
final class BatchBuilder {
    private static final int HEADER = 12;
    private static final int DELETION = 0x4;
    private static final int VALUE = 0x5;
    private static final int MERGE = 0x6;
    private static final int RANGE_DELETION = 0xE;

    private final int[] columnIds;
    private byte[] bytes = new byte[4096];
    private int length = HEADER;
    private int count;

    /// @param columnIds RocksDB's numbers of the column families, by position of {@link Columns}
    BatchBuilder(int[] columnIds) {
        this.columnIds = columnIds;
    }

    boolean isEmpty() {
        return count == 0;
    }

    BatchBuilder put(Columns column, byte[] key, byte[] value) {
        return put(column, key, value, 0, value.length);
    }

    BatchBuilder put(Columns column, byte[] key, byte[] value, int offset, int valueLength) {
        return record(VALUE, column, key).slice(value, offset, valueLength);
    }

    BatchBuilder merge(Columns column, byte[] key, byte[] operand) {
        return record(MERGE, column, key).slice(operand, 0, operand.length);
    }

    BatchBuilder delete(Columns column, byte[] key) {
        return record(DELETION, column, key);
    }

    BatchBuilder deleteRange(Columns column, byte[] from, byte[] to) {
        return record(RANGE_DELETION, column, from).slice(to, 0, to.length);
    }

    byte[] toBytes() {
        bytes[8] = (byte) count;
        bytes[9] = (byte) (count >>> 8);
        bytes[10] = (byte) (count >>> 16);
        bytes[11] = (byte) (count >>> 24);
        return Arrays.copyOf(bytes, length);
    }

    private BatchBuilder record(int tag, Columns column, byte[] key) {
        count++;
        room(1);
        bytes[length++] = (byte) tag;
        variable(columnIds[column.position()]);
        return slice(key, 0, key.length);
    }

    private BatchBuilder slice(byte[] source, int offset, int size) {
        variable(size);
        room(size);
        System.arraycopy(source, offset, bytes, length, size);
        length += size;
        return this;
    }

    private void variable(int value) {
        room(5);
        int rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
