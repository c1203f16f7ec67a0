package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;

/// A growing byte array for keys; numbers go in big-endian, so that bytes compare as they do.
public final class KeyBuilder {
    private byte[] bytes = new byte[64];
    private int length;

    public int length() {
        return length;
    }

    /// Forgets everything after the first `newLength` bytes.
    public KeyBuilder truncate(int newLength) {
        length = newLength;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Appends the number of an index, with which its keys begin.
    public KeyBuilder id(int indexId) {
        return int32(indexId);
    }

    KeyBuilder raw(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    KeyBuilder raw(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    KeyBuilder raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    KeyBuilder int32(int value) {
        room(4);
        BigEndian.writeInt(bytes, length, value);
        length += 4;
        return this;
    }

    KeyBuilder int64(long value) {
        room(8);
        BigEndian.writeLong(bytes, length, value);
        length += 8;
        return this;
    }

    /// Turns every bit from `start` on, which reverses the order of what is written there.
    KeyBuilder invertFrom(int start) {
        for (int i = start; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
