package io.automedia.embeddedmongodb.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers whose unsigned bytes compare as they do.
final class BigEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static int readInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static long readLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static void writeInt(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    static void writeLong(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }
}
