package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;

/// Several changes as one, in RocksDB's own format of a write batch, so that they cross into native code once.
final class BatchBuilder {
    private final int[] columnIds;
    private byte[] bytes = new byte[4096];
    private int length = BatchFormat.CONTENT;
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
        return record(BatchFormat.VALUE, column, key).slice(value, offset, valueLength);
    }

    BatchBuilder merge(Columns column, byte[] key, byte[] operand) {
        return record(BatchFormat.MERGE, column, key).slice(operand, 0, operand.length);
    }

    BatchBuilder delete(Columns column, byte[] key) {
        return record(BatchFormat.DELETION, column, key);
    }

    BatchBuilder deleteRange(Columns column, byte[] from, byte[] to) {
        return record(BatchFormat.RANGE_DELETION, column, from).slice(to, 0, to.length);
    }

    /// @param millis the time of the write, which the log keeps
    byte[] toBytes(long millis) {
        return BatchFormat.finished(bytes, length, count, millis);
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
